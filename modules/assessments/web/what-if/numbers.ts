import type { ThresholdChoice } from './parts.ts';

/** A threshold as the field shows it: `80%` and `0.8` of a share are 80. */
export function numberOf(text: string, unit: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text);
  if (!match) return null;
  const number = Number(match[1]);
  if (unit === '%' && match[2] === '') return Number((number * 100).toFixed(6));
  return unit !== '%' && match[2] === '%' ? number / 100 : number;
}

/** The other way: at most six decimals, as standards are read. */
export function textOf(number: number, unit: string): string {
  const text = number.toFixed(6).replace(/\.?0+$/, '');
  return unit === '%' ? `${text}%` : text;
}

/** How far the slider goes, and how far the field takes: a little more than what is printed, never less than is set. */
export function sliderOf(
  { unit, most, value }: Pick<ThresholdChoice, 'unit' | 'most' | 'value'>,
  number: number | null,
): { readonly most: number; readonly step: number; readonly input: number } {
  if (unit === '%') return { most: most * 100, step: most > 1 ? 5 : 1, input: most * 100 };
  const reach = Math.max((value ?? 1) * 3, number ?? 0, 10);
  return { most: reach, step: reach > 200 ? 10 : 1, input: most };
}
