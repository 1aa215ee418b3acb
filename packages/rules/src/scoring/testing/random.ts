import fc from 'fast-check';
import type { Comparison, Criterion, Threshold } from '../../scheme/criterion.ts';
import { decimal } from '../../scheme/decimal.ts';
import type { InputFacts, UnionFacts } from '../item.ts';
import { planTrack, type ScoredTrack, type TrackPlan } from '../plan.ts';
import type { Amount } from '../points.ts';
import type { Rule, SimpleRule } from '../rule.ts';
import type { ItemScoring, Level, Section, TrackScoring } from '../types.ts';

/* Random but well-formed scoring sheets and unions, for property tests. */

const CLASSES = ['one', 'two', 'three'] as const;
const KINDS = ['enterprise', 'joint'] as const;
export const PARAMETERS = ['target_a', 'target_b'] as const;
const COLUMNS = 3;

const milli = fc.integer({ min: 0, max: 40 }).map((quarters) => quarters * 250);
const cell = fc.option(milli, { freq: 5 });

export const amount: fc.Arbitrary<Amount> = fc.oneof(
  { weight: 5, arbitrary: milli.map((points): Amount => ({ by: 'all', milli: points })) },
  {
    weight: 1,
    arbitrary: fc.record({ one: cell, two: cell, three: cell }).map((cells): Amount => ({ by: 'class', cells })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ enterprise: cell, joint: cell }).map((cells): Amount => ({ by: 'kind', cells })),
  },
);

const fixedAmount = milli.map((points): Amount => ({ by: 'all', milli: points }));
const zero: Amount = { by: 'all', milli: 0 };
const penalty = fc.constantFrom(0, -1000, -2500).map((points): Amount => ({ by: 'all', milli: points }));

const decimals = fc.constantFrom('80%', '0.5', '3', '95%', '12.5%', '2', '0', '100%', '7').map(decimal);

const threshold: fc.Arbitrary<Threshold> = fc.oneof(
  { weight: 4, arbitrary: decimals.map((one): Threshold => ({ kind: 'decimal', ...one })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...PARAMETERS).map((parameter): Threshold => ({ kind: 'parameter', parameter })),
  },
);

export const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  threshold.map((atLeast): Comparison => ({ atLeast })),
  threshold.map((lessThan): Comparison => ({ lessThan })),
  fc.tuple(threshold, threshold).map(([moreThan, atMost]): Comparison => ({ moreThan, atMost })),
  threshold.map((equals): Comparison => ({ equals })),
  fc.array(threshold, { minLength: 1, maxLength: 3 }).map((oneOf): Comparison => ({ oneOf })),
);

const per = fc.constantFrom('1%', '0.5%', '5', '1', '10%').map(decimal);

const linear: fc.Arbitrary<SimpleRule> = fc
  .record({ points: amount, target: threshold, per, up: fc.boolean(), step: amount, floor: penalty })
  .chain(({ up, step, ...rest }) =>
    fc.constantFrom('whole' as const, 'started' as const, 'exact' as const).map((count): SimpleRule => {
      const common = { by: 'linear' as const, ...rest, count };
      if (up) return { ...common, side: 'above', start: zero, step, floor: zero };
      return { ...common, side: 'below', start: rest.points, step: { by: 'all', milli: -750 } };
    }),
  );

const occurrences: fc.Arbitrary<SimpleRule> = fc.oneof(
  fc.tuple(amount, penalty).map(([start, floor]): SimpleRule => {
    return { by: 'occurrences', start, each: { by: 'all', milli: -1500 }, floor, cap: start };
  }),
  fc.tuple(amount, amount).map(([each, cap]): SimpleRule => {
    return { by: 'occurrences', start: zero, each, floor: zero, cap };
  }),
);

export const simpleRule: fc.Arbitrary<SimpleRule> = fc.oneof(
  fc.tuple(amount, penalty).map(([points, otherwise]): SimpleRule => ({ by: 'met', points, otherwise })),
  fc
    .tuple(comparison, amount, penalty)
    .map(([held, points, otherwise]): SimpleRule => ({ by: 'threshold', comparison: held, points, otherwise })),
  fc
    .tuple(fc.array(fc.record({ comparison, points: amount }), { minLength: 1, maxLength: 4 }), penalty)
    .map(([tiers, otherwise]): SimpleRule => ({ by: 'tiers', tiers, otherwise })),
  linear,
  occurrences,
  fc
    .tuple(amount, fc.constantFrom(1, 500, 1000))
    .map(([to, step]): SimpleRule => ({ by: 'judgement', from: zero, to, step })),
);

const MEASURE: Criterion = { kind: 'measure', measure: 'm', comparison: {} };
const peers = fc.subarray(['class', 'kind', 'parent'] as const);

const rank: fc.Arbitrary<Rule> = fc
  .record({ among: peers, high: fc.boolean(), points: fc.array(milli, { minLength: 3, maxLength: 3 }) })
  .map(({ among, high, points }): Rule => {
    const [first = 0, second = 0, rest = 0] = points.toSorted((left, right) => right - left);
    const fixed = (points_: number): Amount => ({ by: 'all', milli: points_ });
    const ranks = [
      { to: decimal('1'), points: fixed(first) },
      { to: decimal('40%'), points: fixed(second) },
    ];
    return { by: 'rank', among, order: high ? 'high' : 'low', ranks, otherwise: fixed(rest) };
  });

const below: fc.Arbitrary<Rule> = fc
  .record({
    scope: fc.constantFrom('children' as const, 'subtree' as const),
    sampled: fc.boolean(),
    take: fc.constantFrom('mean' as const, 'share' as const),
    weight: fc.constantFrom('50%', '1', '10%').map(decimal),
    bar: milli,
    points: fixedAmount,
  })
  .map((fields): Rule => ({ by: 'below', tracks: ['base'], ...fields }));

const parts: fc.Arbitrary<Rule> = fc
  .tuple(fc.array(simpleRule, { minLength: 2, maxLength: 3 }), amount)
  .map(([rules, points]): Rule => ({
    by: 'parts',
    points,
    floor: zero,
    parts: rules.map((rule, index) => ({ id: `p-${index}`, criterion: MEASURE, rule })),
  }));

const SECTIONS = ['a-one', 'a-two', 'b', 'extra'] as const;
const LEVELS = ['gold', 'silver', 'bronze'] as const;

/** `feeds`: the track may read totals of the track «base». */
function itemScoring(feeds: boolean): fc.Arbitrary<ItemScoring> {
  const kinds: fc.Arbitrary<Rule>[] = [simpleRule, simpleRule, parts, rank, fc.constant<Rule>({ by: 'narrative' })];
  return fc.record({
    section: fc.constantFrom(...SECTIONS),
    rule: fc.oneof(...kinds, ...(feeds ? [below] : [])),
    zeroIf: fc.array(fc.constant({ kind: 'measure' as const, measure: 'z', comparison: {} }), { maxLength: 1 }),
    gate: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
    veto: fc.option(
      fc.record({
        lookBackMonths: fc.option(fc.constantFrom(12, 36), { nil: undefined }),
        effect: fc.constantFrom(
          { kind: 'no_level' as const },
          { kind: 'zero' as const },
          { kind: 'at_most' as const, level: 'bronze' },
        ),
      }),
      { nil: undefined, freq: 8 },
    ),
    excludes: fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...LEVELS]) }),
    clawback: fc.option(fc.constant({ points: 1500, cap: 4000 }), { nil: undefined, freq: 4 }),
    level: fc.option(fc.constantFrom(...LEVELS), { nil: undefined, freq: 6 }),
    examples: fc.constant([]),
  });
}

const section = (id: string, points: number | undefined, sections: readonly Section[] = []): Section => {
  return { id, title: id, points, floor: id === 'b' ? -3000 : 0, bonus: id === 'extra', sections };
};

const levels: fc.Arbitrary<Level[]> = fc
  .tuple(
    fc.array(milli, { minLength: 3, maxLength: 3 }),
    fc.array(fc.option(fc.constantFrom('1', '2', '30%', '50%')), { minLength: 3, maxLength: 3 }),
    peers,
  )
  .map(([bars, quotas, within]) =>
    LEVELS.map((id, index): Level => {
      const limit = quotas[index];
      const atLeast = bars.toSorted((left, right) => right - left)[index];
      return { id, title: id, atLeast, quota: limit ? { limit: decimal(limit), within } : undefined };
    }),
  );

const scoring: fc.Arbitrary<TrackScoring> = fc
  .record({
    full: fc.constantFrom(100_000, 30_000),
    notApplicable: fc.constantFrom('rescale' as const, 'lost' as const, 'full' as const),
    decimals: fc.integer({ min: 0, max: 3 }),
    take: fc.constantFrom('last' as const, 'mean' as const, 'lowest' as const),
    bonus: fc.option(milli, { nil: undefined }),
    cap: fc.option(fc.constant(60_000), { nil: undefined }),
    totalFloor: fc.constantFrom(0, -20_000),
    levels,
    cumulative: fc.boolean(),
    bounds: fc.tuple(threshold, threshold),
  })
  .map(({ bonus, cap, bounds, ...rest }) => ({
    ...rest,
    totalCap: cap,
    columns: ['self', 'county', 'city'].map((id) => ({ id, title: id, counts: id !== 'self' })),
    sections: [
      section('a', 25_000, [section('a-one', undefined), section('a-two', 12_000)]),
      section('b', undefined),
      section('extra', bonus),
    ],
    classing: {
      measure: 'members.count',
      classes: CLASSES.map((id, index) => {
        const bound = bounds[index];
        return { id, title: id, comparison: bound ? { atLeast: bound } : {} };
      }),
    },
  }));

/** A random sheet for a track. */
export function trackPlan(id: string, feeds: boolean): fc.Arbitrary<TrackPlan> {
  return fc.tuple(scoring, fc.array(itemScoring(feeds), { minLength: 2, maxLength: 6 })).map(([sheet, items]) => {
    const track: ScoredTrack = {
      id,
      scoring: sheet,
      items: items.map((own, index) => ({ id: `item-${index}`, as: 'indicator', criterion: MEASURE, scoring: own })),
    };
    return planTrack(track);
  });
}

const wholeNumber = fc.option(fc.oneof(fc.integer({ min: 0, max: 120 }), fc.constant(2.5)), { freq: 8 });
const denominator = fc.option(fc.constantFrom(1, 1, 7, 100, 120, 0), { freq: 10 });

const input: fc.Arbitrary<InputFacts> = fc.record({
  verdict: fc.constantFrom('M', 'M', 'U', 'K', 'P', 'N'),
  n: wholeNumber,
  d: denominator,
  judged: fc.array(fc.option(fc.constantFrom(0, 0.5, 1, 2.25, 5, 30)), { minLength: COLUMNS, maxLength: COLUMNS }),
  last: fc.option(fc.integer({ min: 18_500, max: 20_000 }), { freq: 3 }),
  maybe: fc.option(fc.integer({ min: 18_500, max: 20_000 }), { freq: 2 }),
});

export interface RandomUnion extends Omit<UnionFacts, 'id' | 'parent'> {
  readonly parentChoice: number;
}

/** A random union with an input for each of a plan's. */
export function unionFacts(plan: TrackPlan): fc.Arbitrary<RandomUnion> {
  const fraction = fc.option(fc.constantFrom({ p: 80, q: 100 }, { p: 3, q: 1 }, { p: 1, q: 2 }), { freq: 4 });
  return fc.record({
    parentChoice: fc.integer({ min: 0, max: 9 }),
    kind: fc.constantFrom(...KINDS),
    sampled: fc.boolean(),
    classValue: fc.record({ n: wholeNumber, d: denominator }),
    parameters: fc.record({ target_a: fraction, target_b: fraction }),
    inputs: fc.tuple(...plan.inputs.map(() => input)),
  });
}

/** A whole random scheme: unions of the track «base» under unions of the track «top», some with one between. */
export const programmes = fc
  .tuple(trackPlan('top', true), trackPlan('base', false))
  .chain(([top, base]) =>
    fc.record({
      top: fc.constant(top),
      base: fc.constant(base),
      topUnions: fc.array(unionFacts(top), { minLength: 1, maxLength: 6 }),
      baseUnions: fc.array(unionFacts(base), { minLength: 1, maxLength: 9 }),
      column: fc.option(fc.constantFrom('self', 'county'), { nil: undefined, freq: 5 }),
    }),
  )
  .map(({ top, base, topUnions, baseUnions, column }) => {
    const tree = new Map<string, string | null>();
    const middle = uuid(900);
    const place = (list: readonly RandomUnion[], first: number, parents: readonly string[]): UnionFacts[] =>
      list.map(({ parentChoice, ...facts }, index) => {
        const parent = parents[parentChoice % parents.length] ?? null;
        tree.set(uuid(first + index), parent);
        return { ...facts, id: uuid(first + index), parent };
      });
    tree.set(uuid(999), null);
    const tops = place(topUnions, 1, [uuid(999)]);
    tree.set(middle, tops[0]?.id ?? null);
    const bases = place(baseUnions, 100, [middle, ...tops.map((union) => union.id)]);
    return {
      plans: [top, base],
      unions: new Map<string, readonly UnionFacts[]>([
        ['top', tops],
        ['base', bases],
      ]),
      tree,
      asOf: 20_000,
      column,
    };
  });

export function uuid(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
