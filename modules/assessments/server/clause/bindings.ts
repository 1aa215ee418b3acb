import { actingOf, type Binding, handle } from '@jianjia/http';
import { showClause as contract } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { showClause } from './show-clause.ts';

/** One clause across all unions. */
export function clauseBindings(deps: AssessmentDeps): readonly Binding[] {
  return [handle(contract, (call) => showClause(deps, actingOf(call, deps.app), { ...call.params, ...call.query }))];
}
