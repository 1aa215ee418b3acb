import { describe, expect, it } from 'vitest';
import type { DocumentItem, DocumentPiece, SchemeDocument } from '../../contract/index.ts';
import { arrange, nextChosen, quoting } from './arrange.ts';

const piece = (text: string, items: readonly number[] = [], more: Partial<DocumentPiece> = {}): DocumentPiece => ({
  text,
  items,
  because: null,
  open: false,
  breaks: false,
  ...more,
});
const item = (id: string, track: string, kind: DocumentItem['kind'], sentences: readonly number[]): DocumentItem => ({
  id: `${track}.${id}`,
  track,
  kind,
  at: '一',
  quote: '',
  says: '',
  mandatory: true,
  condition: null,
  sentences,
});
const sentence = (state: SchemeDocument['sentences'][number]['state'], pieces: readonly DocumentPiece[]) => ({
  line: 1,
  state,
  heading: null,
  paragraph: false,
  pieces,
});
const document = {
  sentences: [
    sentence('set_aside', [piece('一、组织', [], { because: 'heading' })]),
    sentence('quoted', [piece('有牌子', [1]), piece('、'), piece('有章子', [0, 2])]),
    sentence('blank', [piece('2')]),
    sentence('uncovered', [piece('有印章', [], { open: true })]),
  ],
  items: [
    item('seal', 'a', 'indicator', [1]),
    item('plaque', 'a', 'indicator', [1]),
    item('kept', 'b', 'register', [1, 3]),
  ],
} as unknown as SchemeDocument;

describe('the items beside the text', () => {
  it('stand at the first sentence they quote; others tell why none does', () => {
    expect(arrange(document, {}).groups).toEqual([
      { sentence: 0, items: [], because: 'heading', open: false },
      { sentence: 1, items: [0, 1, 2], because: null, open: false },
      { sentence: 3, items: [], because: null, open: true },
    ]);
  });

  it('with a filter only those that pass, and no reasons', () => {
    const { groups, order, shown } = arrange(document, { track: 'b' });
    expect(groups).toEqual([{ sentence: 1, items: [2], because: null, open: false }]);
    expect([order, [...shown]]).toEqual([[2], [2]]);
    expect(arrange(document, { track: 'b', kind: 'indicator' }).groups).toEqual([]);
  });

  it('leave the other quotes unmarked', () => {
    const seal = document.sentences[1]?.pieces[2] ?? piece('');
    expect(quoting(seal, arrange(document, {}))).toEqual([0, 2]);
    expect(quoting(seal, arrange(document, { kind: 'register' }))).toEqual([2]);
  });

  it('are chosen one after another where several quote the same words', () => {
    expect(nextChosen([0, 2], null)).toBe(0);
    expect(nextChosen([0, 2], 0)).toBe(2);
    expect(nextChosen([0, 2], 2)).toBe(0);
    expect(nextChosen([0, 2], 1)).toBe(0);
    expect(nextChosen([], 1)).toBeNull();
  });
});
