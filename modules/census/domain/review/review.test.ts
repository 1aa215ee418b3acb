import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf } from './agreement.ts';
import { calibrationOf, calibrationOfPairs } from './calibration.ts';
import { differences } from './difference.ts';
import { type Opinion, standingOf } from './standing.ts';

describe('agreementOf', () => {
  it('is what is left of agreement beyond chance: 0.7 seen, 0.41 expected', () => {
    const table = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ];
    const { pairs, share, kappa } = agreementOf(table);
    expect(pairs).toBe(200);
    expect(share).toBeCloseTo(0.7, 10);
    expect(kappa).toBeCloseTo((0.7 - 0.41) / (1 - 0.41), 10);
  });

  it.each([
    ['nothing', [[0]], { pairs: 0, share: null, kappa: null }],
    [
      'one answer only',
      [
        [7, 0],
        [0, 0],
      ],
      { pairs: 7, share: 1, kappa: null },
    ],
    [
      'full agreement',
      [
        [5, 0],
        [0, 5],
      ],
      { pairs: 10, share: 1, kappa: 1 },
    ],
    [
      'full disagreement',
      [
        [0, 5],
        [5, 0],
      ],
      { pairs: 10, share: 0, kappa: -1 },
    ],
    [
      'chance',
      [
        [25, 25],
        [25, 25],
      ],
      { pairs: 100, share: 0.5, kappa: 0 },
    ],
  ])('of %s', (_case, table, agreement) => {
    expect(agreementOf(table)).toEqual(agreement);
  });

  it('does not depend on who is called the first, and stays within -1 and 1', () => {
    const row = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20));
    fc.assert(
      fc.property(fc.tuple(row, row, row), (table) => {
        const turned = table.map((_row, i) => table.map((other) => other[i] ?? 0));
        const [one, other] = [agreementOf(table), agreementOf(turned)];
        expect(one.share).toBe(other.share);
        if (one.kappa === null || other.kappa === null) expect(one.kappa).toBe(other.kappa);
        else {
          expect(one.kappa).toBeCloseTo(other.kappa, 10);
          expect(Math.abs(one.kappa)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});

describe('calibrationOf', () => {
  it('is the mean squared error, pair by pair', () => {
    const pair = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean());
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 50 }), (pairs) => {
        const {
          brier,
          bins,
          plain_brier: plain,
        } = calibrationOfPairs(pairs.map(([probability, same]) => ({ probability, same })));
        const share = pairs.filter(([, same]) => same).length / pairs.length;
        expect(brier).toBeCloseTo(pairs.reduce((all, [p, same]) => all + (p - Number(same)) ** 2, 0) / pairs.length, 9);
        expect(plain).toBeCloseTo(share * (1 - share), 12);
        expect(bins.reduce((all, bin) => all + bin.pairs, 0)).toBe(pairs.length);
        for (const { from, to, predicted } of bins) {
          expect(predicted).toBeGreaterThanOrEqual(from - 1e-12);
          expect(predicted).toBeLessThanOrEqual(to + 1e-12);
        }
      }),
    );
  });

  it('says nothing without pairs', () => {
    expect(calibrationOf([])).toEqual({ pairs: 0, brier: null, plain_brier: null, bins: [] });
  });
});

const said = (by: string, verdict: Opinion['verdict'], order: number, more: Partial<Opinion> = {}): Opinion => ({
  by,
  verdict,
  persons: 1,
  adjudicates: false,
  order,
  ...more,
});
const two = { persons: 2 };

describe('standingOf', () => {
  it.each([
    ['nobody has said anything', [], 1, 'a', { stage: 'open', verdict: null, mayDecide: true, mayUndo: false }],
    [
      'one is enough',
      [said('a', 'same', 1)],
      1,
      'a',
      { stage: 'settled', verdict: 'same', mayDecide: true, mayUndo: true },
    ],
    ['another has settled it', [said('a', 'same', 1)], 1, 'b', { verdict: 'same', others: ['same'], mayDecide: false }],
    ['one was unsure', [said('a', 'unsure', 1)], 1, 'b', { stage: 'second', verdict: null, mayDecide: true }],
    ['taken back', [said('a', 'undone', 2)], 1, 'a', { stage: 'open', mine: null, mayUndo: false }],
    [
      'the second does not see the first',
      [said('a', 'same', 1, two)],
      2,
      'b',
      { stage: 'second', others: [], mayDecide: true },
    ],
    [
      'the first may change her mind',
      [said('a', 'same', 1, two)],
      2,
      'a',
      { mine: 'same', mayDecide: true, mayUndo: true },
    ],
    [
      'two agree',
      [said('a', 'same', 1, two), said('b', 'same', 2, two)],
      2,
      'c',
      { stage: 'settled', verdict: 'same' },
    ],
    [
      'two differ: they wait, and do not learn of each other',
      [said('a', 'same', 1, two), said('b', 'different', 2, two)],
      2,
      'a',
      { stage: 'adjudicate', verdict: null, others: [], mayDecide: false, mayUndo: false },
    ],
    [
      'two differ: the third knows both and settles',
      [said('a', 'same', 1, two), said('b', 'unsure', 2, two)],
      2,
      'c',
      { stage: 'adjudicate', adjudicates: true, others: ['same', 'unsure'], mayDecide: true },
    ],
    [
      'the third has spoken',
      [
        said('a', 'same', 1, two),
        said('b', 'different', 2, two),
        said('c', 'different', 3, { ...two, adjudicates: true }),
      ],
      2,
      'c',
      { stage: 'settled', verdict: 'different', mayUndo: true },
    ],
    ['two became needed afterwards', [said('a', 'same', 1)], 2, 'b', { stage: 'settled', verdict: 'same' }],
  ] as const)('%s', (_case, opinions, needed, me, standing) => {
    expect(standingOf(opinions, me, needed)).toMatchObject(standing);
  });
});

describe('differences', () => {
  it('marks what one text has and the other has not', () => {
    expect(differences('安庆市红光酒业有限公司', '安庆宏光酒业有限责任公司')).toEqual([
      [
        { text: '安庆', common: true },
        { text: '市红', common: false },
        { text: '光酒业有限公司', common: true },
      ],
      [
        { text: '安庆', common: true },
        { text: '宏', common: false },
        { text: '光酒业有限', common: true },
        { text: '责任', common: false },
        { text: '公司', common: true },
      ],
    ]);
  });

  it('takes width, case and blanks for nothing', () => {
    const [left, right] = differences('ABC（1）', 'abc (1)');
    expect([...left, ...right].every(({ common }) => common)).toBe(true);
  });

  it('keeps every character, marks the same many as common on both sides, and does not care which is left', () => {
    const text = fc.string({ unit: fc.constantFrom(...'红光酒业𠮷A1'), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = differences(a, b);
        expect(left.map((run) => run.text).join('')).toBe(a);
        expect(right.map((run) => run.text).join('')).toBe(b);
        const common = (runs: typeof left): number =>
          runs.filter((run) => run.common).reduce((all, run) => all + [...run.text].length, 0);
        expect(common(left)).toBe(common(right));
        expect(common(differences(b, a)[0])).toBe(common(left));
      }),
    );
  });

  it('compares very long texts as wholes', () => {
    expect(differences('甲'.repeat(400), '乙')[0]).toEqual([{ text: '甲'.repeat(400), common: false }]);
  });
});
