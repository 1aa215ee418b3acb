import type { Binding } from '@jianjia/http';
import { browseBindings } from './browse/bindings.ts';
import { comparisonBindings } from './comparison/bindings.ts';
import type { SchemeDeps } from './deps.ts';
import { openLibrary } from './library.ts';

/** Every endpoint of this room with its act. */
export function schemeBindings(deps: SchemeDeps): readonly Binding[] {
  const library = openLibrary(deps);
  return [...browseBindings(deps, library), ...comparisonBindings(deps, library)];
}
