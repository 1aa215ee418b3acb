import { comparisons, type Comparison, type Indicator, type MeasureCriterion, type Scheme } from '@jianjia/rules';
import type { ThresholdLine } from '../contract/index.ts';
import type { BrowsedScheme } from './document.ts';
import { itemAddress } from './document.ts';
import type { MeasureWords, SchemeWords } from './words.ts';

/** A measure held against something by one item. */
export interface MeasureUse {
  readonly scheme: Scheme;
  readonly track: string;
  readonly trackTitle: string;
  readonly item: Indicator;
  /** `track.item` */
  readonly address: string;
  readonly line: number;
  readonly measure: MeasureWords;
  readonly combined: 'alone' | 'all' | 'any';
  readonly asks: string;
  readonly thresholds: readonly ThresholdLine[];
}

/** The criteria of an indicator that are computed; none where a person judges. */
export function computedParts({ criterion }: Indicator): readonly MeasureCriterion[] {
  if (criterion.kind === 'judged') return [];
  return criterion.kind === 'measure' ? [criterion] : criterion.of;
}

/** Every use of a measure by the tracks of a scheme, in the order of the tracks' items. */
export function usesOf({ scheme, reading }: BrowsedScheme, words: SchemeWords): readonly MeasureUse[] {
  const tracks = new Map(scheme.tracks.map((track) => [track.id, track.title]));
  return reading.items.flatMap(({ track, item, regions }) => {
    if (track === null || item.as !== 'indicator') return [];
    const { criterion } = item;
    const start = regions[0]?.from ?? 0;
    const line = reading.sentences.find(({ to }) => to > start)?.line ?? 1;
    return computedParts(item).map((part): MeasureUse => {
      const measure = words.measure(part.measure);
      return {
        scheme,
        track,
        trackTitle: tracks.get(track) ?? track,
        item,
        address: itemAddress(track, item),
        line,
        measure,
        combined: criterion.kind === 'any' || criterion.kind === 'all' ? criterion.kind : 'alone',
        asks: words.asks(scheme, part),
        thresholds: thresholdLines(scheme, part.comparison, measure.unit, words),
      };
    });
  });
}

const SIGNS: Readonly<Record<string, { readonly sign: ThresholdLine['sign']; readonly word: string }>> = {
  '>=': { sign: '>=', word: '不低于' },
  '<=': { sign: '<=', word: '不多于' },
  '>': { sign: '>', word: '高于' },
  '<': { sign: '<', word: '低于' },
  '=': { sign: '=', word: '等于' },
};

/** The comparisons of a criterion, values as the measure has them: shares 0–1, however they are printed. */
export function thresholdLines(
  scheme: Scheme,
  comparison: Comparison,
  unit: string,
  words: SchemeWords,
): readonly ThresholdLine[] {
  return comparisons(comparison).flatMap(({ op, thresholds }) => {
    const known = SIGNS[op];
    if (!known) return [];
    const values = thresholds.flatMap((one) => (one.kind === 'decimal' ? [one.p / one.q] : []));
    const set = thresholds.flatMap((one) => (one.kind === 'parameter' ? [one.parameter] : []));
    const titles = set.map((id) => scheme.parameters.find((parameter) => parameter.id === id)?.title ?? id);
    const told = [...values.map((value) => words.number(value, unit)), ...titles.map((title) => `「${title}」`)];
    return [{ sign: known.sign, values, parameter: titles[0] ?? null, text: `${known.word}${told.join('或')}` }];
  });
}
