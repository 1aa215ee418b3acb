import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterRecords, type ClusterRecord, type WeighedPair } from './clusters.ts';
import { clusterEvents } from './events.ts';

const record = (id: string, more: Partial<ClusterRecord> = {}): ClusterRecord => ({
  id,
  order: id.charCodeAt(0),
  uscc: null,
  branch: '',
  ...more,
});
const pair = (ends: string, probability: number): WeighedPair => ({
  a: ends.charAt(0),
  b: ends.charAt(1),
  probability,
});
const sets = (records: readonly ClusterRecord[], pairs: readonly WeighedPair[]): string[] =>
  clusterRecords(records, pairs, { cut: 0.5 }).map(({ members }) => members.join(''));

test('likely pairs come together, unlikely ones do not', () => {
  expect(
    sets(
      ['a', 'b', 'c'].map((id) => record(id)),
      [pair('ab', 0.9), pair('bc', 0.2)],
    ),
  ).toEqual(['ab', 'c']);
});

test('two valid codes never join, not even through a record without one', () => {
  const records = [record('a', { uscc: '1' }), record('b'), record('c', { uscc: '2' })];
  expect(sets(records, [pair('ab', 0.99), pair('bc', 0.98), pair('ac', 0.97)])).toEqual(['ab', 'c']);
});

test('a branch joins neither its parent nor its sister', () => {
  const records = [record('a'), record('b', { branch: 'part:chengnan:' }), record('c', { branch: 'part:chengbei:' })];
  expect(sets(records, [pair('ab', 1), pair('bc', 1), pair('ac', 1)])).toEqual(['a', 'b', 'c']);
});

test('a chain whose ends have nothing in common falls apart at its weakest link', () => {
  const records = [...'abcdef'].map((id) => record(id));
  const inside = ['ab', 'ac', 'bc', 'de', 'df', 'ef'].map((ends) => pair(ends, 0.95));
  expect(sets(records, [...inside, pair('cd', 0.6)])).toEqual(['abc', 'def']);
  expect(sets(records, [...inside, pair('cd', 0.6), pair('ad', 0.9), pair('be', 0.9), pair('cf', 0.9)])).toEqual([
    'abcdef',
  ]);
});

test('records that a person found to be two are parted at the weakest link between them', () => {
  const records = [...'abcd'].map((id) => record(id));
  const chain = [pair('ab', 0.99), pair('bc', 0.96), pair('cd', 0.98)];
  const parted = (pairs: readonly WeighedPair[], ...ends: readonly string[]): string[] =>
    clusterRecords(records, pairs, {
      cut: 0.5,
      leastMean: 0,
      apart: ends.map((both) => [both.charAt(0), both.charAt(1)]),
    }).map(({ members }) => members.join(''));
  expect(parted(chain)).toEqual(['abcd']);
  expect(parted(chain, 'ad')).toEqual(['ab', 'cd']);
  expect(parted(chain, 'ca')).toEqual(['ab', 'cd']);
  expect(parted(chain, 'ab')).toEqual(['a', 'bcd']);
  expect(parted(chain, 'ac', 'bd')).toEqual(['ab', 'cd']);
  // What a person joined holds longer than what was weighed, however likely that is.
  const decided = [pair('ab', 0.99), { ...pair('bc', 0.1), decided: true }, pair('cd', 0.98)];
  expect(parted(decided, 'ac')).toEqual(['a', 'bcd']);
});

test('the order of records and pairs does not matter, and every record is in one cluster', () => {
  const ids = [...'abcdefgh'];
  const pairs = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.double({ min: 0, max: 1, noNaN: true }))
      .filter(([a, b]) => a < b),
    { selector: ([a, b]) => a + b },
  );
  const uscc = fc.array(fc.constantFrom(null, '1', '2'), { minLength: 8, maxLength: 8 });
  const two = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([a, b]) => a !== b));
  fc.assert(
    fc.property(pairs, uscc, two, fc.integer(), (list, codes, apart, seed) => {
      const records = ids.map((id, index) => record(id, { uscc: codes[index] ?? null }));
      const weighed = list.map(([a, b, probability]) => ({ a, b, probability, decided: a === 'c' }));
      const clusters = clusterRecords(records, weighed, { cut: 0.5, apart });
      const turn = Math.abs(seed) % ids.length;
      const turned = [...records.slice(turn), ...records.slice(0, turn)];
      expect(clusterRecords(turned, weighed.toReversed(), { cut: 0.5, apart: apart.toReversed() })).toEqual(clusters);
      expect(clusters.flatMap(({ members }) => members).toSorted()).toEqual(ids);
      for (const { id, members } of clusters) {
        expect(id).toBe(members[0]);
        const found = new Set(members.flatMap((member) => codes[ids.indexOf(member)] ?? []));
        expect(found.size).toBeLessThan(2);
        expect(apart.filter(([a, b]) => members.includes(a) && members.includes(b))).toEqual([]);
      }
    }),
  );
});

test('split and merge come out as events', () => {
  const before = [
    { id: 'a', members: ['a', 'b'] },
    { id: 'c', members: ['c'] },
  ];
  const after = [
    { id: 'a', members: ['a'] },
    { id: 'b', members: ['b', 'c', 'd'] },
  ];
  expect(clusterEvents(before, after)).toEqual([
    { kind: 'split', from: 'a', into: ['a', 'b'] },
    { kind: 'merge', into: 'b', from: ['a', 'c'] },
  ]);
  expect(clusterEvents(before, before)).toEqual([]);
});
