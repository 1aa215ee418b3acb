import type { Decimal } from '../scheme/decimal.ts';
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

/** The keys of the wider group in which a body of unknown class may be anybody's peer. */
export function withoutClass(keys: readonly PeerKey[]): readonly PeerKey[] {
  return keys.filter((key) => key !== 'class');
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
    const strangers = new Map<string, Standing[]>();
    for (const one of standings) {
      const { facts, score } = one.judged;
      const key = peerGroup(facts, score.class, within);
      const wider = peerGroup(facts, score.class, withoutClass(within)) ?? '';
      const [map, at] = key === null ? [strangers, wider] : [groups, key];
      const list = map.get(at);
      if (list) list.push(one);
      else map.set(at, [one]);
    }
    const widerOf = ({ judged }: Standing) => peerGroup(judged.facts, judged.score.class, withoutClass(within)) ?? '';
    const joining = new Map(
      [...strangers].map(([key, list]) => {
        return [key, { all: list.length, rivals: list.filter((one) => isRival(one, index)).length }] as const;
      }),
    );
    for (const group of groups.values()) {
      const key = group[0] ? widerOf(group[0]) : '';
      admit(group, index, limit, joining.get(key) ?? { all: 0, rivals: 0 });
    }
    for (const one of [...strangers.values()].flat()) one.sure[index] = false;
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

/** May take a place: reaches the level possibly, and no higher one for certain. */
function isRival(one: Standing, index: number): boolean {
  return one.possible[index] === true && !one.sure.slice(0, index).includes(true);
}

/**
 * Keeps a level for those certain (possible) to be within the quota; those of a higher level do not compete. Bodies of
 * unknown class may join the group: as better rivals for what is certain, as mere heads for what is possible.
 */
function admit(
  group: readonly Standing[],
  index: number,
  limit: Decimal,
  joining: { readonly all: number; readonly rivals: number },
): void {
  const rivals = group.filter((one) => isRival(one, index));
  const certain = group.filter((one) => one.sure[index] && !one.possible.slice(0, index).includes(true));
  const highs = rivals.map((one) => one.judged.score.total.high).sort((left, right) => left - right);
  const lows = certain.map((one) => one.judged.score.total.low).sort((left, right) => left - right);
  const seats = (more: number) => (limit.text.endsWith('%') ? limit.p * (group.length + more) : limit.p);
  const competes = new Set(rivals);
  const decisions = group.map((one) => {
    const { low, high } = one.judged.score.total;
    const itself = competes.has(one) && high > low ? 1 : 0;
    const worst = 1 + above(highs, low) - itself + joining.rivals;
    const best = 1 + above(lows, high);
    return { one, sure: worst * limit.q <= seats(joining.rivals), possible: best * limit.q <= seats(joining.all) };
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
