import { bareLines, hasMarker, regionsAt } from './outline.ts';
import { sourceText, withoutWhiteSpace, type SourceText } from './source-text.ts';
import type { Scheme } from './types.ts';

export interface UncoveredSentence {
  /** The sentence, without its white space. */
  readonly text: string;
  /** Line of the source, counted from 1. */
  readonly line: number;
  /** Looks like a heading: begins with a marker and ends without a full stop. */
  readonly heading: boolean;
  /** The phrases no item quotes. */
  readonly phrases: readonly string[];
}

export interface Coverage {
  readonly sentences: number;
  /** Sentences quoted by items. */
  readonly covered: number;
  /** Sentences that stand under `remaining` only. */
  readonly remaining: number;
  readonly uncovered: readonly UncoveredSentence[];
}

const NONE = 0;
const LISTED = 1;
const QUOTED = 2;

/**
 * Which sentences of a scheme's source are quoted. A sentence is covered when every phrase of it lies inside the
 * quotes of items or the scheme's `remaining` entries. White space does not count. Deterministic; the source is read once.
 */
export function coverage(scheme: Pick<Scheme, 'source' | 'tracks' | 'programme' | 'remaining'>): Coverage {
  const source = sourceText(scheme.source);
  const marks = markQuotes(scheme, source);
  const uncovered: UncoveredSentence[] = [];
  let [sentences, covered, remaining] = [0, 0, 0];
  for (const [from, to] of sentenceSpans(source)) {
    const spans = phraseSpans(source.bare, from, to);
    if (spans.length === 0) continue;
    sentences++;
    const open = spans.filter((span) => !isCovered(source.bare, marks, span));
    if (open.length > 0) {
      const text = source.bare.slice(from, to);
      uncovered.push({
        text,
        line: source.lineAt(from),
        heading: hasMarker(text) && !/[。；！？，]/u.test(text),
        phrases: open.map(([start, end]) => source.bare.slice(start, end)),
      });
    } else if (marks.subarray(from, to).includes(QUOTED)) covered++;
    else remaining++;
  }
  return { sentences, covered, remaining, uncovered };
}

function markQuotes(scheme: Pick<Scheme, 'tracks' | 'programme' | 'remaining'>, source: SourceText): Uint8Array {
  const marks = new Uint8Array(source.bare.length);
  const lines = bareLines(source);
  const regions = new Map<string, ReturnType<typeof regionsAt>>();
  const mark = (quote: string, from: number, to: number, value: number): boolean => {
    let found = false;
    for (let at = source.bare.indexOf(quote, from); at >= 0 && at + quote.length <= to;) {
      for (let index = at; index < at + quote.length; index++) marks[index] = Math.max(marks[index] ?? NONE, value);
      found = true;
      at = source.bare.indexOf(quote, at + quote.length);
    }
    return found;
  };
  for (const entry of scheme.remaining) mark(withoutWhiteSpace(entry.quote), 0, source.bare.length, LISTED);
  for (const item of [...scheme.tracks.flatMap((track) => track.items), ...scheme.programme]) {
    const quote = withoutWhiteSpace(item.quote);
    const places = regions.get(item.at) ?? regionsAt(source, lines, item.at);
    regions.set(item.at, places);
    places.some((place) => mark(quote, place.from, place.to, QUOTED));
  }
  return marks;
}

/**
 * Sentences end at 。；！？, before a line that begins with a heading's marker, and after a line that is a heading.
 * Other line breaks are the printer's: the sources break lines inside sentences.
 */
function sentenceSpans(source: SourceText): readonly (readonly [number, number])[] {
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
  return sorted.map((end, index) => [sorted[index - 1] ?? 0, end] as const);
}

/** A full stop inside quotation marks or brackets: the closing mark belongs to the sentence. */
function closed(text: string, end: number): number {
  while (/[”’」』）)》]/u.test(text[end] ?? '')) end++;
  return end;
}

function phraseSpans(text: string, from: number, to: number): readonly (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  let start = from;
  for (let index = from; index <= to; index++) {
    if (index < to && !/[，、：；。！？,:;!?]/u.test(text[index] ?? '')) continue;
    if (weight(text.slice(start, index)) >= 2) spans.push([start, index]);
    start = index + 1;
  }
  return spans;
}

/** A phrase is open when two or more of its letters, conjunctions apart, lie in no quote. */
function isCovered(text: string, marks: Uint8Array, [from, to]: readonly [number, number]): boolean {
  let open = '';
  for (let index = from; index < to; index++) open += marks[index] === NONE ? text[index] : '\n';
  return open.split('\n').reduce((sum, run) => sum + weight(run), 0) < 2;
}

const MARKER = /^(?:附件\d*|[（(]?[一二三四五六七八九十\d]+[）).．、]?|第[一二三四五六七八九十]+[步条章])/u;
const CONJUNCTIONS = /以及|并且|或者|[和与及并或等且也]/gu;

/** Letters that say something: without markers, conjunctions and punctuation. */
function weight(phrase: string): number {
  return phrase
    .replace(MARKER, '')
    .replace(CONJUNCTIONS, '')
    .replace(/[\p{P}\p{S}]/gu, '').length;
}
