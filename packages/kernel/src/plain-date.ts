/**
 * Legal days are plain dates without a time zone. Inside formulas a day is the number of days since
 * 1970-01-01, so that the interpreter and SQL (`date - date '1970-01-01'`) compute with the same integers.
 */
export type PlainDate = string & { readonly __brand: 'PlainDate' };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Parses `YYYY-MM-DD`; null when the text is not a day of the calendar (2023-02-29) or before year 1000. */
export function parsePlainDate(text: string): PlainDate | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1000 || month < 1 || month > 12 || day < 1) return null;
  if (day > daysInMonth(year, month)) return null;
  return text as PlainDate;
}

/** Number of days in a month, `month` 1–12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Days since 1970-01-01. */
export function toDays(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The day `days` days after 1970-01-01. */
export function fromDays(days: number): PlainDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10) as PlainDate;
}

/**
 * Adds months the way PostgreSQL's `date + interval` does: the day is kept and cut to the end of the month,
 * so 29 February + 12 months = 28 February (ruling «Time» of the register contract).
 */
export function addMonths(days: number, months: number): number {
  const [year, month, day] = fromDays(days).split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return Date.UTC(toYear, toMonth - 1, Math.min(day, daysInMonth(toYear, toMonth))) / DAY_MS;
}

/** Today's legal day in China, from an instant. */
export function chinaToday(now: Date): PlainDate {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as PlainDate;
}

/** `2026-11-25 16:30`: an instant as clocks in China show it. */
export function chinaMinute(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
