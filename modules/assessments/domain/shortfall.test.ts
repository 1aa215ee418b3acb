import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved, shortfall, type Check } from './shortfall.ts';

const at = (op: string, ...values: readonly (readonly [number, number])[]): Check => ({
  op,
  thresholds: values.map(([p, q]) => ({ p, q })),
});
const atLeast80 = [at('>=', [80, 100])];

describe('how much is still missing', () => {
  it.each([
    ['exactly on the threshold', 80, 100, atLeast80, null],
    ['one below', 79, 100, atLeast80, 'more 1'],
    ['a share that no whole number hits', 6, 9, atLeast80, 'more 2'],
    ['far below', 0, 1000, atLeast80, 'more 800'],
    ['over nothing', 0, 0, atLeast80, null],
    ['a count one short', 1, 1, [at('>=', [2, 1])], 'more 1'],
    ['more than: on the threshold is not enough', 80, 100, [at('>', [80, 100])], 'more 1'],
    ['more than, between two whole numbers', 6, 9, [at('>', [80, 100])], 'more 2'],
    ['at most, exactly', 5, 1, [at('<=', [5, 1])], null],
    ['at most, two too many', 7, 1, [at('<=', [5, 1])], 'fewer 2'],
    ['at most none', 1, 1, [at('<=', [0, 1])], 'fewer 1'],
    ['less than', 5, 1, [at('<', [5, 1])], 'fewer 1'],
    ['at most a share', 3, 10, [at('<=', [25, 100])], 'fewer 1'],
    ['between two bounds, below', 1, 1, [at('>=', [3, 1]), at('<=', [5, 1])], 'more 2'],
    ['between two bounds, above', 9, 1, [at('>=', [3, 1]), at('<=', [5, 1])], 'fewer 4'],
    ['between two bounds that no whole number lies between', 1, 7, [at('>', [2, 7]), at('<', [3, 7])], null],
    ['one of two numbers, the nearer', 4, 1, [at('=', [3, 1], [6, 1])], 'fewer 1'],
    ['one of two numbers as near: rather more', 4, 1, [at('=', [3, 1], [5, 1])], 'more 1'],
    ['equal to what no whole change reaches', 1, 3, [at('=', [1, 2])], null],
    ['money with its decimals: whole units', 9999.5, 1, [at('>=', [10_000, 1])], 'more 1'],
    ['no comparison', 0, 1, [], null],
  ] as const)('%s: %d of %d', (_name, numerator, denominator, checks, expected) => {
    const found = shortfall(numerator, denominator, checks);
    expect(found && `${found.way} ${found.amount}`).toBe(expected);
  });

  it('is the smallest change that does it, as trying one by one would find', () => {
    const fraction = fc.record({ p: fc.integer({ min: 0, max: 30 }), q: fc.constantFrom(1, 10, 100) });
    const check = fc.record({
      op: fc.constantFrom('>=', '<=', '>', '<', '='),
      thresholds: fc.array(fraction, { minLength: 1, maxLength: 2 }),
    });
    const sheet = fc.record({
      n: fc.nat(40),
      d: fc.integer({ min: 1, max: 20 }),
      checks: fc.array(check, { minLength: 1, maxLength: 2 }),
    });
    fc.assert(
      fc.property(sheet, ({ n, d, checks }) => {
        const found = shortfall(n, d, checks);
        expect(found && found.amount).toBe(trying(n, d, checks));
        if (found) expect(shortfall(moved(n, found.way, found.amount), d, checks)).toBe(null);
      }),
      { numRuns: 3000 },
    );
  });
});

/** The smallest change up or down, by trying. */
function trying(n: number, d: number, checks: readonly Check[]): number | null {
  const good = (m: number) =>
    checks.every(({ op, thresholds }) =>
      thresholds.some(({ p, q }) => {
        const difference = m * q - p * d;
        if (op === '=') return difference === 0;
        if (op.startsWith('>')) return op === '>=' ? difference >= 0 : difference > 0;
        return op === '<=' ? difference <= 0 : difference < 0;
      }),
    );
  if (good(n)) return null;
  for (let amount = 1; amount <= 700; amount++) {
    if (good(n + amount) || (n >= amount && good(n - amount))) return amount;
  }
  return null;
}
