import { afterAll, expect, test } from 'vitest';
import { cursorRows } from './cursor.ts';
import { testDatabase } from './testing/index.ts';
import { inTransaction } from './transaction.ts';

const db = await testDatabase();
afterAll(() => db.drop());

const numbers = (last: number) => ({ sql: 'select n from generate_series(1, $1::integer) as n', values: [last] });

async function read(last: number, most = Number.POSITIVE_INFINITY): Promise<readonly number[]> {
  return inTransaction(db.system, async (client) => {
    const seen: number[] = [];
    for await (const { n } of cursorRows<{ n: number }>(client, numbers(last))) {
      seen.push(n);
      if (seen.length === most) break;
    }
    // The connection answers other statements, also where the loop was left early.
    await client.query('select 1');
    return seen;
  });
}

test.each([0, 1, 499, 500, 501, 1201])('of %i rows all come, once and in order', async (last) => {
  expect(await read(last)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
});

test('a loop may be left early, and another cursor opened afterwards', async () => {
  expect(await read(1201, 3)).toEqual([1, 2, 3]);
  await inTransaction(db.system, async (client) => {
    for (const last of [2, 3]) {
      const seen: number[] = [];
      for await (const { n } of cursorRows<{ n: number }>(client, numbers(last))) seen.push(n);
      expect(seen).toHaveLength(last);
      // Left in the middle, it does not stand in the way of the next.
      for await (const { n } of cursorRows<{ n: number }>(client, numbers(600))) if (n === 2) break;
    }
  });
});
