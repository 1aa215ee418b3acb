import type { QuotedScheme } from './quotes.ts';
import { LISTED, NONE, QUOTED, readSource, type SourceReading } from './reading.ts';

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

/** Which sentences of a scheme's source are quoted; a lone number or mark counts as none. */
export function coverage(scheme: QuotedScheme): Coverage {
  return coverageOf(readSource(scheme));
}

/** The same of a source already read. */
export function coverageOf({ bare, sentences }: SourceReading): Coverage {
  const inState = (state: string) => sentences.filter((sentence) => sentence.state === state);
  return {
    sentences: sentences.length - inState('blank').length,
    covered: inState('quoted').length,
    remaining: inState('set_aside').length,
    uncovered: inState('uncovered').map(({ text, line, heading, open }) => ({
      text,
      line,
      heading,
      phrases: open.map(({ from, to }) => bare.slice(from, to)),
    })),
  };
}

/** The characters of a source by what became of them; they add up to the whole text. */
export interface CharacterCoverage {
  readonly quoted: number;
  readonly setAside: number;
  readonly uncovered: number;
  /** Marks, numbers and conjunctions between quotes: nothing that could be quoted. */
  readonly between: number;
}

export function characterCoverage({ bare, sentences, marks }: SourceReading): CharacterCoverage {
  const marked = (value: number) => marks.reduce((sum, mark) => (mark === value ? sum + 1 : sum), 0);
  const open = sentences.flatMap((sentence) => sentence.open);
  const uncovered = open.reduce(
    (sum, { from, to }) => sum + marks.subarray(from, to).filter((mark) => mark === NONE).length,
    0,
  );
  const [quoted, setAside] = [marked(QUOTED), marked(LISTED)];
  return { quoted, setAside, uncovered, between: bare.length - quoted - setAside - uncovered };
}
