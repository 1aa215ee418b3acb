/**
 * A source document as it is matched: without any white space, so that a quote may leave out the line breaks that a
 * file has inside its sentences; with the way back to the printed lines.
 */
export interface SourceText {
  readonly text: string;
  /** The text without white space. */
  readonly bare: string;
  /** For each character of `bare` its offset in `text`. */
  readonly offsets: Uint32Array;
  /** The line, counted from 1, of an offset in `bare`. */
  lineAt(bareOffset: number): number;
}

const WHITE = /[\s\u3000\ufeff\u200b]/u;

/** Text without white space: what quotes and sources are compared by. */
export function withoutWhiteSpace(text: string): string {
  return text.replace(/[\s\u3000\ufeff\u200b]+/gu, '');
}

export function sourceText(text: string): SourceText {
  const offsets: number[] = [];
  const lineStarts = [0];
  let bare = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === '\n') lineStarts.push(index + 1);
    if (WHITE.test(character)) continue;
    bare += character;
    offsets.push(index);
  }
  const starts = Uint32Array.from(offsets);
  return {
    text,
    bare,
    offsets: starts,
    lineAt(bareOffset) {
      const offset = starts[Math.min(Math.max(bareOffset, 0), starts.length - 1)] ?? 0;
      return lastAtMost(lineStarts, offset) + 1;
    },
  };
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Where a quote that is not in the source first departs from it: the longest beginning that the source has, and what
 * the source says there. Helps to find a wrong full stop or a half-width bracket.
 */
export function departure(
  source: SourceText,
  quote: string,
): { readonly kept: string; readonly printed: string } | null {
  const bare = withoutWhiteSpace(quote);
  let [low, high] = [0, bare.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.bare.includes(bare.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  if (low < 4) return null;
  const at = source.bare.indexOf(bare.slice(0, low)) + low;
  return { kept: bare.slice(0, low), printed: source.bare.slice(at, at + 8) };
}
