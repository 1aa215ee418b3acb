import type { Binding } from '@jianjia/http';
import { checklistBindings } from './checklist/bindings.ts';
import { clauseBindings } from './clause/bindings.ts';
import type { AssessmentDeps } from './deps.ts';
import { expiringBindings } from './expiring/bindings.ts';
import { listBindings } from './lists/bindings.ts';
import { overviewBindings } from './overview/bindings.ts';
import { resultBindings } from './results/bindings.ts';
import { whatIfBindings } from './what-if/bindings.ts';

/** Every endpoint of this room with its act. */
export function assessmentBindings(deps: AssessmentDeps): readonly Binding[] {
  return [
    ...resultBindings(deps),
    ...checklistBindings(deps),
    ...overviewBindings(deps),
    ...expiringBindings(deps),
    ...listBindings(deps),
    ...clauseBindings(deps),
    ...whatIfBindings(deps),
  ];
}
