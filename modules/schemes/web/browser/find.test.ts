import { expect, it } from 'vitest';
import type { DocumentSentence } from '../../contract/index.ts';
import { cutAtHits, findHits } from './find.ts';

const sentence = (...texts: readonly string[]): DocumentSentence => ({
  line: 1,
  state: 'quoted',
  heading: null,
  paragraph: false,
  pieces: texts.map((text) => ({ text, items: [], because: null, open: false, breaks: false })),
});

it('finds words across the pieces of a sentence, and every time', () => {
  const sentences = [sentence('职工入', '会率达到', '90%，入会率'), sentence('GB/T4754')];
  expect(findHits(sentences, '入会率')).toEqual([
    { sentence: 0, from: 2, to: 5 },
    { sentence: 0, from: 11, to: 14 },
  ]);
  expect(findHits(sentences, ' gb/t 4754 ')).toEqual([{ sentence: 1, from: 0, to: 8 }]);
  expect(findHits(sentences, '  ')).toEqual([]);
  expect(findHits(sentences, undefined)).toEqual([]);
});

it('cuts pieces at the hits and loses nothing of them', () => {
  const { pieces } = sentence('职工入', '会率达到', '90%，入会率');
  const cuts = cutAtHits(pieces, [
    { sentence: 0, from: 2, to: 5 },
    { sentence: 0, from: 11, to: 14 },
  ]);
  expect(cuts).toEqual([
    [
      { text: '职工', hit: null },
      { text: '入', hit: 0 },
    ],
    [
      { text: '会率', hit: 0 },
      { text: '达到', hit: null },
    ],
    [
      { text: '90%，', hit: null },
      { text: '入会率', hit: 1 },
    ],
  ]);
  expect(
    cutAtHits(pieces, [])
      .flat()
      .map(({ text }) => text),
  ).toEqual(pieces.map(({ text }) => text));
});
