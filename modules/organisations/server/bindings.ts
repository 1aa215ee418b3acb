import type { Binding } from '@jianjia/http';
import type { OrganisationDeps } from './deps.ts';
import { treeBindings } from './tree/bindings.ts';

/** Every endpoint of this room with its act. */
export function organisationBindings(deps: OrganisationDeps): readonly Binding[] {
  return [...treeBindings(deps)];
}
