import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binsOf, type ValueShape } from './bins.ts';

const rate = (max: number): ValueShape => ({ kind: 'ratio', unit: '%', whole: false, q3: Math.min(max, 1), max });
const count = (max: number, q3 = max): ValueShape => ({ kind: 'number', unit: '次', whole: true, q3, max });

test('rates: bins of 5 %, the threshold on an edge, 100 % by itself', () => {
  const { edges, labels, marks, closed } = binsOf(rate(1), [{ op: '>=', value: 0.8 }]);
  expect(edges).toEqual([...Array.from({ length: 20 }, (_, index) => Number((index * 0.05).toFixed(2))), 1]);
  expect(labels.slice(15, 17)).toEqual(['75–80%', '80–85%']);
  expect(labels.at(-1)).toBe('100%');
  expect([marks, closed]).toEqual([[16], 'left']);
  expect(binsOf(rate(1.2), []).labels.at(-1)).toBe('100%及以上');
});

test('a threshold between the fives moves the edges: 98 %', () => {
  const { edges, marks } = binsOf(rate(1), [{ op: '>=', value: 0.98 }]);
  expect(edges.slice(0, 3)).toEqual([0, 0.03, 0.08]);
  expect(edges.slice(-2)).toEqual([0.98, 1]);
  expect(edges[marks[0] ?? -1]).toBe(0.98);
});

test('at most 10 %: what is equal lies on the good side, the last bin ends at 100 %', () => {
  const { closed, edges, labels, end } = binsOf(rate(0.4), [{ op: '<=', value: 0.1 }]);
  expect(closed).toBe('right');
  expect(edges.at(-1)).toBe(0.95);
  expect([labels.at(-1), end]).toEqual(['95–100%', 1]);
});

test('two thirds lie on the good side of «at least two thirds», and of «at most»', () => {
  const least = binsOf(rate(1), [{ op: '>=', value: 2 / 3 }]);
  expect(least.edges[least.marks[0] ?? -1]).toBe(2 / 3);
  const most = binsOf(rate(1), [{ op: '<=', value: 1 / 3 }]);
  expect(most.edges[most.marks[0] ?? -1]).toBe(1 / 3);
});

test('few whole numbers one by one; the line of «at most 3» stands before 4', () => {
  const least = binsOf(count(5), [{ op: '>=', value: 3 }]);
  expect(least.labels).toEqual(['0次', '1次', '2次', '3次', '4次', '5次']);
  expect(least.marks).toEqual([3]);
  const most = binsOf(count(5), [{ op: '<=', value: 3 }]);
  expect([most.closed, most.marks]).toEqual(['left', [4]]);
  // The threshold is shown even where nobody comes near it.
  expect(binsOf(count(1), [{ op: '>=', value: 4 }]).labels.at(-1)).toBe('4次');
});

test('many numbers in equal steps, the last bin open', () => {
  const { labels, edges, marks } = binsOf(count(90_000, 500), [{ op: '>=', value: 300 }]);
  expect(labels.at(-1)).toMatch(/^\d+次及以上$/);
  expect(edges[marks[0] ?? -1]).toBe(300);
  expect(labels[1]).toBe('50–99次');
});

test('yes and no are two bars', () => {
  const shape: ValueShape = { kind: 'yesno', unit: '是否', whole: true, q3: 1, max: 1 };
  expect(binsOf(shape, [])).toEqual({ closed: 'left', edges: [0, 1], end: 1, labels: ['否', '是'], marks: [] });
});

test('whatever the values and thresholds: at most 25 bins, edges ascend, every threshold on an edge', () => {
  const shape: fc.Arbitrary<ValueShape> = fc
    .record({
      kind: fc.constantFrom('ratio' as const, 'number' as const),
      unit: fc.constantFrom('%', '次', '元'),
      whole: fc.boolean(),
      max: fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true })),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ share, max, whole, ...rest }) => ({
      ...rest,
      whole,
      max: whole ? Math.floor(max) : max,
      q3: max * share,
    }));
  const op = fc.constantFrom('>=', '<=', '>', '<', '=');
  const mark = fc.record({ op, value: fc.integer({ min: 0, max: 1000 }) });
  const few = fc.array(mark, { maxLength: 2 });
  fc.assert(
    fc.property(shape, few, (one, marks) => {
      const scaled = one.kind === 'ratio' ? marks.map(({ op, value }) => ({ op, value: value / 1000 })) : marks;
      const bins = binsOf(one, scaled);
      expect(bins.edges.length).toBeLessThanOrEqual(25);
      expect(bins.labels.length).toBe(bins.edges.length);
      expect(bins.edges[0]).toBe(0);
      for (const [index, edge] of bins.edges.entries()) {
        if (index > 0) expect(edge).toBeGreaterThan(bins.edges[index - 1] ?? 0);
      }
      expect(bins.marks).not.toContain(null);
    }),
  );
});
