import type { PoolClient } from '@jianjia/db';
import { fromDays, toDays, type PlainDate } from '@jianjia/kernel';
import { tracksOf } from '../selection.ts';
import type { Standards } from '../standards.ts';
import { evaluatedSql, historySql } from './history-sql.ts';
import type { View } from './view.ts';

/** How many month ends are looked back at. */
export const MONTHS_BACK = 12;

/** The month ends before a day, the latest first. */
export function monthEndsBefore(t: PlainDate, count = MONTHS_BACK): readonly PlainDate[] {
  const ends: PlainDate[] = [];
  let day = t;
  while (ends.length < count) {
    // The day before the first of a month.
    day = fromDays(toDays(`${day.slice(0, 8)}01` as PlainDate) - 1);
    ends.push(day);
  }
  return ends;
}

/** The days on which these were computed. A result stays that of its day, also when registers were changed later. */
export async function computedOn(
  client: PoolClient,
  days: readonly PlainDate[],
): Promise<ReadonlyMap<PlainDate, PlainDate>> {
  const { sql, values } = evaluatedSql(days);
  const { rows } = await client.query<{ day: PlainDate; computed_on: PlainDate }>(sql, [...values]);
  return new Map(rows.map((row) => [row.day, row.computed_on]));
}

interface Row {
  readonly day: PlainDate;
  readonly scheme: string;
  readonly unions: number;
  readonly reached: number;
}

/** The share per standard at the last twelve month ends and at the day itself; the day's results must be current. */
export async function history(client: PoolClient, standards: Standards, view: View, scheme: string | undefined) {
  const days = [...monthEndsBefore(view.t).toReversed(), view.t];
  const tracks = tracksOf(standards, scheme);
  const computed = await computedOn(client, days);
  const { sql, values } = historySql(view, days, scheme);
  const { rows } = await client.query<Row>(sql, [...values]);
  const schemes = [...new Map(tracks.map((planned) => [planned.scheme.id, planned.scheme])).values()];
  return {
    days: days.map((day) => ({ day, computed_on: computed.get(day) ?? null })),
    schemes: schemes
      .filter(({ id }) => rows.some((row) => row.scheme === id))
      .map(({ id, title }) => ({
        scheme: id,
        title,
        points: days.map((day) => {
          const row = rows.find((one) => one.scheme === id && one.day === day);
          return row ? { unions: row.unions, reached: row.reached, share: row.reached / row.unions } : null;
        }),
      })),
  };
}
