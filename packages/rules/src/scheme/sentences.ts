import { bareLines, hasMarker, type Region } from './outline.ts';
import type { SourceText } from './source-text.ts';

/**
 * Sentences end at 。；！？, before a line that begins with a heading's marker, and after a line that is a heading.
 * Other line breaks are the printer's: the sources break lines inside sentences. Together they are the whole text.
 */
export function sentenceRegions(source: SourceText): readonly Region[] {
  const ends = new Set<number>();
  for (let index = 0; index < source.bare.length; index++) {
    if (/[。；！？]/u.test(source.bare[index] ?? '')) ends.add(closed(source.bare, index + 1));
  }
  const lines = bareLines(source);
  lines.forEach(({ text, region }, index) => {
    if (!hasMarker(text)) return;
    ends.add(region.from);
    // A numbered line may be a sentence that the printer broke; a chapter's line is a heading.
    const followed = hasMarker(lines[index + 1]?.text ?? '');
    if (text.length <= 30 && !/[。；！？，：]/u.test(text) && (followed || !/^\d/u.test(text))) ends.add(region.to);
  });
  ends.add(source.bare.length);
  const sorted = [...ends].filter((end) => end > 0).sort((left, right) => left - right);
  return sorted.map((to, index) => ({ from: sorted[index - 1] ?? 0, to }));
}

/** A full stop inside quotation marks or brackets: the closing mark belongs to the sentence. */
function closed(text: string, end: number): number {
  while (/[”’」』）)》]/u.test(text[end] ?? '')) end++;
  return end;
}

/** The phrases of a sentence that say something; none in a mere number. */
export function phraseRegions(text: string, { from, to }: Region): readonly Region[] {
  const regions: Region[] = [];
  let start = from;
  for (let index = from; index <= to; index++) {
    if (index < to && !/[，、：；。！？,:;!?]/u.test(text[index] ?? '')) continue;
    if (weight(text.slice(start, index)) >= 2) regions.push({ from: start, to: index });
    start = index + 1;
  }
  return regions;
}

const MARKER = /^(?:附件\d*|[（(]?[一二三四五六七八九十\d]+[）).．、]?|第[一二三四五六七八九十]+[步条章])/u;
const CONJUNCTIONS = /以及|并且|或者|[和与及并或等且也]/gu;

/** Letters that say something: without markers, conjunctions and punctuation. */
export function weight(phrase: string): number {
  return phrase
    .replace(MARKER, '')
    .replace(CONJUNCTIONS, '')
    .replace(/[\p{P}\p{S}]/gu, '').length;
}
