import type { RegisterDefinition } from './definition.ts';

/**
 * The registers whose rows are about persons: those that hold personal numbers, and whatever refers to them, near or far.
 * Whoever pages through them leaves a line, and what is searched for in them does not stand in addresses.
 */
export function registersOfPersons(definitions: readonly RegisterDefinition[]): ReadonlySet<string> {
  const found = new Set<string>();
  const isOfPersons = ({ columns }: RegisterDefinition): boolean =>
    Object.values(columns).some(
      ({ sealed, references }) => sealed !== undefined || found.has(references?.split('.')[0] ?? ''),
    );
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const definition of definitions) if (isOfPersons(definition)) found.add(definition.name);
  }
  return found;
}
