import { actingOf, handle, type Binding } from '@jianjia/http';
import { inTransaction, writeJournal } from '@jianjia/db';
import * as contract from '../../contract/index.ts';
import { LEAST_CONFIDENCE } from '../../domain/classification/industry.ts';
import { trainCalibrated } from '../../domain/classification/calibration.ts';
import type { CensusDeps } from '../deps.ts';
import { SURVEY } from '../works/waiting.ts';
import { newestClassifier } from './classifier.ts';
import { setIndustryRule } from './set-rule.ts';
import { findIndustries, listIndustryRules } from './show-rules.ts';
import { classificationTables } from './tables.ts';

/** Classification of the list: run, and how right it is; industrial unions by industry. */
export function classificationBindings(deps: CensusDeps): readonly Binding[] {
  return [
    handle(contract.classifyList, async (call) => {
      const acting = actingOf(call, deps.app);
      await inTransaction(acting, (client) => writeJournal(client, acting.actor, { act: 'census.classifyList' }));
      // The list is classified whole, whoever asks: what follows from it is shown to each within the own reach.
      return { started: await deps.jobs.send(SURVEY) };
    }),
    handle(contract.showClassifier, async (call) => {
      const found = await inTransaction(actingOf(call, deps.app), newestClassifier, { readOnly: true });
      const { version, trained, calibration } = found ?? untrained();
      const { accuracy, brier, rows, bins } = calibration;
      return { version, trained, least: LEAST_CONFIDENCE, accuracy, brier, rows, bins };
    }),
    handle(contract.listIndustryRules, (call) => listIndustryRules(actingOf(call, deps.app), call.query.at)),
    handle(contract.findIndustries, async (call) => ({
      industries: await findIndustries(actingOf(call, deps.app), call.query.at, call.query.search),
    })),
    handle(contract.setIndustryRule, async (call) => {
      await setIndustryRule(actingOf(call, deps.app), call.params.industry, call.body);
      return {};
    }),
  ];
}

let seedsAlone: ReturnType<typeof untrainedNow> | null = null;

function untrained(): ReturnType<typeof untrainedNow> {
  seedsAlone ??= untrainedNow();
  return seedsAlone;
}

function untrainedNow() {
  const { calibration } = trainCalibrated('', classificationTables().seeds, []);
  return { version: 'seeds', trained: 0, calibration };
}
