import type { Binding } from '@jianjia/http';
import { clauseBindings } from './clause/bindings.ts';
import type { AssessmentDeps } from './deps.ts';
import { listBindings } from './lists/bindings.ts';
import { expiringBindings } from './expiring/bindings.ts';
import { overviewBindings } from './overview/bindings.ts';
import { resultBindings } from './results/bindings.ts';

/** Every endpoint of this room with its act. */
export function assessmentBindings(deps: AssessmentDeps): readonly Binding[] {
  return [
    ...resultBindings(deps),
    ...overviewBindings(deps),
    ...expiringBindings(deps),
    ...listBindings(deps),
    ...clauseBindings(deps),
  ];
}
