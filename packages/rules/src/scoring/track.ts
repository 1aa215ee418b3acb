import { addMonths } from '@jianjia/kernel';
import { classOf, scoreItem, type ItemScore, type Surroundings, type UnionFacts } from './item.ts';
import type { PlannedItem, TrackPlan } from './plan.ts';
import { clip, round, roundTo, type Range } from './points.ts';
import type { Section, TrackScoring } from './types.ts';

/** What comes from other unions: places and totals below per item, and what unions below cost. */
export interface FromOthers {
  readonly surroundings: ReadonlyMap<string, Surroundings>;
  /** Thousandths taken off; `low` certain, `high` possible. */
  readonly clawback: Range;
}

/** yes: certain; maybe: the registers cannot tell. */
export type Certainty = 'yes' | 'maybe' | 'no';

/** A track's sheet for one union. */
export interface TrackScore {
  readonly union: string;
  readonly class: string | null;
  readonly items: ReadonlyMap<string, ItemScore>;
  readonly sections: ReadonlyMap<string, Range>;
  /** Thousandths; low = high when nothing is open. */
  readonly total: Range;
  readonly gates: Certainty;
  /** 一票否决 that bars every level, by certainty. */
  readonly vetoed: Certainty;
  /** Highest level still open under vetoes with `at_most`, by certainty. */
  readonly barred: ReadonlyMap<string, Certainty>;
}

const ALONE: FromOthers = { surroundings: new Map(), clawback: { low: 0, high: 0 } };

/** Scores one union by one track's sheet. `asOf` in days since 1970-01-01; `column`: by that assessor alone. */
export function scoreTrack(
  plan: TrackPlan,
  union: UnionFacts,
  asOf: number,
  others: FromOthers = ALONE,
  column?: string,
): TrackScore {
  const { scoring } = plan;
  const items = new Map(
    plan.items.map((item) => {
      const around = others.surroundings.get(item.id) ?? { rank: null, below: null };
      return [item.id, scoreItem(plan, item, union, around, column)] as const;
    }),
  );
  const sections = new Map<string, Range>();
  const scored = scoring.sections.map((section) => ({ section, ...scoreSection(section, plan, items, sections) }));
  const main = sum(scored.filter((one) => !one.section.bonus));
  const bonus = sum(scored.filter((one) => one.section.bonus));
  const rescaled = scoring.notApplicable === 'rescale' ? rescale(main, scoring.full) : main;
  const vetoes = vetoStates(plan, union, asOf);
  const total = {
    low: finish(rescaled.low + bonus.low - others.clawback.high, scoring),
    high: finish(rescaled.high + bonus.high - others.clawback.low, scoring),
  };
  return {
    union: union.id,
    class: classOf(scoring, union),
    items,
    sections,
    total: zeroedBy(total, worst(vetoes.filter((one) => one.effect.kind === 'zero').map((one) => one.fired))),
    gates: gateState(plan, union),
    vetoed: worst(vetoes.filter((one) => one.effect.kind !== 'at_most').map((one) => one.fired)),
    barred: barredLevels(plan, union, vetoes),
  };
}

type SectionScore = Range & { readonly max: Range };

function scoreSection(
  section: Section,
  plan: TrackPlan,
  items: ReadonlyMap<string, ItemScore>,
  sections: Map<string, Range>,
): SectionScore {
  const inner = section.sections.map((one) => scoreSection(one, plan, items, sections));
  const own = plan.items.flatMap((item) => {
    const score = items.get(item.id);
    return item.scoring.section === section.id && score ? [score] : [];
  });
  const all = sum([...inner, ...own]);
  const cap = section.points ?? Number.POSITIVE_INFINITY;
  const finished = (value: number) => clip(roundTo(value, plan.scoring.decimals), section.floor, cap);
  const score = { low: finished(all.low), high: finished(all.high) };
  sections.set(section.id, score);
  return { ...score, max: { low: Math.min(all.max.low, cap), high: Math.min(all.max.high, cap) } };
}

function sum(scores: readonly SectionScore[]): SectionScore {
  const add = (pick: (score: SectionScore) => number) => scores.reduce((total, score) => total + pick(score), 0);
  return {
    low: add((score) => score.low),
    high: add((score) => score.high),
    max: { low: add((score) => score.max.low), high: add((score) => score.max.high) },
  };
}

/**
 * Points × full marks ÷ the marks that apply; with an unknown class the divisor that keeps the bound a bound. Where
 * perhaps no marks apply, points may stay as they are, and negative ones may grow without bound: the floor catches them.
 */
function rescale({ low, high, max }: SectionScore, full: number): Range {
  const scaled = (points: number, base: number) => Math.min(full, round((points * full) / base));
  if (max.high <= 0) return { low, high };
  const lowest = max.low > 0 ? scaled(low, max.low) : Number.NEGATIVE_INFINITY;
  const highest = max.low > 0 ? scaled(high, max.low) : full;
  const fallen = max.low > 0 ? scaled(high, max.high) : Math.max(scaled(high, max.high), high);
  return { low: low >= 0 ? scaled(low, max.high) : lowest, high: high >= 0 ? highest : fallen };
}

function finish(value: number, scoring: TrackScoring): number {
  return clip(roundTo(value, scoring.decimals), scoring.totalFloor, scoring.totalCap ?? Number.POSITIVE_INFINITY);
}

function zeroedBy(total: Range, fired: Certainty): Range {
  if (fired === 'yes') return { low: 0, high: 0 };
  return fired === 'maybe' ? { low: Math.min(total.low, 0), high: Math.max(total.high, 0) } : total;
}

function worst(states: readonly Certainty[]): Certainty {
  return states.includes('yes') ? 'yes' : states.includes('maybe') ? 'maybe' : 'no';
}

/** Whether an item is unmet. */
export function unmet(item: PlannedItem, union: UnionFacts): Certainty {
  const verdict = union.inputs[item.main]?.verdict ?? 'K';
  return verdict === 'U' ? 'yes' : verdict === 'K' || verdict === 'P' ? 'maybe' : 'no';
}

function gateState(plan: TrackPlan, union: UnionFacts): Certainty {
  const failed = worst(plan.items.filter((item) => item.scoring.gate).map((item) => unmet(item, union)));
  return failed === 'yes' ? 'no' : failed === 'no' ? 'yes' : 'maybe';
}

type VetoState = { readonly effect: NonNullable<PlannedItem['scoring']['veto']>['effect']; readonly fired: Certainty };

function vetoStates(plan: TrackPlan, union: UnionFacts, asOf: number): VetoState[] {
  return plan.items.flatMap((item) => {
    const { veto } = item.scoring;
    if (!veto) return [];
    const input = union.inputs[item.main];
    const applies = input?.verdict !== 'N';
    const { lookBackMonths } = veto;
    if (lookBackMonths !== undefined && applies && input) {
      const within = (day: number) => addMonths(day, lookBackMonths) >= asOf;
      const last = input.last !== null && within(input.last);
      const maybe = typeof input.maybe === 'number' && within(input.maybe);
      if (last || maybe || input.last !== null) {
        return [{ effect: veto.effect, fired: last ? 'yes' : maybe ? 'maybe' : 'no' } satisfies VetoState];
      }
    }
    return [{ effect: veto.effect, fired: unmet(item, union) }];
  });
}

/** Levels that cannot be had: by exclusion from awards, by a veto's ceiling, by an unmet item the level asks for. */
function barredLevels(plan: TrackPlan, union: UnionFacts, vetoes: readonly VetoState[]): Map<string, Certainty> {
  const { levels } = plan.scoring;
  return new Map(
    levels.map((level, index) => {
      const ceilings = vetoes.flatMap(({ effect, fired }) => {
        const ceiling = effect.kind === 'at_most' ? levels.findIndex((one) => one.id === effect.level) : -1;
        return index < ceiling ? [fired] : [];
      });
      const items = plan.items
        .filter(({ scoring }) => scoring.excludes.includes(level.id) || scoring.level === level.id)
        .map((item) => unmet(item, union));
      return [level.id, worst([...ceilings, ...items])] as const;
    }),
  );
}
