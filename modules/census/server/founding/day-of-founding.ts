import { parsePlainDate, type PlainDate } from '@jianjia/kernel';
import { problems } from './problems.ts';

/**
 * The day on which a union was founded.
 * @throws Problem census.foundedLater when it is after `today` or no day
 */
export function dayOfFounding(text: string, today: PlainDate): PlainDate {
  const day = parsePlainDate(text);
  if (day === null || day > today) throw problems.foundedLater();
  return day;
}
