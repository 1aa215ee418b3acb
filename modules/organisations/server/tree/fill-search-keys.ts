import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { pinyinKey } from './pinyin-key.ts';

const BATCH = 1000;

/**
 * Spells names that were written since the last time (the database cannot tell which word a character stands in) so that
 * they are found by pinyin too. Several services may do it at once: each takes what no other is at.
 * @param most names, at most; default all
 * @returns how many
 */
export async function fillSearchKeys(system: Pool, most = Infinity): Promise<number> {
  let filled = 0;
  while (filled < most) {
    const batch = Math.min(BATCH, most - filled);
    const found = await inTransaction(system, (client) => fillBatch(client, batch));
    filled += found;
    if (found < batch) break;
  }
  return filled;
}

/** Spells some of them; those that another service is at are left to it. */
async function fillBatch(client: PoolClient, most: number): Promise<number> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `select union_id as id, name from organisations.search_key where pinyin is null limit $1 for update skip locked`,
    [most],
  );
  if (rows.length > 0) await write(client, rows);
  return rows.length;
}

async function write(
  client: PoolClient,
  rows: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  const keys = rows.map(({ name }) => pinyinKey(name));
  await client.query(
    `update organisations.search_key k set pinyin = n.pinyin, initials = n.initials
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as n (union_id, name, pinyin, initials)
     where k.union_id = n.union_id and k.name = n.name and k.pinyin is null`,
    [
      rows.map(({ id }) => id),
      rows.map(({ name }) => name),
      keys.map((key) => key.pinyin),
      keys.map((key) => key.initials),
    ],
  );
}
