import { type Change, spelledChange } from '@jianjia/schemes/contract';

/** One indicator on the left of the page: what is changed of it, if anything yet. */
export interface Row {
  /** The last part of the indicator's id. */
  readonly item: string;
  /** By place, as it would be printed. */
  readonly thresholds: Readonly<Record<string, string>>;
  readonly mandatory?: boolean | undefined;
}

const FLAGS = { mandatory: true, optional: false } as const;

/** The rows as the URL holds them: `join-rate:at_least=85%:optional,meetings`. */
export function changesText(rows: readonly Row[]): string {
  return rows
    .map(({ item, thresholds, mandatory }) => spelledChange(item, Object.entries(thresholds), mandatory))
    .join(',');
}

/** The other way; what cannot be read is left out, so that a mistyped link still opens. */
export function readChanges(text: string | undefined): readonly Row[] {
  const rows = (text ?? '').split(',').flatMap((part): Row[] => {
    const [item = '', ...changes] = part.split(':');
    if (item === '') return [];
    const numbers = changes.flatMap((change) => {
      const [place = '', number] = change.split('=');
      return number === undefined ? [] : [[place, number] as const];
    });
    const flag = changes.find((change): change is keyof typeof FLAGS => Object.hasOwn(FLAGS, change));
    const mandatory = flag === undefined ? {} : { mandatory: FLAGS[flag] };
    return [{ item, thresholds: Object.fromEntries(numbers), ...mandatory }];
  });
  return rows.filter(({ item }, index) => rows.findIndex((row) => row.item === item) === index);
}

/** The changes of the rows as the service takes them; a row without changes is none. */
export function changesOf(rows: readonly Row[], scheme: string, track: string): Change[] {
  return rows.flatMap(({ item, thresholds, mandatory }) => {
    const indicator = `${scheme}.${track}.${item}`;
    const numbers = Object.entries(thresholds).map(([place, threshold]): Change => ({ indicator, place, threshold }));
    return mandatory === undefined ? numbers : [...numbers, { indicator, mandatory }];
  });
}

/** The name of an indicator within its track. */
export const itemOf = (indicator: string): string => indicator.split('.').at(-1) ?? '';
