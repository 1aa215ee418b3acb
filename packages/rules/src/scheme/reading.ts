import { bareLines, hasMarker, type Region } from './outline.ts';
import { placeItems, placeRemaining, type PlacedItem, type PlacedRemaining, type QuotedScheme } from './quotes.ts';
import { phraseRegions, sentenceRegions, weight } from './sentences.ts';
import { sourceText } from './source-text.ts';

/**
 * What became of a sentence: `quoted` by items, `set_aside` with a reason, `uncovered` in part or whole; `blank` says
 * nothing that could be quoted (a lone number or mark).
 */
export type SentenceState = 'quoted' | 'set_aside' | 'uncovered' | 'blank';

/** A sentence of a source; offsets count in the text without white space. */
export interface SourceSentence extends Region {
  readonly text: string;
  /** Line of the source, counted from 1. */
  readonly line: number;
  readonly state: SentenceState;
  /** Begins a printed line. */
  readonly opensLine: boolean;
  /** Looks like a heading: begins with a marker and ends without a full stop. */
  readonly heading: boolean;
  /** The phrases that nothing quotes. */
  readonly open: readonly Region[];
}

/** A scheme's source, sentence by sentence, with the places of everything that quotes it. */
export interface SourceReading {
  /** The text without white space; the sentences joined. */
  readonly bare: string;
  readonly sentences: readonly SourceSentence[];
  readonly items: readonly PlacedItem[];
  readonly remaining: readonly PlacedRemaining[];
  /** For each character: NONE, LISTED (set aside only) or QUOTED. */
  readonly marks: Uint8Array;
  /** Offsets at which a printed line ends. */
  readonly lineEnds: ReadonlySet<number>;
}

export const NONE = 0;
export const LISTED = 1;
export const QUOTED = 2;

/**
 * Reads a source against the items that quote it. A sentence is covered when every phrase of it lies inside the quotes
 * of items or the scheme's `remaining` entries. White space does not count. Deterministic; the source is read once.
 */
export function readSource(scheme: QuotedScheme): SourceReading {
  const source = sourceText(scheme.source);
  const items = placeItems(scheme, source);
  const remaining = placeRemaining(scheme, source);
  const marks = new Uint8Array(source.bare.length);
  for (const { regions } of remaining) for (const { from, to } of regions) marks.fill(LISTED, from, to);
  for (const { regions } of items) for (const { from, to } of regions) marks.fill(QUOTED, from, to);
  const lines = bareLines(source);
  const starts = new Set(lines.map(({ region }) => region.from));
  const sentences = sentenceRegions(source).map((region): SourceSentence => {
    const text = source.bare.slice(region.from, region.to);
    const phrases = phraseRegions(source.bare, region);
    const open = phrases.filter((phrase) => !isCovered(source.bare, marks, phrase));
    const quoted = marks.subarray(region.from, region.to).includes(QUOTED);
    return {
      ...region,
      text,
      line: source.lineAt(region.from),
      state: open.length > 0 ? 'uncovered' : phrases.length === 0 ? 'blank' : quoted ? 'quoted' : 'set_aside',
      opensLine: starts.has(region.from),
      heading: hasMarker(text) && !/[。；！？，]/u.test(text),
      open,
    };
  });
  const lineEnds = new Set(lines.map(({ region }) => region.to));
  return { bare: source.bare, sentences, items, remaining, marks, lineEnds };
}

/** A phrase is open when two or more of its letters, conjunctions apart, lie in no quote. */
function isCovered(text: string, marks: Uint8Array, { from, to }: Region): boolean {
  let open = '';
  for (let index = from; index < to; index++) open += marks[index] === NONE ? text[index] : '\n';
  return open.split('\n').reduce((sum, run) => sum + weight(run), 0) < 2;
}
