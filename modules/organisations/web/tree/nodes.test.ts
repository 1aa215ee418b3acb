import { expect, test } from 'vitest';
import type { ListedUnion } from '../../contract/tree.ts';
import { type Branch, nodesBelow } from './nodes.ts';

const union = (code: string, below = 0): ListedUnion => ({
  code,
  name: code,
  kind: 'county',
  dissolved_on: null,
  below,
});
const branch = (unions: readonly ListedUnion[], rest: Partial<Branch> = {}): Branch => ({
  unions,
  next: null,
  state: 'read',
  problem: null,
  ...rest,
});
const keys = (branches: Readonly<Record<string, Branch>>, path: readonly string[] = []): unknown => {
  const told = (nodes: ReturnType<typeof nodesBelow>): unknown[] =>
    nodes.map(({ key, children }) => (children ? [key, told([...children])] : key));
  return told(
    nodesBelow(
      '',
      new Map(Object.entries(branches)),
      path.map((code) => union(code)),
    ),
  );
};

test('a level that is open stands below its union', () => {
  expect(keys({ '': branch([union('A', 2), union('B')]), A: branch([union('A1'), union('A2')]) })).toEqual([
    ['A', ['A1', 'A2']],
    'B',
  ]);
});

test('what is still to come stands at the end', () => {
  const problem = new Error('断了');
  expect(keys({ '': branch([union('A')], { next: 'A' }) })).toEqual(['A', '/more']);
  expect(keys({ '': branch([union('A', 1)]), A: branch([], { state: 'reading' }) })).toEqual([['A', ['A/reading']]]);
  expect(keys({ '': branch([union('A', 1)]), A: branch([], { state: 'failed', problem }) })).toEqual([
    ['A', ['A/failed']],
  ]);
});

test('the chosen union stands in the tree though its page has not been read, once', () => {
  const branches = {
    '': branch([union('A', 3)]),
    A: branch([union('A1')], { next: 'A1' }),
    A7: branch([union('A71')]),
  };
  expect(keys(branches, ['A', 'A7', 'A71'])).toEqual([['A', ['A1', ['A7', ['A71']], 'A/more']]]);
  expect(keys(branches, ['A', 'A1'])).toEqual([['A', ['A1', 'A/more']]]);
});

test('only what has something below it can be opened', () => {
  const nodes = nodesBelow('', new Map([['', branch([union('A', 2), union('B')])]]), []);
  expect(nodes.map(({ isLeaf }) => isLeaf)).toEqual([false, true]);
});
