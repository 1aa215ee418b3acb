import type { LinkageSpec, Side } from '../spec/spec.ts';
import { MOST_COUNTED } from './counting.ts';
import { MOST_SHARING } from './keys.ts';
import type { Segment } from './segment.ts';
import { Sketch } from './sketch.ts';
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
  registers: readonly Sided[],
  known?: SharedArrayBuffer,
): Promise<SharedArrayBuffer> {
  const rows = registers.reduce((sum, register) => sum + register.rows, 0);
  const counts = known ?? Sketch.memory(4 * rows, MOST_COUNTED);
  const groups = registers.flatMap(({ segments }) => grouped(segments, AT_ONCE));
  await team.run(groups.map((segments) => ({ kind: 'terms' as const, segments, counts })));
  await team.run(groups.map((segments) => ({ kind: 'fill' as const, segments, counts })));
  return counts;
}

/** How many rows share each key, by breadth. */
export type KeyCounts = readonly SharedArrayBuffer[];

export interface MadeKeys {
  /** By rule: rows left without a key because too many share the last one. */
  readonly dropped: readonly number[];
  readonly counts: KeyCounts;
}

/**
 * Gives the rows their keys, from broad to narrow.
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
  const dropped = spec.rules.map(() => 0);
  const made: SharedArrayBuffer[] = [];
  // One pass more than there are keys: the last only finds out whom the last keys do not tell apart.
  for (let breadth = 0; breadth <= breadths; breadth++) {
    const broader = breadth === 0 ? null : ((known ?? made)[breadth - 1] ?? null);
    // Few rows need a second key, so fewer cells do.
    const counts = Sketch.memory(breadth === 0 ? 1.5 * rows : rows / 4, MOST_SHARING + 1, spec.rules.length);
    const common = { kind: 'keys' as const, breadth, broader, counts, complete };
    const jobs = registers.flatMap(({ side, segments }) =>
      grouped(segments, Math.ceil(segments.length / team.size)).map((group) => ({ ...common, segments: group, side })),
    );
    for (const result of await team.run(jobs)) {
      for (const [rule, count] of result.dropped.entries()) dropped[rule] = (dropped[rule] ?? 0) + count;
    }
    made.push(counts);
  }
  return { dropped, counts: known ?? made };
}

function grouped(segments: readonly Segment[], most: number): readonly (readonly Segment[])[] {
  return Array.from({ length: Math.ceil(segments.length / most) }, (_, index) =>
    segments.slice(index * most, (index + 1) * most),
  );
}
