import type { LinkageSpec, Side } from '../spec/spec.ts';
import type { Segment } from './segment.ts';
import { Sketch, SmallSketch } from './sketch.ts';
import type { Team } from './team.ts';

/** Segments that a thread takes at once while counting terms. */
const AT_ONCE = 4;

export interface Sided {
  readonly side: Side;
  readonly segments: readonly Segment[];
  readonly rows: number;
}

/**
 * Writes into the rows how often their terms occur in all registers together.
 * @param known counts of rows that are not among these, which are added to
 * @returns the counts
 */
export async function countTerms(
  team: Team,
  spec: LinkageSpec,
  registers: readonly Sided[],
  known?: SharedArrayBuffer,
): Promise<SharedArrayBuffer> {
  const rows = registers.reduce((sum, register) => sum + register.rows, 0);
  const counts = known ?? Sketch.memory(4 * rows);
  const segments = registers.flatMap((register) => register.segments);
  const families = [...new Set(spec.terms.map(({ family }) => family))];
  // A family at a time, nothing else is in the way of its counts; but rows in files are better read once for all.
  const shares = isSpilled(segments)
    ? grouped(segments, AT_ONCE).map((group) => ({ segments: group, families }))
    : families.map((family) => ({ segments, families: [family] }));
  await team.run(shares.map((share) => ({ kind: 'terms' as const, ...share, counts })));
  await team.run(shares.map((share) => ({ kind: 'fill' as const, ...share, counts })));
  return counts;
}

function isSpilled(segments: readonly Segment[]): boolean {
  return segments.some(({ words }) => words === null);
}

/** How many rows share each key, by breadth. */
export type KeyCounts = readonly SharedArrayBuffer[];

export interface MadeKeys {
  /** By rule: rows left without a key because too many share the last one. */
  readonly dropped: readonly number[];
  readonly counts: KeyCounts;
}

/**
 * Narrows the keys that too many rows share.
 * @param known counts to go by instead of those of these rows: so a new row gets the keys that the rows it is held
 * against have
 * @param complete whether no other rows will come: keys that one row alone has are dropped then
 */
export async function makeKeys(
  team: Team,
  spec: LinkageSpec,
  registers: readonly Sided[],
  { known, complete }: { readonly known?: KeyCounts; readonly complete: boolean },
): Promise<MadeKeys> {
  const rows = registers.reduce((sum, register) => sum + register.rows, 0);
  const breadths = Math.max(...spec.rules.map((rule) => rule.keys.length));
  const counts = known ?? Array.from({ length: breadths }, (_, breadth) => countsOf(spec, rows, breadth));
  const all = spec.rules.map((_, rule) => rule);
  // A rule at a time, its counts fit the cache of a processor; rows in files are better read once for many rules.
  const spilled = isSpilled(registers.flatMap(({ segments }) => segments));
  const jobs = grouped(all, spilled ? Math.ceil(all.length / team.size) : 1).map((rules) => ({
    kind: 'keys' as const,
    registers: registers.map(({ side, segments }) => ({ side, segments })),
    rules,
    counts,
    known: known !== undefined,
    complete,
  }));
  const dropped = all.map(() => 0);
  for (const result of await team.run(jobs)) {
    for (const [rule, count] of result.dropped.entries()) dropped[rule] = (dropped[rule] ?? 0) + count;
  }
  return { dropped, counts };
}

/** Memory for the counts of the keys of all rules at one breadth; few rows need a second key, so fewer cells do. */
function countsOf(spec: LinkageSpec, rows: number, breadth: number): SharedArrayBuffer {
  return SmallSketch.memory(breadth === 0 ? 1.5 * rows : rows / 4, spec.rules.length);
}

function grouped<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, index) =>
    all.slice(index * most, (index + 1) * most),
  );
}
