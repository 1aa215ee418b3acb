import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { InputFacts, UnionFacts } from './item.ts';
import { scoreProgramme, type Programme } from './programme.ts';
import { programmes } from './testing/random.ts';

/** Fills in everything that is unknown, as later knowledge may: nothing known changes. */
function completed(programme: Programme, seed: number): Programme {
  let state = seed;
  const draw = <T>(list: readonly [T, ...T[]]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return list[state % list.length] ?? list[0];
  };
  const input = (facts: InputFacts): InputFacts => ({
    ...facts,
    verdict: facts.verdict === 'K' || facts.verdict === 'P' ? draw(['M', 'U'] as const) : facts.verdict,
    ...number(facts.n, facts.d),
  });
  const number = (n: number | null, d: number | null) =>
    n !== null && d !== null && d > 0 ? { n, d } : { n: draw([0, 1, 3, 50, 110] as const), d: draw([1, 100] as const) };
  const union = (facts: UnionFacts): UnionFacts => ({
    ...facts,
    classValue: number(facts.classValue.n, facts.classValue.d),
    parameters: Object.fromEntries(
      Object.entries(facts.parameters).map(([id, value]) => [id, value ?? { p: draw([1, 80] as const), q: 100 }]),
    ),
    inputs: facts.inputs.map(input),
  });
  const unions = new Map([...programme.unions].map(([track, list]) => [track, list.map(union)] as const));
  return { ...programme, unions };
}

it('never gives what later knowledge takes away: totals stay in their range, certain levels stay or rise', () => {
  let narrowed = 0;
  fc.assert(
    fc.property(programmes, fc.integer({ min: 1, max: 1_000_000 }), (programme, seed) => {
      const before = new Map(scoreProgramme(programme).map((score) => [score.union, score]));
      for (const after of scoreProgramme(completed(programme, seed))) {
        const open = before.get(after.union);
        const plan = programme.plans.find((one) => one.id === after.track);
        if (!open || !plan) throw new Error('a union was lost');
        if (open.total.low < open.total.high) narrowed++;
        expect(after.total.low).toBeGreaterThanOrEqual(open.total.low);
        expect(after.total.high).toBeLessThanOrEqual(open.total.high);
        const place = (level: string | null) =>
          level === null ? plan.scoring.levels.length : plan.scoring.levels.findIndex((one) => one.id === level);
        expect(place(after.level)).toBeLessThanOrEqual(place(open.level));
        expect(place(after.possible)).toBeGreaterThanOrEqual(place(open.possible));
      }
    }),
    { numRuns: 250 },
  );
  expect(narrowed).toBeGreaterThan(100);
}, 60_000);
