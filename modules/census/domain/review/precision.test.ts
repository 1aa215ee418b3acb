import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { precisionOf, wilson } from './precision.ts';

describe('wilson', () => {
  // Newcombe 1998, table I, method 3 (score without continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i among %i', (right, checked, low, high) => {
    const interval = wilson(right, checked);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('says nothing without checks', () => {
    expect(wilson(0, 0)).toBeNull();
  });

  it('holds the share, turns with what is counted, and narrows with more checks', () => {
    const counted = fc
      .integer({ min: 1, max: 500 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counted, ([right, checked]) => {
        const one = wilson(right, checked);
        const turned = wilson(checked - right, checked);
        const more = wilson(4 * right, 4 * checked);
        if (!one || !turned || !more) throw new Error('no interval');
        expect(one.low).toBeLessThanOrEqual(one.share);
        expect(one.high).toBeGreaterThanOrEqual(one.share);
        expect(one.low).toBeCloseTo(1 - turned.high, 12);
        expect(more.high - more.low).toBeLessThan(one.high - one.low);
      }),
    );
  });
});

describe('precisionOf', () => {
  it('is Wilson’s interval where there is one stratum', () => {
    const { share, low, high } = wilson(95, 100) ?? { share: 0, low: 0, high: 0 };
    const all = precisionOf([
      { joined: 0, checked: 0, right: 0 },
      { joined: 700, checked: 100, right: 95 },
    ]);
    expect(all?.share).toBeCloseTo(share, 12);
    expect(all?.low).toBeCloseTo(low, 12);
    expect(all?.high).toBeCloseTo(high, 12);
  });

  it('weighs strata by what was joined, not by what was checked', () => {
    const all = precisionOf([
      { joined: 100, checked: 100, right: 80 },
      { joined: 900, checked: 50, right: 50 },
    ]);
    expect(all?.share).toBeCloseTo(0.98, 12);
    expect(all?.low).toBeGreaterThan(0.9);
    expect(all?.high).toBeLessThan(1);
  });

  it('waits for every stratum', () => {
    expect(
      precisionOf([
        { joined: 1, checked: 0, right: 0 },
        { joined: 900, checked: 50, right: 50 },
      ]),
    ).toBeNull();
    expect(precisionOf([])).toBeNull();
  });
});
