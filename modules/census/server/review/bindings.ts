import { actingOf, type Binding, handle } from '@jianjia/http';
import * as contract from '../../contract/index.ts';
import type { CensusDeps } from '../deps.ts';
import { learnModel } from '../learn/learn-model.ts';
import { listModels } from '../learn/list-models.ts';
import { chooseModel } from '../learn/choose-model.ts';
import { decidePair, undoPair } from './decide-pair.ts';
import { listLabels } from './list-labels.ts';
import { listPairs } from './list-pairs.ts';
import { setReviewMode } from './review-mode.ts';
import { reviewReport } from './review-report.ts';
import { showPair } from './show-pair.ts';

/** Every endpoint of the review desk with its act. */
export function reviewBindings(deps: CensusDeps): readonly Binding[] {
  const { app } = deps;
  return [
    handle(contract.listReviewPairs, (call) => listPairs(actingOf(call, app), call.query)),
    handle(contract.showReviewPair, (call) => showPair(actingOf(call, app), call.params)),
    handle(contract.decidePair, (call) => decidePair(deps, actingOf(call, app), call.params, call.body.verdict)),
    handle(contract.undoPair, (call) => undoPair(deps, actingOf(call, app), call.params)),
    handle(contract.listLabels, (call) => listLabels(actingOf(call, app), call.query)),
    handle(contract.reviewReport, (call) => reviewReport(actingOf(call, app), call.query.division)),
    handle(contract.setReviewMode, (call) => setReviewMode(actingOf(call, app), call.body.at, call.body.persons)),
    handle(contract.listModels, (call) => listModels(actingOf(call, app), call.query)),
    handle(contract.learnModel, (call) => learnModel(actingOf(call, app), call.body.at)),
    handle(contract.chooseModel, (call) => chooseModel(deps, actingOf(call, app), call.body.at, call.body.version)),
  ];
}
