import { nearest, type Indicator, type Scheme } from '@jianjia/rules';
import type { ItemDetail } from '../../contract/index.ts';
import { itemAddress, schemeHead } from '../../domain/document.ts';
import { computedParts, thresholdLines } from '../../domain/uses.ts';
import type { MeasureWords, SchemeWords } from '../../domain/words.ts';
import type { Library } from '../library.ts';
import { problems } from '../problems.ts';

/**
 * One item in full: what it asks with its formulas, and what helps to read it.
 * @throws Problem when the scheme or the item is not known
 */
export function itemDetail(library: Library, words: SchemeWords, schemeId: string, address: string): ItemDetail {
  const { scheme, reading, document } = library.volume(schemeId);
  const index = reading.items.findIndex(({ track, item }) => itemAddress(track, item) === address);
  const [placed, shown] = [reading.items[index], document.items[index]];
  if (!placed || !shown) {
    throw problems.noItem(
      scheme.id,
      address,
      nearest(
        address,
        document.items.map(({ id }) => id),
      ),
    );
  }
  const { item } = placed;
  const track = scheme.tracks.find(({ id }) => id === placed.track);
  const indicator = item.as === 'indicator' ? item : null;
  return {
    ...shown,
    scheme: schemeHead(scheme),
    track_title: document.tracks.find(({ id }) => id === shown.track)?.title ?? shown.track,
    line: document.sentences[shown.sentences[0] ?? 0]?.line ?? 1,
    combined: indicator && combined(indicator),
    parts: indicator ? parts(library, words, scheme, indicator) : [],
    evidence: indicator?.criterion.kind === 'judged' ? indicator.criterion.evidence.map(measureShown(words)) : [],
    ruling: item.ruling === undefined ? null : (scheme.rulings[item.ruling] ?? item.ruling),
    note: item.note ?? null,
    points: track ? words.points(scheme, track, item) : null,
  };
}

function combined({ criterion }: Indicator): NonNullable<ItemDetail['combined']> {
  return criterion.kind === 'measure' ? 'alone' : criterion.kind;
}

function parts(library: Library, words: SchemeWords, scheme: Scheme, indicator: Indicator): ItemDetail['parts'] {
  return computedParts(indicator).map((part) => {
    const measure = words.measure(part.measure);
    const others = library.all().filter((volume) => volume.scheme !== scheme);
    return {
      measure: shownMeasure(measure),
      asks: words.asks(scheme, part),
      thresholds: thresholdLines(scheme, part.comparison, measure.unit, words),
      also_in: others
        .filter(({ uses }) => uses.some((use) => use.measure.id === measure.id))
        .map((volume) => volume.scheme.id),
    };
  });
}

function measureShown(words: SchemeWords) {
  return (text: string) => shownMeasure(words.measure(text));
}

function shownMeasure({ id, title, unit, formula, note }: MeasureWords) {
  return { id, title, unit, formula, note };
}
