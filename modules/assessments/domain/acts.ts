import { comparisons, type CompiledCriterion, type Measure, type Outcome } from '@jianjia/rules';
import type { PlannedItem } from './plan.ts';
import { allHold, moved, shortfall, type Check } from './shortfall.ts';
import type { Change, Standing } from './standing.ts';

/** By how much a measure must change. */
export interface Move {
  readonly measure: Measure;
  /** `hold`: a yes/no measure is to become yes. */
  readonly way: 'more' | 'fewer' | 'hold';
  readonly amount: number;
  readonly numerator: number;
}

/** Something that could be done about items that are not met. */
export type Act =
  | { readonly kind: 'move'; readonly moves: readonly Move[] }
  /** Records are missing, or lack something that `because` names. */
  | { readonly kind: 'record'; readonly registers: readonly string[]; readonly because: string | null }
  | { readonly kind: 'parameter'; readonly parameters: readonly string[] }
  /** A person is to judge, for the first time or again. */
  | { readonly kind: 'judge'; readonly again: boolean };

type Part = CompiledCriterion['parts'][number];

/** What could be done about one item; null where nothing is to be done, or nothing that can be promised. */
export function actOn(standing: Standing, { clause }: PlannedItem, outcome: Outcome): Act | null {
  const { verdict } = outcome;
  if (verdict === 'met' || verdict === 'not_applicable') return null;
  const { kind, parts } = clause.criterion;
  if (kind === 'judged') return { kind: 'judge', again: verdict === 'unmet' };
  const moves = parts.map((part) => moveOf(standing, part));
  if (verdict === 'unmet' || kind === 'any') {
    const act = movesOf(kind, parts, moves, standing);
    if (act) return act;
  }
  return verdict === 'unknown' ? recording(standing, { clause, outcome }) : null;
}

/** Of alternatives the easiest; of what must all be so, everything that is not. */
function movesOf(
  kind: CompiledCriterion['kind'],
  parts: readonly Part[],
  moves: readonly (Move | null)[],
  standing: Standing,
): Act | null {
  if (kind === 'any') {
    const easiest = moves.filter((move) => move !== null).toSorted(byEffort)[0];
    return easiest ? { kind: 'move', moves: [easiest] } : null;
  }
  const open = parts.flatMap((part, index) => (isMet(standing, part) ? [] : [moves[index] ?? null]));
  const all = open.filter((move) => move !== null);
  return all.length === open.length && all.length > 0 ? { kind: 'move', moves: all } : null;
}

const EFFORT: Readonly<Record<Move['way'], number>> = { more: 0, hold: 0, fewer: 1 };

/** Less to do comes first; taking away comes last, for what has happened cannot be undone. */
export function byEffort(left: Move, right: Move): number {
  return EFFORT[left.way] - EFFORT[right.way] || left.amount - right.amount;
}

function moveOf(standing: Standing, { measure, comparison }: Part): Move | null {
  const { known, numerator, denominator } = standing.measure(measure);
  if (!known || numerator === null || denominator === null) return null;
  const checks = checksOf(standing, comparison);
  if (checks === null) return null;
  if (checks.length === 0) return numerator === 1 ? null : { measure, way: 'hold', amount: 1, numerator: 1 };
  const gap = shortfall(numerator, denominator, checks);
  return gap && { measure, ...gap, numerator: moved(numerator, gap.way, gap.amount) };
}

/** The comparisons with their thresholds; null while a superior union has not set one of them. */
function checksOf(standing: Standing, comparison: Part['comparison']): readonly Check[] | null {
  const checks = comparisons(comparison).map(({ op, thresholds }) => ({
    op,
    thresholds: thresholds.map((one) => (one.kind === 'decimal' ? one : standing.parameter(one.parameter))),
  }));
  const known = checks.flatMap(({ op, thresholds }) => {
    const set = thresholds.filter((threshold) => threshold !== null);
    return set.length === thresholds.length ? [{ op, thresholds: set }] : [];
  });
  return known.length === checks.length ? known : null;
}

function isMet(standing: Standing, { measure, comparison }: Part): boolean {
  const { known, numerator, denominator } = standing.measure(measure);
  const checks = checksOf(standing, comparison);
  if (!known || checks === null) return false;
  if (checks.length === 0) return numerator === 1;
  return numerator !== null && denominator !== null && allHold(numerator, denominator, checks);
}

function recording(
  standing: Standing,
  { clause, outcome }: { readonly clause: PlannedItem['clause']; readonly outcome: Outcome },
): Act | null {
  const parameters = new Set(standing.planned.scheme.parameters.map(({ id }) => id));
  const unset = outcome.missing.filter((id) => parameters.has(id));
  if (unset.length > 0) return { kind: 'parameter', parameters: unset };
  const measures = [...clause.criterion.parts.map(({ measure }) => measure), ...clause.conditionMeasures];
  // Records are there, and nothing to count: no record of these registers alone would change that.
  const isHopeless = measures.some((measure) => standing.isOverNothing(measure));
  if (outcome.missing.length === 0 || isHopeless) return null;
  // A verdict that the criterion leaves open does not say whether the condition could be told.
  const conditions = clause.conditionMeasures.flatMap((measure) => standing.measure(measure).missing);
  const registers = [...new Set([...outcome.missing, ...conditions])].toSorted();
  return { kind: 'record', registers, because: outcome.because };
}

/** The change that an act makes for sure; records and judgements make none by themselves. */
export function changeOf(act: Act): Change | null {
  if (act.kind !== 'move') return null;
  return { numerators: new Map(act.moves.map(({ measure, numerator }) => [measure.id, numerator])) };
}
