import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectationMaximisation, posterior, type Pattern } from './em.ts';

/** The patterns of a mixture, in the proportions that the model itself would give. */
function mixture(pairs: number, prior: number, m: number[][], u: number[][]): Pattern[] {
  const patterns: Pattern[] = [];
  for (const [i, m0] of (m[0] ?? []).entries()) {
    for (const [j, m1] of (m[1] ?? []).entries()) {
      for (const [k, m2] of (m[2] ?? []).entries()) {
        const match = prior * m0 * m1 * m2;
        const other = (1 - prior) * (u[0]?.[i] ?? 0) * (u[1]?.[j] ?? 0) * (u[2]?.[k] ?? 0);
        patterns.push({ levels: [i, j, k], count: pairs * (match + other) });
      }
    }
  }
  return patterns;
}

const M = [
  [0.9, 0.08, 0.02],
  [0.95, 0.05],
  [0.8, 0.2],
];
const U = [
  [0.05, 0.15, 0.8],
  [0.1, 0.9],
  [0.2, 0.8],
];
const START = {
  prior: 0.2,
  m: [
    [0.7, 0.2, 0.1],
    [0.8, 0.2],
    [0.7, 0.3],
  ],
  u: [
    [0.1, 0.2, 0.7],
    [0.2, 0.8],
    [0.3, 0.7],
  ],
};

test('finds the shares that made the pairs, without a label', () => {
  const found = expectationMaximisation(mixture(1_000_000, 0.1, M, U), { start: START, learnsU: true, most: 2000 });
  expect(found.prior).toBeCloseTo(0.1, 2);
  expect(found.m[0]?.[0]).toBeCloseTo(0.9, 2);
  expect(found.u[0]?.[0]).toBeCloseTo(0.05, 2);
});

test('does not depend on the order of the patterns', () => {
  const patterns = mixture(1000, 0.1, M, U);
  const options = { start: START, learnsU: true };
  expect(expectationMaximisation(patterns.toReversed(), options)).toEqual(expectationMaximisation(patterns, options));
});

test('labels count as they are', () => {
  const patterns: Pattern[] = [
    { levels: [2, 1, 1], count: 100, matches: 100 },
    { levels: [0, 0, 0], count: 100, others: 100 },
  ];
  const { prior, m } = expectationMaximisation(patterns, { start: START, learnsU: true });
  expect(prior).toBeCloseTo(0.5, 5);
  expect(m[0]?.[2]).toBeGreaterThan(0.9);
});

test('one level only, no pairs at all: nothing becomes certain', () => {
  for (const patterns of [[], [{ levels: [0, 0, 0], count: 10 }]]) {
    const { prior, m, u } = expectationMaximisation(patterns, { start: START, learnsU: true });
    expect(prior).toBeGreaterThan(0);
    expect(prior).toBeLessThan(1);
    expect([...m, ...u].flat().every((share) => share > 0 && share < 1)).toBe(true);
  }
});

test('a posterior is a probability', () => {
  const level = fc.integer({ min: 0, max: 1 });
  fc.assert(
    fc.property(fc.tuple(level, level, level), (levels) => {
      const probability = posterior(levels, START);
      return probability > 0 && probability < 1;
    }),
  );
});
