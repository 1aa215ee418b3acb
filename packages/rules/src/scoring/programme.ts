import type { Below, Rank } from './facts.ts';
import { classOf, type Surroundings, type UnionFacts } from './item.ts';
import { above, levelsOf, peerGroup, withoutClass, type LevelResult } from './levels.ts';
import type { BelowRule } from './kinds/below.ts';
import type { RankRule } from './kinds/rank.ts';
import type { TrackPlan } from './plan.ts';
import type { Amount, Range } from './points.ts';
import { scoreTrack, unmet, type TrackScore } from './track.ts';

/** All unions of a scheme, by track, and the union tree (child → parent) with whoever lies between. */
export interface Programme {
  readonly plans: readonly TrackPlan[];
  readonly unions: ReadonlyMap<string, readonly UnionFacts[]>;
  readonly tree: ReadonlyMap<string, string | null>;
  readonly asOf: number;
  /** Only this assessor's column is read; none: the deciding ones. */
  readonly column?: string | undefined;
}

export interface UnionScore extends TrackScore, LevelResult {
  readonly track: string;
}

/** Tracks whose totals feed others come first; null when they feed each other in a circle. */
export function trackOrder(plans: readonly TrackPlan[]): readonly TrackPlan[] | null {
  const done: TrackPlan[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (plan: TrackPlan): boolean => {
    if (state.get(plan.id) === 'done') return true;
    if (state.get(plan.id) === 'open') return false;
    state.set(plan.id, 'open');
    const feeders = new Set(belowRules(plan).flatMap(([, rule]) => rule.tracks));
    for (const feeder of plans) if (feeders.has(feeder.id) && !visit(feeder)) return false;
    state.set(plan.id, 'done');
    done.push(plan);
    return true;
  };
  return plans.every(visit) ? done : null;
}

/** Items whose points come from the totals below. */
export function belowRules(plan: TrackPlan): readonly (readonly [string, BelowRule<Amount>])[] {
  return plan.items.flatMap(({ id, scoring }) => (scoring.rule?.by === 'below' ? [[id, scoring.rule] as const] : []));
}

/** Scores all unions of a scheme: places among peers, totals below, clawback, levels with quotas. */
export function scoreProgramme(programme: Programme): readonly UnionScore[] {
  const order = trackOrder(programme.plans);
  if (!order) throw new RangeError('tracks feed each other in a circle');
  const totals = new Map<string, ReadonlyMap<string, Range>>();
  const clawbacks = clawbackOf(programme);
  const below = belowReader(programme, totals);
  return order.flatMap((plan) => {
    const unions = programme.unions.get(plan.id) ?? [];
    const ranks = ranksOf(plan, unions);
    const judged = unions.map((facts) => {
      const surroundings = new Map<string, Surroundings>();
      for (const [item, places] of ranks) surroundings.set(item, { rank: places.get(facts.id) ?? null, below: null });
      for (const [item, rule] of belowRules(plan)) surroundings.set(item, { rank: null, below: below(facts.id, rule) });
      const clawback = clawbacks.get(facts.id) ?? { low: 0, high: 0 };
      return { facts, score: scoreTrack(plan, facts, programme.asOf, { surroundings, clawback }, programme.column) };
    });
    totals.set(plan.id, new Map(judged.map(({ facts, score }) => [facts.id, score.total])));
    const levels = levelsOf(plan, judged);
    return judged.map(({ facts, score }) => ({
      ...score,
      ...(levels.get(facts.id) ?? { level: null, possible: null }),
      track: plan.id,
    }));
  });
}

function ranksOf(plan: TrackPlan, unions: readonly UnionFacts[]): Map<string, Map<string, Rank>> {
  return new Map(
    plan.items.flatMap((item) => {
      const { rule } = item.scoring;
      return rule?.by === 'rank' ? [[item.id, ranksOfItem(plan, unions, item.main, rule)] as const] : [];
    }),
  );
}

/** Places by value. A body of unknown class may turn out to be anybody's peer: it counts as a better one. */
function ranksOfItem(
  plan: TrackPlan,
  unions: readonly UnionFacts[],
  input: number,
  rule: RankRule<Amount>,
): Map<string, Rank> {
  const groups = new Map<string, { id: string; strangers: string; value: number | null }[]>();
  const strangers = new Map<string, number>();
  for (const union of unions) {
    const facts = union.inputs[input];
    if (!facts || facts.verdict === 'N') continue;
    const classId = classOf(plan.scoring, union);
    const key = peerGroup(union, classId, rule.among);
    const wider = peerGroup(union, classId, withoutClass(rule.among)) ?? '';
    if (key === null) {
      strangers.set(wider, (strangers.get(wider) ?? 0) + 1);
      continue;
    }
    const known = facts.n !== null && facts.d !== null && facts.d > 0;
    const value = known ? (facts.n ?? 0) / (facts.d ?? 1) : null;
    const member = { id: union.id, strangers: wider, value: value === null || rule.order === 'high' ? value : -value };
    const members = groups.get(key);
    if (members) members.push(member);
    else groups.set(key, [member]);
  }
  const ranks = new Map<string, Rank>();
  for (const members of groups.values()) {
    const values = members.flatMap(({ value }) => (value === null ? [] : [value])).sort((left, right) => left - right);
    const extra = strangers.get(members[0]?.strangers ?? '') ?? 0;
    const of = members.length;
    for (const { id, value } of members) {
      const best = value === null ? 1 : 1 + above(values, value);
      const worst = value === null ? of : best + of - values.length;
      ranks.set(id, { best, worst: worst + extra, of: of + extra });
    }
  }
  return ranks;
}

function belowReader(
  programme: Programme,
  totals: ReadonlyMap<string, ReadonlyMap<string, Range>>,
): (union: string, rule: BelowRule<Amount>) => Below {
  const children = new Map<string, string[]>();
  for (const [child, parent] of programme.tree) {
    if (parent === null) continue;
    const list = children.get(parent);
    if (list) list.push(child);
    else children.set(parent, [child]);
  }
  const sampled = new Set([...programme.unions.values()].flat().flatMap((one) => (one.sampled ? [one.id] : [])));
  const under = (union: string): string[] => (children.get(union) ?? []).flatMap((child) => [child, ...under(child)]);
  return (union, rule) => {
    const candidates = rule.scope === 'children' ? (children.get(union) ?? []) : under(union);
    const counted = candidates
      .filter((id) => !rule.sampled || sampled.has(id))
      .flatMap((id) => rule.tracks.flatMap((track) => totals.get(track)?.get(id) ?? []));
    const sum = (pick: (total: Range) => number) => counted.reduce((all, total) => all + pick(total), 0);
    return {
      count: counted.length,
      sum: { low: sum((total) => total.low), high: sum((total) => total.high) },
      reached: {
        low: sum((total) => Number(total.low >= rule.bar)),
        high: sum((total) => Number(total.high >= rule.bar)),
      },
    };
  };
}

/** What unions below cost their direct parents: per item, points × unions where it is unmet, at most its cap. */
function clawbackOf(programme: Programme): Map<string, Range> {
  const costs = new Map<string, { low: number; high: number }>();
  for (const plan of programme.plans) {
    for (const item of plan.items) {
      const { clawback } = item.scoring;
      if (!clawback) continue;
      const counts = new Map<string, { certain: number; possible: number }>();
      for (const union of programme.unions.get(plan.id) ?? []) {
        const parent = programme.tree.get(union.id) ?? null;
        const state = unmet(item, union);
        if (parent === null || state === 'no') continue;
        const count = counts.get(parent) ?? { certain: 0, possible: 0 };
        count.possible++;
        if (state === 'yes') count.certain++;
        counts.set(parent, count);
      }
      for (const [parent, { certain, possible }] of counts) {
        const cost = costs.get(parent) ?? { low: 0, high: 0 };
        cost.low += Math.min(clawback.cap, clawback.points * certain);
        cost.high += Math.min(clawback.cap, clawback.points * possible);
        costs.set(parent, cost);
      }
    }
  }
  return costs;
}
