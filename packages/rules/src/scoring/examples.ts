import { decimalOf } from '../scheme/decimal.ts';
import type { Comparison, Criterion } from '../scheme/criterion.ts';
import type { Facts, Rank, VerdictCode } from './facts.ts';
import { and, holds, or, type Fraction, type Value } from './compare.ts';
import { scoreItem, type InputFacts, type ItemScore, type UnionFacts } from './item.ts';
import type { PlannedItem, TrackPlan } from './plan.ts';
import { MILLI } from './points.ts';
import { belowRules } from './programme.ts';
import type { ExampleInput, RuleExample, TrackScoring } from './types.ts';

/* Worked examples: the inputs a scheme writes down, scored by the interpreter and held against what it says. */

type Parameters = Readonly<Record<string, Fraction>>;

/** The verdict and numbers of an example's input for one criterion. */
export function exampleFacts(
  input: ExampleInput,
  criterion: Criterion,
  parameters: Parameters,
  scoring: Pick<TrackScoring, 'columns'>,
): InputFacts {
  const { value } = input;
  const threshold: Value['threshold'] = (one) => (one.kind === 'decimal' ? one : (parameters[one.parameter] ?? null));
  const derived = value && held(criterion, { ...value, threshold });
  const last = lastCounting(scoring);
  const judged = scoring.columns.map(({ id }) => {
    const points = input.judged[id] ?? (id === last ? input.judged[''] : undefined);
    return points === undefined ? null : points / MILLI;
  });
  return {
    verdict: input.verdict ?? code(derived, criterion),
    n: value?.n ?? null,
    d: value?.d ?? null,
    judged,
    last: input.last === undefined ? null : Date.parse(`${input.last}T00:00:00Z`) / 86_400_000,
  };
}

function lastCounting(scoring: Pick<TrackScoring, 'columns'>): string | undefined {
  return scoring.columns.findLast((column) => column.counts)?.id;
}

function held(criterion: Criterion, value: Value): boolean | null {
  if (criterion.kind === 'measure') return holds(criterion.comparison, value);
  if (criterion.kind === 'judged') return null;
  const parts = criterion.of.map((one) => holds(one.comparison, value));
  return criterion.kind === 'any' ? or(parts) : and(parts);
}

function code(derived: boolean | null | undefined, criterion: Criterion): VerdictCode {
  if (derived === undefined || derived === null) return criterion.kind === 'judged' ? 'P' : 'K';
  return derived ? 'M' : 'U';
}

/** All inputs of one item from one example entry: its own, its parts', its triggers'. */
export function itemInputs(
  plan: TrackPlan,
  item: PlannedItem,
  entry: ExampleInput,
  parameters: Parameters,
): readonly (readonly [number, InputFacts])[] {
  const facts = (index: number, input: ExampleInput): readonly [number, InputFacts] => {
    const criterion = plan.inputs[index]?.criterion ?? { kind: 'judged', evidence: [] };
    return [index, exampleFacts(input, criterion, parameters, plan.scoring)];
  };
  const nothing: ExampleInput = { judged: {}, parts: [], zero: false };
  const fired = entry.zero === undefined ? 'K' : entry.zero ? 'M' : 'U';
  return [
    facts(item.main, entry),
    ...item.parts.map((index, place) => facts(index, entry.parts[place] ?? nothing)),
    ...item.zero.map((index) => facts(index, { ...nothing, verdict: fired })),
  ];
}

/** Runs one example of an item's rule; null when it agrees, else the points that came out. */
export function runExample(plan: TrackPlan, item: PlannedItem, example: RuleExample): ItemScore | null {
  const parameters = Object.fromEntries(
    Object.entries(example.parameters).map(([id, { p, q }]) => [id, { p, q }] as const),
  );
  const inputs: InputFacts[] = [];
  for (const [index, facts] of itemInputs(plan, item, example.input, parameters)) inputs[index] = facts;
  const union: UnionFacts = {
    id: 'example',
    parent: null,
    kind: example.kind ?? '',
    sampled: false,
    classValue: { n: 1, d: 1 },
    parameters,
    inputs,
  };
  const within = example.class === undefined ? unclassed(plan) : onlyClass(plan, example.class);
  const rank: Rank | null = example.rank
    ? { best: example.rank.place, worst: example.rank.place, of: example.rank.of }
    : null;
  const score = scoreItem(within, item, union, { rank, below: belowOf(plan, item, example) });
  const { points } = example;
  if (points === 'not_applicable') return score.max.high === 0 && score.low === 0 && score.high === 0 ? null : score;
  return score.low === points.low && score.high === points.high ? null : score;
}

/** An example names the class instead of the number that decides it. */
function onlyClass(plan: TrackPlan, id: string): TrackPlan {
  const classing = { measure: '', classes: [{ id, title: id, comparison: {} }] };
  return { ...plan, scoring: { ...plan.scoring, classing } };
}

/** No class named: unknown. */
function unclassed(plan: TrackPlan): TrackPlan {
  const { classing } = plan.scoring;
  if (!classing) return plan;
  const never: Comparison = { atLeast: { kind: 'parameter', parameter: '' } };
  const classes = classing.classes.map((one) => ({ ...one, comparison: never }));
  return { ...plan, scoring: { ...plan.scoring, classing: { ...classing, classes } } };
}

function belowOf(plan: TrackPlan, item: PlannedItem, example: RuleExample): Facts['below'] {
  const rule = belowRules(plan).find(([id]) => id === item.id)?.[1];
  if (!rule || !example.below) return null;
  const sum = example.below.reduce((all, total) => all + total, 0);
  const reached = example.below.filter((total) => total >= rule.bar).length;
  return { count: example.below.length, sum: { low: sum, high: sum }, reached: { low: reached, high: reached } };
}

/** Points for a sentence: `4`, or `0–4`. */
export function pointsText(range: { readonly low: number; readonly high: number }): string {
  const text = (milli: number) => decimalOf(milli / MILLI)?.text ?? String(milli / MILLI);
  return range.low === range.high ? text(range.low) : `${text(range.low)}–${text(range.high)}`;
}
