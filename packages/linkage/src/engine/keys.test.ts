import { expect, test } from 'vitest';
import type { LinkageSpec } from '../spec/spec.ts';
import { makeKeys } from './keys.ts';
import { keysOf, SEGMENT_ROWS } from './segment.ts';
import { SegmentWriter } from './segment-writer.ts';
import { SmallSketch } from './sketch.ts';

/** Rows of one district and of a house in it; ids are numbers, ten rows to a house, a house of its own for the last. */
const spec: LinkageSpec = {
  id: 'houses',
  width: 2,
  encode({ id }, words, at) {
    words[at] = 7;
    words[at + 1] = id === 'last' ? 9 : 1000 + Math.floor(Number(id) / 10);
  },
  terms: [],
  rules: [
    { id: 'broad', title: '', keys: [(words, at) => words[at] ?? 0] },
    { id: 'house', title: '', keys: [(words, at) => words[at] ?? 0, (words, at) => words[at + 1] ?? 0] },
    { id: 'few', title: '', keys: [(words, at) => words[at + 1] ?? 0], most: 9 },
  ],
  comparisons: [],
};

test('a key that too many rows share gives way to a narrower one, and one of a single row to none', () => {
  const writer = new SegmentWriter(spec, 'left', null, 'x');
  // More than one segment, the last of them not full.
  const count = SEGMENT_ROWS + 100;
  for (let row = 0; row < count - 1; row++) writer.add({ id: String(row), name: '' }, row);
  writer.add({ id: 'last', name: '' }, count);
  const segments = writer.finish();
  const counts = [0, 1].map(() => SmallSketch.memory(4 * count, spec.rules.length));
  const registers = [{ side: 'left' as const, segments }];
  const job = { kind: 'keys' as const, registers, rules: [0, 1, 2], counts, known: false, complete: true };

  const { dropped } = makeKeys(spec, job);

  const columns = spec.rules.map((_, rule) => segments.flatMap((segment) => [...keysOf(segment, rule)]));
  const houses = Array.from({ length: count - 1 }, (_, row) => 1000 + Math.floor(row / 10));
  expect(columns[0]).toEqual(Array.from({ length: count }, () => 0));
  expect(columns[1]).toEqual([...houses, 0]);
  const last = houses.filter((house) => house === houses.at(-1));
  expect(columns[2]).toEqual([...houses.map((house) => (house === houses.at(-1) ? house : 0)), 0]);
  expect(dropped).toEqual([count, 0, count - 1 - last.length]);
});
