import { bareLines, regionsAt, type Region } from './outline.ts';
import { withoutWhiteSpace, type SourceText } from './source-text.ts';
import type { Item, Remaining, Scheme } from './types.ts';

/** What coverage is computed from. */
export type QuotedScheme = Pick<Scheme, 'source' | 'tracks' | 'programme' | 'remaining'>;

/** An item with the track it stands in; null: outside the tracks (programme.yaml). */
export interface PlacedItem {
  readonly track: string | null;
  readonly item: Item;
  /** Where its quote stands, each occurrence; a loaded scheme quotes nothing that its source does not say. */
  readonly regions: readonly Region[];
}

/** Text set aside with its reason, and where it stands, each occurrence. */
export interface PlacedRemaining {
  readonly entry: Remaining;
  readonly regions: readonly Region[];
}

/** Finds the quotes of every item, the tracks in their order and the programme last. */
export function placeItems(scheme: QuotedScheme, source: SourceText): readonly PlacedItem[] {
  const lines = bareLines(source);
  const known = new Map<string, readonly Region[]>();
  const items = [
    ...scheme.tracks.flatMap((track) => track.items.map((item) => ({ track: track.id as string | null, item }))),
    ...scheme.programme.map((item) => ({ track: null, item })),
  ];
  return items.map(({ track, item }) => {
    const places = known.get(item.at) ?? regionsAt(source, lines, item.at);
    known.set(item.at, places);
    const quote = withoutWhiteSpace(item.quote);
    for (const place of places) {
      const regions = occurrences(source.bare, quote, place);
      if (regions.length > 0) return { track, item, regions };
    }
    return { track, item, regions: [] };
  });
}

/** Finds the text that the scheme sets aside. */
export function placeRemaining(scheme: QuotedScheme, source: SourceText): readonly PlacedRemaining[] {
  const whole = { from: 0, to: source.bare.length };
  return scheme.remaining.map((entry) => ({
    entry,
    regions: occurrences(source.bare, withoutWhiteSpace(entry.quote), whole),
  }));
}

function occurrences(text: string, quote: string, { from, to }: Region): readonly Region[] {
  const found: Region[] = [];
  for (let at = text.indexOf(quote, from); at >= 0 && at + quote.length <= to;) {
    found.push({ from: at, to: at + quote.length });
    at = text.indexOf(quote, at + quote.length);
  }
  return found;
}
