import { parsePlainDate, Problem } from '@jianjia/kernel';

const CHINA = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
/** Grants end at the begin of a day; people say the day before, the last one that counts. */
const LAST_MOMENT = 1;

/** Day and minute in China. */
export function instantText(instant: string | Date): string {
  return CHINA.format(new Date(instant));
}

/** Day in China. */
export function dayText(instant: string | Date): string {
  return DAY.format(new Date(instant));
}

/** The last day that counts of a period that ends at this instant. */
export function lastDayText(until: string): string {
  return dayText(new Date(new Date(until).getTime() - LAST_MOMENT));
}

/** The begin of a day in China. @throws Problem when it is no day */
export function beginOf(text: string | undefined, field: string): string {
  return `${checkedDay(text, field)}T00:00:00+08:00`;
}

/** The end of a day in China: what lasts until a day includes it. @throws Problem when it is no day */
export function endOf(text: string | undefined, field: string): string {
  const begin = new Date(`${checkedDay(text, field)}T00:00:00+08:00`);
  return new Date(begin.getTime() + 86_400_000).toISOString();
}

function checkedDay(text: string | undefined, field: string): string {
  const day = text === undefined ? null : parsePlainDate(text);
  if (day) return day;
  throw new Problem('server.badDay', 'invalid', '日期没有填写，或不是日历上的一天。请写成 2027-01-31 这样。', {
    field,
  });
}
