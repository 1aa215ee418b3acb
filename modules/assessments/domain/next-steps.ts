import { MILLI } from '@jianjia/rules';
import { actOn, changeOf, type Act } from './acts.ts';
import type { Plan } from './plan.ts';
import type { Standing } from './standing.ts';
import { stepRegisters, stepSentence } from './step-wording.ts';
import type { WordTitles } from './wording.ts';

/** Steps told at most: more is a list, not advice. */
export const MOST_STEPS = 5;

/** One thing to do next, and what it brings. */
export interface NextStep {
  readonly kind: Act['kind'];
  readonly sentence: string;
  /** Indicators that have a verdict then (records, judgements), or are met then (everything else). */
  readonly settles: readonly string[];
  /** How many of them are met for certain. */
  readonly met: number;
  /** Certain points gained; null where the track gives none. */
  readonly points: number | null;
  /** Whether the standard is reached by this alone: for certain, or if what is recorded or judged is good. */
  readonly reaches: 'yes' | 'if_met' | 'no';
  /** Ids of the registers where it is done. */
  readonly registers: readonly string[];
}

/** An act with what it would bring, before it is put into words. */
interface Candidate {
  readonly act: Act;
  readonly settles: readonly string[];
  readonly points: number | null;
  readonly reaches: NextStep['reaches'];
}

/**
 * What a union should do next, at most five things, those that gain most first: what alone reaches the standard; then by
 * points where the track gives them; then what settles most items, a near miss before a far one. No item is counted
 * in two steps.
 */
export function nextSteps(plan: Plan, standing: Standing, titles: WordTitles): readonly NextStep[] {
  const steps: Candidate[] = [];
  let open = candidatesOf(standing);
  while (steps.length < MOST_STEPS && open.length > 0) {
    const [best, ...others] = open.toSorted(byGain(standing));
    if (!best) break;
    steps.push(best);
    const taken = new Set(best.settles);
    open = others.flatMap((one) => {
      const settles = one.settles.filter((indicator) => !taken.has(indicator));
      return settles.length === 0 ? [] : [{ ...one, settles }];
    });
  }
  return steps.map(({ act, settles, points, reaches }) => ({
    kind: act.kind,
    sentence: stepSentence(plan, standing, act, settles.length, titles),
    settles,
    met: act.kind === 'move' ? settles.length : 0,
    points: points === null ? null : points / MILLI,
    reaches,
    registers: stepRegisters(plan, act),
  }));
}

/** What could be done about one item. */
interface Found {
  readonly indicator: string;
  readonly act: Act;
}

function candidatesOf(standing: Standing): readonly Candidate[] {
  const found = standing.planned.items.flatMap((item, index): Found[] => {
    const outcome = standing.outcomes[index];
    const act = outcome && actOn(standing, item, outcome);
    return act ? [{ indicator: item.clause.indicator, act }] : [];
  });
  return [...Map.groupBy(found, ({ act }) => keyOf(act)).values()].flatMap((group) => {
    const act = group[0]?.act;
    if (!act) return [];
    if (act.kind === 'move') return movesBring(standing, act);
    return [act.kind === 'record' ? recordsBring(standing, act.registers, found) : presumed(standing, act, group)];
  });
}

/** Acts that are one and the same. */
function keyOf(act: Act): string {
  switch (act.kind) {
    case 'move':
      return JSON.stringify(act.moves.map(({ measure, numerator }) => [measure.id, numerator]));
    case 'record':
      return `record ${act.registers.join(' ')}`;
    case 'parameter':
      return `parameter ${act.parameters.join(' ')}`;
    case 'judge':
      return `judge ${String(act.again)}`;
  }
}

function movesBring(standing: Standing, act: Act): readonly Candidate[] {
  const change = changeOf(act);
  if (!change) return [];
  const { met, reached, points } = standing.after(change);
  const reaches = reached && !standing.kept.reached ? 'yes' : 'no';
  return met.length === 0 ? [] : [{ act, settles: met, points, reaches }];
}

/** Records of some registers settle the items that lack these and no others. */
function recordsBring(standing: Standing, registers: readonly string[], found: readonly Found[]): Candidate {
  const settled = found.filter(
    ({ act }) => act.kind === 'record' && act.registers.every((register) => registers.includes(register)),
  );
  const reasons = new Set(settled.map(({ act }) => (act.kind === 'record' ? act.because : null)));
  const because = reasons.size === 1 ? ([...reasons][0] ?? null) : null;
  return presumed(standing, { kind: 'record', registers, because }, settled);
}

/** Records and judgements bring a verdict, not a good one: nothing is promised but what would be if it were good. */
function presumed(standing: Standing, act: Act, settled: readonly Found[]): Candidate {
  const settles = settled.map(({ indicator }) => indicator);
  const { reached } = standing.after({ met: new Set(settles) });
  const points = standing.kept.low === null ? null : 0;
  return { act, settles, points, reaches: reached && !standing.kept.reached ? 'if_met' : 'no' };
}

const REACHES: Readonly<Record<NextStep['reaches'], number>> = { yes: 0, if_met: 1, no: 2 };

function byGain(standing: Standing): (left: Candidate, right: Candidate) => number {
  const { items } = standing.planned;
  const mandatory = new Set(items.flatMap(({ item, clause }) => (item.mandatory ? [clause.indicator] : [])));
  const place = new Map(items.map(({ clause }, index) => [clause.indicator, index]));
  const needed = ({ settles }: Candidate) => settles.filter((indicator) => mandatory.has(indicator)).length;
  const first = ({ settles }: Candidate) => place.get(settles[0] ?? '') ?? 0;
  return (left, right) =>
    REACHES[left.reaches] - REACHES[right.reaches] ||
    (right.points ?? 0) - (left.points ?? 0) ||
    whose(left.act) - whose(right.act) ||
    needed(right) - needed(left) ||
    right.settles.length - left.settles.length ||
    distance(left.act) - distance(right.act) ||
    amount(left.act) - amount(right.act) ||
    first(left) - first(right);
}

/** What the union itself can do and record comes before what it cannot undo, and what others must do. */
function whose(act: Act): number {
  if (act.kind === 'parameter') return 2;
  if (act.kind === 'judge') return 3;
  return act.kind === 'move' && act.moves.some(({ way }) => way === 'fewer') ? 1 : 0;
}

/** A near miss lacks a single unit, or a fifth of what is asked at most. */
const NEAR = 0.2;

function distance(act: Act): number {
  if (act.kind !== 'move') return 1;
  const near = act.moves.every(
    ({ way, amount: missing, numerator }) =>
      way === 'hold' || missing <= 1 || (way === 'more' && missing <= NEAR * numerator),
  );
  return near ? 0 : 2;
}

function amount(act: Act): number {
  return act.kind === 'move' ? act.moves.reduce((sum, move) => sum + move.amount, 0) : 0;
}
