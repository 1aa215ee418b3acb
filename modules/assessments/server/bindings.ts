import type { Binding } from '@jianjia/http';
import { checklistBindings } from './checklist/bindings.ts';
import type { AssessmentDeps } from './deps.ts';
import { resultBindings } from './results/bindings.ts';

/** Every endpoint of this room with its act. */
export function assessmentBindings(deps: AssessmentDeps): readonly Binding[] {
  return [...resultBindings(deps), ...checklistBindings(deps)];
}
