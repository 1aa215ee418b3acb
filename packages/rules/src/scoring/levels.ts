import type { PeerKey } from './kinds/rank.ts';
import type { UnionFacts } from './item.ts';
import type { TrackPlan } from './plan.ts';
import type { TrackScore } from './track.ts';

/** The level that is certain, and the highest that is still possible; null: none. */
export interface LevelResult {
  readonly level: string | null;
  readonly possible: string | null;
}

/** A union with its sheet. */
export interface Judged {
  readonly facts: UnionFacts;
  readonly score: TrackScore;
}

/** The key of a union's peer group; null when its class is needed and unknown: it is ranked nowhere. */
export function peerGroup(union: UnionFacts, classId: string | null, keys: readonly PeerKey[]): string | null {
  if (keys.includes('class') && classId === null) return null;
  const parts = keys.map((key) => (key === 'class' ? classId : key === 'kind' ? union.kind : union.parent));
  return JSON.stringify(parts);
}

interface Standing {
  readonly judged: Judged;
  /** Per level, highest first: reached for certain, reached possibly (before quotas; then after). */
  readonly sure: boolean[];
  readonly possible: boolean[];
}

/**
 * Levels of all unions of a track: by total, by gates, vetoes, exclusions and the items each level asks for,
 * cumulatively where the sheet says so, then by quota inside peer groups. Fails closed: a level is given only when
 * no unknown could take it away.
 */
export function levelsOf(plan: TrackPlan, unions: readonly Judged[]): ReadonlyMap<string, LevelResult> {
  const { levels } = plan.scoring;
  const standings = unions.map((judged): Standing => standing(plan, judged));
  levels.forEach((level, index) => {
    if (!level.quota) return;
    const { limit, within } = level.quota;
    const groups = new Map<string, Standing[]>();
    for (const one of standings) {
      const key = peerGroup(one.judged.facts, one.judged.score.class, within);
      if (key === null) one.sure[index] = false;
      else groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    for (const group of groups.values()) admit(group, index, limit);
  });
  return new Map(
    standings.map(({ judged, sure, possible }) => {
      const at = (list: readonly boolean[]) => levels[list.indexOf(true)]?.id ?? null;
      return [judged.facts.id, { level: at(sure), possible: at(possible) }];
    }),
  );
}

function standing(plan: TrackPlan, judged: Judged): Standing {
  const { score } = judged;
  const { levels, cumulative } = plan.scoring;
  const [sure, possible]: [boolean[], boolean[]] = [[], []];
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index];
    if (!level) continue;
    const bar = level.atLeast ?? Number.NEGATIVE_INFINITY;
    const barred = score.barred.get(level.id) ?? 'no';
    const below = index === levels.length - 1 || !cumulative;
    sure[index] =
      score.gates === 'yes' &&
      score.vetoed === 'no' &&
      barred === 'no' &&
      score.total.low >= bar &&
      (below || sure[index + 1] === true);
    possible[index] =
      score.gates !== 'no' &&
      score.vetoed !== 'yes' &&
      barred !== 'yes' &&
      score.total.high >= bar &&
      (below || possible[index + 1] === true);
  }
  return { judged, sure, possible };
}

/** Keeps a level for those certain (possible) to be within the quota; those of a higher level do not compete. */
function admit(
  group: readonly Standing[],
  index: number,
  limit: { readonly p: number; readonly q: number; readonly text: string },
): void {
  const rivals = group.filter((one) => one.possible[index] && !one.sure.slice(0, index).includes(true));
  const certain = group.filter((one) => one.sure[index] && !one.possible.slice(0, index).includes(true));
  const highs = rivals.map((one) => one.judged.score.total.high).sort((left, right) => left - right);
  const lows = certain.map((one) => one.judged.score.total.low).sort((left, right) => left - right);
  const seats = limit.text.endsWith('%') ? limit.p * group.length : limit.p;
  const isRival = new Set(rivals);
  const decisions = group.map((one) => {
    const { low, high } = one.judged.score.total;
    const itself = isRival.has(one) && high > low ? 1 : 0;
    const worst = 1 + above(highs, low) - itself;
    const best = 1 + above(lows, high);
    return { one, sure: worst * limit.q <= seats, possible: best * limit.q <= seats };
  });
  for (const { one, sure, possible } of decisions) {
    one.sure[index] = one.sure[index] === true && sure;
    one.possible[index] = one.possible[index] === true && possible;
  }
}

/** How many of the sorted values are greater. */
export function above(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return sorted.length - low;
}
