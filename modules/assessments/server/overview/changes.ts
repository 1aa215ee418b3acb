import type { PoolClient } from '@jianjia/db';
import type { Standards } from '../standards.ts';
import { flippedSql, foundedSql } from './changes-sql.ts';
import { computedOn, monthEndsBefore } from './history.ts';
import { one, type View } from './view.ts';

interface Flipped {
  readonly scheme: string;
  readonly newly_reached: number;
  readonly no_longer_reached: number;
}

/** What is different from the last month end before the day; the day's results must be current. */
export async function changes(client: PoolClient, standards: Standards, view: View) {
  const [since = view.t] = monthEndsBefore(view.t, 1);
  const computed = (await computedOn(client, [since])).get(since) ?? null;
  const unions = await one<{ founded: number; dissolved: number }>(client, foundedSql(view, since));
  return { since, computed_on: computed, schemes: computed === null ? [] : await flipped(), ...unions };

  async function flipped() {
    const { sql, values } = flippedSql(view, since);
    const { rows } = await client.query<Flipped>(sql, [...values]);
    return standards.schemes.flatMap(({ id, title }) => {
      const row = rows.find(({ scheme }) => scheme === id);
      return row ? [{ ...row, title }] : [];
    });
  }
}
