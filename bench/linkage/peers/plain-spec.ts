import type { BlockingRule, Comparison, LinkageSpec } from '@jianjia/linkage';
import { BLOCKING } from './candidates.ts';
import { newText, type Text } from './distances.ts';
import { hashOf, pack, unpack } from './packed.ts';
import { addressLevel, COMPARISONS, nameLevel } from './plain-model.ts';

interface Field {
  readonly at: number;
  readonly words: number;
}

const NAME: Field = { at: 0, words: 24 };
const ADDRESS: Field = { at: 24, words: 32 };
const USCC = 56;
const DIVISION = 57;
const KEYS = 58;

/** The keys of all rules, the broad one of each before its narrower ones. */
const keys = BLOCKING.flatMap((rule, number) => [rule.key, ...rule.narrower].map((key) => ({ number, key })));

const rules: readonly BlockingRule[] = BLOCKING.map(({ name }, number) => ({
  id: `rule_${number}`,
  title: name,
  keys: keys.flatMap((entry, index) =>
    entry.number === number ? [(words: Uint32Array, at: number) => words[at + KEYS + index] ?? 0] : [],
  ),
}));

type Compare = Comparison['compare'];

const [left, right] = [newText(), newText()];

const texts =
  ({ at, words }: Field, level: (a: Text, b: Text) => number): Compare =>
  (a, i, b, j) =>
    level(unpack(left, a, i + at, words), unpack(right, b, j + at, words));

const hashes =
  (at: number): Compare =>
  (a, i, b, j) => {
    const one = a[i + at] ?? 0;
    const other = b[j + at] ?? 0;
    if (one === 0 || other === 0) return 0;
    return one === other ? 2 : 1;
  };

const compares = new Map<string, Compare>([
  ['name', texts(NAME, nameLevel)],
  ['address', texts(ADDRESS, addressLevel)],
  ['uscc', hashes(USCC)],
  ['division', hashes(DIVISION)],
]);

const comparisons: readonly Comparison[] = COMPARISONS.map(({ name, levels }) => ({
  id: name,
  title: name,
  levels: Array.from({ length: levels }, (_, level) => ({ id: `level_${level}`, title: String(level) })),
  compare: compares.get(name) ?? (() => 0),
  shown: (record) => record.name,
}));

/**
 * The plain model for our own engine: the same rows read, the same threads, the same pairs written, so that the time it
 * takes says what the model costs and not what the program does.
 */
export const plainSpec: LinkageSpec = {
  id: 'plain',
  width: KEYS + keys.length,
  encode: ({ id, name, uscc = '', division = '', address = '' }, words, at) => {
    pack(name, words, at + NAME.at, NAME.words);
    pack(address, words, at + ADDRESS.at, ADDRESS.words);
    words[at + USCC] = hashOf(uscc);
    words[at + DIVISION] = hashOf(division);
    const record = { id, name, uscc, division, address, formerNames: [] };
    for (const [index, { key }] of keys.entries()) words[at + KEYS + index] = hashOf(key(record));
  },
  terms: [],
  rules,
  comparisons,
};
