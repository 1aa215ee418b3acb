import type { Scheme } from '@jianjia/rules';
import type { Comparison, ComparisonRow, ComparisonSide, ComparisonUse } from '../contract/index.ts';
import type { MeasureUse } from './uses.ts';
import type { SchemeWords } from './words.ts';

/** Schemes side by side; of a single scheme its tracks. */
export function sidesOf(schemes: readonly Scheme[]): readonly ComparisonSide[] {
  const [single] = schemes;
  if (single && schemes.length === 1) {
    return single.tracks.map(({ id, title }) => ({
      id: `${single.id}.${id}`,
      scheme: single.id,
      track: id,
      title,
      issuer: single.issuer,
    }));
  }
  return schemes.map(({ id, title, issuer }) => ({ id, scheme: id, track: null, title, issuer }));
}

/** Lays the uses of measures side by side. `uses` are those of the sides' schemes, in the order of the sides. */
export function compare(
  sides: readonly ComparisonSide[],
  uses: readonly MeasureUse[],
  measure: string | undefined,
  words: SchemeWords,
): Pick<Comparison, 'sides' | 'measures' | 'only'> {
  const rows = group(sides, uses, words);
  if (measure !== undefined) {
    return { sides, measures: rows.filter((row) => row.measure.id === measure), only: [] };
  }
  const shared = rows.filter((row) => sidesUsing(row).size > 1);
  const alone = rows.filter((row) => sidesUsing(row).size === 1);
  const only = sides.map(({ id }) => ({
    side: id,
    measures: alone
      .filter((row) => row.uses[0]?.side === id)
      .map((row) => ({
        measure: row.measure,
        asks: [...new Set(row.uses.map(({ asks }) => asks))],
        item: row.uses[0]?.item ?? '',
      })),
  }));
  // Other numbers for the same measure first; among those, what most have in common.
  const differing = ({ differs_in }: ComparisonRow) => Number(differs_in.includes('threshold'));
  const measures = shared.toSorted(
    (left, right) =>
      differing(right) - differing(left) ||
      sidesUsing(right).size - sidesUsing(left).size ||
      left.measure.title.localeCompare(right.measure.title, 'zh-CN'),
  );
  return { sides, measures, only };
}

function group(
  sides: readonly ComparisonSide[],
  uses: readonly MeasureUse[],
  words: SchemeWords,
): readonly ComparisonRow[] {
  const side = (use: MeasureUse) =>
    sides.find(({ scheme, track }) => scheme === use.scheme.id && (track === null || track === use.track));
  const rows = new Map<string, { readonly measure: MeasureUse['measure']; readonly uses: ComparisonUse[] }>();
  for (const use of uses) {
    const at = side(use);
    if (!at) continue;
    const row = rows.get(use.measure.id) ?? { measure: use.measure, uses: [] };
    rows.set(use.measure.id, row);
    row.uses.push(shownUse(at.id, use, words));
  }
  return [...rows.values()].map(({ measure: { id, title, unit, kind }, uses: shown }) => ({
    measure: { id, title, unit, kind },
    differs_in: differences(shown),
    uses: shown,
  }));
}

function shownUse(side: string, use: MeasureUse, words: SchemeWords): ComparisonUse {
  const { item } = use;
  return {
    side,
    scheme: use.scheme.id,
    track: use.track,
    track_title: use.trackTitle,
    item: use.address,
    at: item.at,
    line: use.line,
    quote: item.quote,
    mandatory: item.mandatory,
    condition: item.when === undefined ? null : words.condition(item.when),
    combined: use.combined,
    asks: use.asks,
    thresholds: use.thresholds,
  };
}

/** In which respects the sides do not ask the same; uses of one side count as well. */
function differences(uses: readonly ComparisonUse[]): ComparisonRow['differs_in'] {
  const many = (told: (use: ComparisonUse) => string) => new Set(uses.map(told)).size > 1;
  const threshold = ({ thresholds }: ComparisonUse) =>
    JSON.stringify(thresholds.map(({ sign, values, parameter }) => [sign, values, parameter]));
  return [
    ...(many(threshold) ? (['threshold'] as const) : []),
    ...(many(({ mandatory }) => String(mandatory)) ? (['mandatory'] as const) : []),
    ...(many(({ condition }) => condition ?? '') ? (['condition'] as const) : []),
  ];
}

function sidesUsing({ uses }: ComparisonRow): ReadonlySet<string> {
  return new Set(uses.map(({ side }) => side));
}
