import { fileURLToPath } from 'node:url';
import { coverage, loadSchemes, noFormulaChecks, withoutWhiteSpace } from '@jianjia/rules';
import { describe, expect, it } from 'vitest';
import { readSchemeFolders } from '../server/read.ts';
import { browseScheme } from './document.ts';
import type { SchemeWords } from './words.ts';

/** Formulas stand for themselves: how they read is another room's. */
const words: SchemeWords = {
  measure: (id) => ({ id, title: id, unit: '%', kind: 'ratio', formula: id, note: null }),
  asks: (_scheme, { measure }) => measure,
  number: (value, unit) => `${value}${unit}`,
  condition: (text) => text,
  registerTitle: (register) => register,
  points: () => null,
};

const folder = fileURLToPath(new URL('../../../standards/schemes', import.meta.url));
const { schemes } = loadSchemes(await readSchemeFolders(folder, 'standards/schemes'), noFormulaChecks);
const text = (pieces: readonly { readonly text: string }[]) => pieces.map((piece) => piece.text).join('');

it('finds the five schemes', () => {
  expect(schemes.map(({ id }) => id)).toEqual(['hohhot', 'jiujiang', 'pingdingshan', 'qianshan', 'tanglang']);
});

describe.each(schemes.map((scheme) => [scheme.id, scheme] as const))('the document of %s', (_id, scheme) => {
  const { document } = browseScheme(scheme, words);
  const items = [...scheme.tracks.flatMap((track) => track.items), ...scheme.programme];

  it('holds every sentence of the source once and in order', () => {
    expect(document.sentences.map(({ pieces }) => text(pieces)).join('')).toBe(withoutWhiteSpace(scheme.source));
    const lines = document.sentences.map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((left, right) => left - right));
  });

  it('holds every item once, at the sentences it quotes and at no other', () => {
    expect(document.items).toHaveLength(items.length);
    expect(new Set(document.items.map(({ id }) => id)).size).toBe(items.length);
    document.items.forEach(({ id, quote, sentences }, index) => {
      const marked = document.sentences.map(({ pieces }) =>
        text(pieces.filter((piece) => piece.items.includes(index))),
      );
      // One occurrence after another, each whole.
      const quoted = marked.join('');
      const bare = withoutWhiteSpace(quote);
      expect(quoted.length, id).toBeGreaterThan(0);
      expect(quoted, id).toBe(bare.repeat(quoted.length / bare.length));
      expect(sentences, id).toEqual(marked.flatMap((words, at) => (words === '' ? [] : [at])));
    });
  });

  it('tells what is not quoted by its reason, or as open', () => {
    const told = document.sentences.flatMap(({ pieces, state }) => pieces.map((piece) => ({ ...piece, state })));
    const quoted = told.filter(({ items: quoting }) => quoting.length > 0);
    expect(quoted.filter(({ because, open }) => because !== null || open)).toEqual([]);
    expect(told.filter(({ open, because, state }) => open && (because !== null || state !== 'uncovered'))).toEqual([]);
    const aside = document.sentences.filter(({ state }) => state === 'set_aside');
    expect(aside.filter(({ pieces }) => pieces.every(({ because }) => because === null))).toEqual([]);
  });

  it('is covered as the check of the scheme says, and its characters add up', () => {
    const { sentences, covered, remaining, uncovered } = coverage(scheme);
    const { characters, ...counted } = document.coverage;
    expect(counted).toEqual({ sentences, quoted: covered, set_aside: remaining, uncovered: uncovered.length });
    const { total, quoted, set_aside: setAside, uncovered: open, between } = characters;
    expect(total).toBe(withoutWhiteSpace(scheme.source).length);
    expect(quoted + setAside + open + between).toBe(total);
    const characterCount = document.sentences.flatMap(({ pieces }) => pieces.filter(({ items }) => items.length > 0));
    expect(text(characterCount)).toHaveLength(quoted);
  });

  it('counts its items by track and kind', () => {
    expect(document.tracks.reduce((sum, track) => sum + track.items, 0)).toBe(items.length);
    for (const [kind, count] of Object.entries(document.kinds)) {
      expect(document.items.filter((item) => item.kind === kind)).toHaveLength(count);
      expect(document.tracks.reduce((sum, { kinds }) => sum + (kinds[kind as keyof typeof kinds] ?? 0), 0)).toBe(count);
    }
  });
});

it('shows what nothing quotes as open, and a printed heading on its own line', () => {
  const [hohhot] = schemes;
  if (!hohhot) throw new Error('no scheme');
  const source = '示例市总工会文件\n为了建家，制定本方案。\n一、组织\n有牌子，有印章。\n';
  const { document } = browseScheme(
    {
      ...hohhot,
      source,
      tracks: [],
      programme: [
        {
          as: 'constraint',
          id: 'plaque',
          at: '一',
          quote: '有牌子',
          on: 'unions',
          mandatory: true,
          place: { file: '', line: 1, column: 1 },
        },
      ],
      remaining: [
        { quote: '示例市总工会文件', because: 'heading', place: { file: '', line: 1, column: 1 } },
        { quote: '为了建家，制定本方案。', because: 'preamble', place: { file: '', line: 1, column: 1 } },
        { quote: '一、组织', because: 'heading', place: { file: '', line: 1, column: 1 } },
      ],
    },
    words,
  );
  expect(document.sentences.map(({ state, heading }) => [state, heading])).toEqual([
    ['set_aside', null],
    ['set_aside', 1],
    ['uncovered', null],
  ]);
  expect(document.sentences[0]?.pieces.map(({ text: piece, breaks }) => [piece, breaks])).toEqual([
    ['示例市总工会文件', true],
    ['为了建家，制定本方案。', false],
  ]);
  expect(document.sentences[2]?.pieces.map(({ text: piece, open, items }) => [piece, open, items.length])).toEqual([
    ['有牌子', false, 1],
    ['，', false, 0],
    ['有印章', true, 0],
    ['。', false, 0],
  ]);
  expect(document.coverage.characters).toEqual({ total: 31, quoted: 3, set_aside: 23, uncovered: 3, between: 2 });
});
