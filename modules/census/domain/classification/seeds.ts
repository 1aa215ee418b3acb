import { codePath, type CodeTable } from '@jianjia/codes';
import { readLines } from './industry-tables.ts';
import type { Example } from './text-classifier.ts';

/** A word of trade names counts as much as so many titles: it stands for many firms. */
const WORD_WEIGHT = 3;

/** The division (大类) an industry lies in; null for sections and unknown codes. */
export function divisionOf(table: CodeTable, code: string): string | null {
  return codePath(table, code).find(({ level }) => level === 2)?.code ?? null;
}

/**
 * What a classifier knows before any source has coded anything: the titles of GB/T 4754 and the words of trade names in
 * `reference/industry-words.csv`, each an example of its division.
 * @throws Error for a word of an unknown industry
 */
export function seedExamples(table: CodeTable, words: string): readonly Example[] {
  const titles = [...table.values()].flatMap(({ code, name }) => {
    const label = divisionOf(table, code);
    return label === null ? [] : [{ text: name, label }];
  });
  const named = readLines(words).map(({ word = '', code = '' }) => {
    const label = divisionOf(table, code);
    if (label === null) throw new Error(`no division ${code} of ${word}`);
    return { text: word, label, weight: WORD_WEIGHT };
  });
  return [...titles, ...named];
}
