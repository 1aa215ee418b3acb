import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cyclesOf, misplaced, type TreeRow } from './tree.ts';

const row = (line: number, code: string, parent: string | null, gone = false): TreeRow => ({
  line,
  code,
  parent,
  gone,
});
const shown = (
  rows: readonly TreeRow[],
  stored: readonly (readonly [string, string | null])[] = [],
): readonly string[] =>
  misplaced(rows, new Map(stored)).map(
    ({ line, why }) => `${line} ${typeof why === 'string' ? why : why.toSorted().join('')}`,
  );

test('circles are found, what hangs below them is not part of them', () => {
  const upper = new Map([
    ['below', 'a'],
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
    ['self', 'self'],
    ['end', 'gone'],
  ]);
  expect(cyclesOf(upper).map((cycle) => cycle.toSorted())).toEqual([['a', 'b', 'c'], ['self']]);
});

describe('rows that cannot take their place', () => {
  test('nothing above, and everything below that', () => {
    expect(shown([row(2, 'c', 'b'), row(3, 'b', 'a'), row(4, 'a', 'x'), row(5, 'r', null)])).toEqual([
      '4 dangling',
      '3 rejected',
      '2 rejected',
    ]);
  });

  test('below a rejected row, unless it was stored before', () => {
    const rows = [row(2, 'a', null, true), row(3, 'b', 'a')];
    expect(shown(rows)).toEqual(['3 rejected']);
    expect(shown(rows, [['a', null]])).toEqual([]);
  });

  test('a circle, and what hangs below it', () => {
    expect(shown([row(2, 'a', 'b'), row(3, 'b', 'a'), row(4, 'c', 'b')])).toEqual(['2 ab', '3 ab', '4 rejected']);
  });

  test('a circle closed through a stored record', () => {
    expect(
      shown(
        [row(2, 'a', 'b')],
        [
          ['a', null],
          ['b', 'a'],
        ],
      ),
    ).toEqual(['2 ab']);
  });

  test('a second circle, once the first one is undone', () => {
    // b goes back below d when its own move is refused, and d now lies below b.
    const stored = [
      ['a', null],
      ['b', 'd'],
      ['c', 'b'],
      ['d', 'a'],
    ] as const;
    expect(shown([row(2, 'b', 'c'), row(3, 'd', 'b')], stored)).toEqual(['2 bc', '3 bd']);
  });
});

test('a chain of 100,000 levels and a ring of as many are no trouble', () => {
  const chain = Array.from({ length: 100_000 }, (_, n) => row(n, `${n}`, n === 0 ? null : `${n - 1}`));
  expect(misplaced(chain, new Map())).toEqual([]);
  expect(misplaced([row(0, '0', '99999'), ...chain.slice(1)], new Map())).toHaveLength(100_000);
});

test('what remains hangs on a root', () => {
  const code = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const entries = fc.uniqueArray(fc.tuple(code, fc.option(code, { nil: null }), fc.boolean()), {
    selector: ([key]) => key,
  });
  fc.assert(
    fc.property(entries, entries, (file, before) => {
      // What is stored is a tree: each hangs on a letter before it that is stored as well, or on nothing.
      const kept = new Set(before.map(([key]) => key));
      const stored = new Map(before.map(([key, up]) => [key, up !== null && up < key && kept.has(up) ? up : null]));
      const rows = file.map(([key, up, gone], index) => row(index, key, up, gone));
      const faulty = new Set(misplaced(rows, stored).map((fault) => fault.line));
      const after = new Map<string, string | null>(stored);
      for (const r of rows) if (!r.gone && !faulty.has(r.line)) after.set(r.code ?? '', r.parent);
      for (const start of after.keys()) {
        let node: string | null = start;
        for (let steps = 0; node !== null; steps++) {
          expect(after.has(node) && steps <= after.size).toBe(true);
          node = after.get(node) ?? null;
        }
      }
    }),
    { numRuns: 1000 },
  );
});
