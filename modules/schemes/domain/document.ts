import {
  characterCoverage,
  coverageOf,
  headingRank,
  readSource,
  type Item,
  type PlacedItem,
  type Scheme,
  type SourceReading,
} from '@jianjia/rules';
import { PROGRAMME, type DocumentItem, type SchemeCard, type SchemeDocument } from '../contract/index.ts';
import { Overlay, overlaps } from './pieces.ts';
import { itemLine, type SchemeWords } from './words.ts';

/** A scheme as it is browsed: its document, and the items behind their positions in it. */
export interface BrowsedScheme {
  readonly scheme: Scheme;
  readonly reading: SourceReading;
  readonly document: SchemeDocument;
}

/** Reads a scheme's source and lays the items over it. */
export function browseScheme(scheme: Scheme, words: SchemeWords): BrowsedScheme {
  const reading = readSource(scheme);
  const overlay = new Overlay(reading);
  const sentences = reading.sentences.map((sentence) => ({
    line: sentence.line,
    state: sentence.state,
    heading: sentence.heading ? headingRank(sentence.text) : null,
    paragraph: sentence.opensLine,
    pieces: overlay.pieces(sentence),
  }));
  const items = reading.items.map((placed) => documentItem(scheme, reading, placed, words));
  return { scheme, reading, document: { ...card(scheme, reading, words), sentences, items } };
}

/** `track.item`, the address of an item within its scheme. */
export function itemAddress(track: string | null, item: Item): string {
  return `${track ?? PROGRAMME}.${item.id}`;
}

/** What is told of a scheme wherever it is named. */
export function schemeHead({ id, title, issuer, version, issuedOn }: Scheme) {
  return { id, title, issuer, version, issued_on: issuedOn ?? null };
}

function documentItem(
  scheme: Scheme,
  reading: SourceReading,
  { track, item, regions }: PlacedItem,
  words: SchemeWords,
): DocumentItem {
  return {
    id: itemAddress(track, item),
    track: track ?? PROGRAMME,
    kind: item.as,
    at: item.at,
    quote: item.quote,
    says: itemLine(scheme, item, words),
    mandatory: item.mandatory,
    condition: item.when === undefined ? null : words.condition(item.when),
    sentences: reading.sentences.flatMap((sentence, index) =>
      regions.some((region) => overlaps(region, sentence)) ? [index] : [],
    ),
  };
}

function card(scheme: Scheme, reading: SourceReading, words: SchemeWords): SchemeCard {
  const tracks = [
    ...scheme.tracks.map(({ id, title, fits, items }) => ({ id, title, fits: words.condition(fits), items })),
    ...(scheme.programme.length > 0 ? [{ id: PROGRAMME, title: '总体工作', fits: null, items: scheme.programme }] : []),
  ];
  const { sentences, covered, remaining, uncovered } = coverageOf(reading);
  const { quoted, setAside, uncovered: open, between } = characterCoverage(reading);
  return {
    ...schemeHead(scheme),
    tracks: tracks.map(({ items, ...track }) => ({ ...track, items: items.length, kinds: kindCounts(items) })),
    kinds: kindCounts(tracks.flatMap(({ items }) => items)),
    coverage: {
      sentences,
      quoted: covered,
      set_aside: remaining,
      uncovered: uncovered.length,
      characters: { total: reading.bare.length, quoted, set_aside: setAside, uncovered: open, between },
    },
  };
}

function kindCounts(items: readonly Item[]) {
  const of = (kind: Item['as']) => items.filter((item) => item.as === kind).length;
  return {
    indicator: of('indicator'),
    procedure: of('procedure'),
    register: of('register'),
    mechanism: of('mechanism'),
    constraint: of('constraint'),
  };
}
