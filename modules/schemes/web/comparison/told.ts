import type { Comparison, ComparisonRow, ComparisonUse } from '../../contract/index.ts';

/** One thing that a side asks of a measure, and for whom. */
export interface Asked {
  /** «不低于98%» */
  readonly text: string;
  /** «企业工会等3类»; null where the side is one track. */
  readonly whom: string | null;
}

/** What a threshold says; a measure that says yes or no has none. */
export function thresholdText({ thresholds }: Pick<ComparisonUse, 'thresholds'>): string {
  return thresholds.length === 0 ? '要求做到' : thresholds.map(({ text }) => text).join('且');
}

/** What one side asks, each thing once; strictest or not, in the order of its tracks. */
export function askedBy({ uses }: ComparisonRow, side: string): readonly Asked[] {
  const own = uses.filter((use) => use.side === side);
  const bySaying = Map.groupBy(own, (use) => `${thresholdText(use)}${use.mandatory ? '' : '（非必达）'}`);
  return [...bySaying].map(([text, same]) => ({ text, whom: side.includes('.') ? null : whomText(same) }));
}

function whomText(uses: readonly ComparisonUse[]): string {
  const titles = [...new Set(uses.map(({ track_title: title }) => title))];
  return titles.length > 2 ? `${titles[0]}等${titles.length}类` : titles.join('、');
}

export interface Shown {
  readonly q?: string | undefined;
  readonly show?: 'differs' | undefined;
}

/** The rows that the search and the switch leave. */
export function shownRows({ measures }: Comparison, { q, show }: Shown): readonly ComparisonRow[] {
  const wanted = (q ?? '').trim().toLowerCase();
  return measures.filter(
    ({ measure, differs_in: differs }) =>
      (show === undefined || differs.length > 0) &&
      (wanted === '' || measure.title.toLowerCase().includes(wanted) || measure.id.includes(wanted)),
  );
}

/** One bar of the chart. */
export interface Bar {
  /** Whose it is; issuer and track on a line each. */
  readonly name: string;
  readonly value: number;
  /** «不低于98%» */
  readonly text: string;
}

/** The numbers of a measure, highest first; what the superior union sets has none to draw. */
export function bars({ uses }: ComparisonRow, sides: Comparison['sides']): readonly Bar[] {
  const places = new Map(sides.map(({ id, issuer, track }) => [id, track === null ? `${issuer}\n` : '']));
  const all = uses.flatMap((use) =>
    use.thresholds.flatMap(({ values, text }) =>
      values.map((value) => ({ name: `${places.get(use.side) ?? ''}${use.track_title}`, value, text })),
    ),
  );
  const once = new Map(all.map((bar) => [`${bar.name} ${bar.text} ${bar.value}`, bar]));
  return [...once.values()].toSorted((left, right) => right.value - left.value);
}
