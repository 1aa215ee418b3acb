import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrated } from './calibration.ts';
import { competed } from './competition.ts';
import { defaultModel } from './default.ts';
import { isotonic } from './isotonic.ts';
import { logisticRegression } from './logistic.ts';
import { log2Odds, probabilityOf } from './weights.ts';

test('a regression finds the weights that made the labels', () => {
  const chance = (a: number, b: number): number => probabilityOf(-2 + 3 * a + 2 * b);
  const patterns = [0, 1].flatMap((a) =>
    [0, 1].map((b) => ({ levels: [a, b], count: 1e6, matches: 1e6 * chance(a, b), others: 1e6 * (1 - chance(a, b)) })),
  );
  const start = {
    prior: 0,
    weights: [
      [0, 0],
      [0, 0],
    ],
  };
  const { prior, weights } = logisticRegression(patterns, { start, decides: () => false, stays: () => false });
  const sum = (a: number, b: number): number => prior + (weights[0]?.[a] ?? 0) + (weights[1]?.[b] ?? 0);
  expect(sum(0, 0)).toBeCloseTo(-2, 2);
  expect(sum(1, 1)).toBeCloseTo(3, 2);
});

test('without labels, and for levels nobody has seen, weights stay where they start', () => {
  const start = { prior: -3, weights: [[5, -5]] };
  const options = { start, decides: () => false, stays: () => false };
  expect(logisticRegression([], options).weights[0]?.[0]).toBeCloseTo(5, 9);
  const seen = [{ levels: [0], count: 10, matches: 5, others: 5 }];
  expect(logisticRegression(seen, options).weights[0]?.[1]).toBeCloseTo(-5, 9);
});

test('isotonic regression rises and keeps the total', () => {
  const bin = fc.record({
    score: fc.double({ min: -9, max: 9, noNaN: true }),
    right: fc.nat(5),
    pairs: fc.constant(5),
  });
  fc.assert(
    fc.property(fc.array(bin, { minLength: 1 }), (observed) => {
      const steps = isotonic(observed);
      const shares = steps.map(({ right, pairs }) => right / pairs);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(steps.reduce((sum, step) => sum + step.right, 0)).toBe(observed.reduce((sum, one) => sum + one.right, 0));
    }),
  );
});

test('calibrated probabilities lie in 0…1 and rise with the odds', () => {
  const odds = Array.from({ length: 800 }, (_, index) => (index - 400) / 4);
  const probabilities = odds.map((value) => calibrated(defaultModel, value));
  expect(probabilities.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
  expect(probabilities).toEqual(probabilities.toSorted((a, b) => a - b));
});

const edges = (list: readonly (readonly [number, number, number])[]) => ({
  left: Uint32Array.from(list, ([left]) => left),
  right: Uint32Array.from(list, ([, right]) => right),
  odds: Float64Array.from(list, ([, , odds]) => odds),
});
const NOBODY = new Map<number, number>();

test('a pair without rivals keeps its odds; of two rivals the better takes nearly all', () => {
  expect([...competed(edges([[0, 0, 3]]), NOBODY, NOBODY)]).toEqual([3]);
  const [better = 0, worse = 0] = competed(
    edges([
      [0, 0, 10],
      [0, 1, 4],
    ]),
    NOBODY,
    NOBODY,
  );
  // A star is exact: 2^10 : 2^4 : 1.
  expect(probabilityOf(better)).toBeCloseTo(1024 / 1041, 9);
  expect(probabilityOf(worse)).toBeCloseTo(16 / 1041, 9);
});

test('a rival that has a better partner of its own hardly counts', () => {
  const odds = competed(
    edges([
      [0, 0, 6],
      [0, 1, 6],
      [1, 1, 16],
    ]),
    NOBODY,
    NOBODY,
  );
  expect(probabilityOf(odds[0] ?? 0)).toBeGreaterThan(0.98);
  expect(probabilityOf(odds[1] ?? 0)).toBeLessThan(0.01);
});

test('rows that are one employer do not compete', () => {
  const odds = competed(
    edges([
      [0, 0, 8],
      [0, 1, 7],
    ]),
    NOBODY,
    new Map([[1, 0]]),
  );
  expect([...odds]).toEqual([8, 7]);
});

test('odds and probability are each other’s inverse', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -30, max: 30, noNaN: true }),
      (odds) => Math.abs(log2Odds(probabilityOf(odds)) - odds) < 1e-5,
    ),
  );
});
