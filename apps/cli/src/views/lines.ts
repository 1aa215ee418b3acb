import type { OutcomeLine } from '@jianjia/assessments/contract';

/** Columns of the public format, in order. */
const COLUMNS = [
  'union',
  'scheme',
  'track',
  'indicator',
  'clause',
  'at',
  'mandatory',
  'verdict',
  'value',
  'numerator',
  'denominator',
  'unit',
  'threshold',
  'missing',
] as const satisfies readonly (keyof OutcomeLine)[];

/** One JSON object per line, its fields in the order of the public format whatever the order in memory. */
export async function* ndjson(outcomes: AsyncIterable<OutcomeLine>): AsyncGenerator<string> {
  for await (const line of outcomes) yield JSON.stringify(line, [...COLUMNS]);
}

/** The same as CSV: a header of ids; what is missing is separated by spaces. */
export async function* csv(outcomes: AsyncIterable<OutcomeLine>): AsyncGenerator<string> {
  yield COLUMNS.join(',');
  for await (const line of outcomes) yield COLUMNS.map((column) => cell(line[column])).join(',');
}

function cell(value: OutcomeLine[keyof OutcomeLine]): string {
  const text = value === null ? '' : typeof value === 'object' ? value.join(' ') : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
