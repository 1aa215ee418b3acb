import type { Binding } from '@jianjia/http';
import type { AssessmentDeps } from './deps.ts';
import { resultBindings } from './results/bindings.ts';
import { whatIfBindings } from './what-if/bindings.ts';

/** Every endpoint of this room with its act. */
export function assessmentBindings(deps: AssessmentDeps): readonly Binding[] {
  return [...resultBindings(deps), ...whatIfBindings(deps)];
}
