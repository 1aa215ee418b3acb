/** Legal days as `YYYY-MM-DD` texts: they compare as texts. */

/** The day `months` later; a day that does not exist there becomes the last of that month (ruling «Time»). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const toYear = Math.floor(index / 12);
  const toMonth = (index % 12) + 1;
  return `${toYear}-${two(toMonth)}-${two(Math.min(date, lastDate(toYear, toMonth)))}`;
}

export function addYears(day: string, years: number): string {
  return addMonths(day, years * 12);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** Months of t's year whose last day is not after t. */
export function completeMonths(t: string): number {
  const month = Number(t.slice(5, 7));
  return Number(t.slice(8, 10)) === lastDate(yearOf(t), month) ? month : month - 1;
}

/** In the calendar year of t and not after t. */
export function thisYear(day: string, t: string): boolean {
  return day !== '' && day <= t && day.slice(0, 4) === t.slice(0, 4);
}

/** Begun on or before t, and not ended: the day of the end no longer counts (left_on, closed_on, dissolved_on). */
export function lasts(from: string, until: string, t: string): boolean {
  return from <= t && (until === '' || until > t);
}

function lastDate(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
