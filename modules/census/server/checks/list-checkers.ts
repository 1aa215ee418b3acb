import { type Acting, inTransaction } from '@jianjia/db';
import { listHolders } from '@jianjia/identity/server';
import type { z } from 'zod';
import type { listCheckers as contract } from '../../contract/index.ts';

const MOST = 100;

/** Accounts that tasks can be given to, with how many they still have. */
export async function listCheckers(
  acting: Acting,
  search: string | undefined,
): Promise<z.output<(typeof contract)['answer']>['checkers']> {
  return inTransaction(
    acting,
    async (client) => {
      const holders = await listHolders(client, 'census:check', { search, limit: MOST });
      const counted = await client.query<{ id: string; open: number }>(
        `select assigned_to as id, count(*)::integer as open from census.task
         where state = 'assigned' and assigned_to = any ($1::uuid[]) group by 1`,
        [holders.map(({ accountId }) => accountId)],
      );
      const open = new Map(counted.rows.map((row) => [row.id, row.open]));
      return holders.map(({ accountId, name, unionName }) => ({
        account_id: accountId,
        name,
        union_name: unionName,
        open: open.get(accountId) ?? 0,
      }));
    },
    { readOnly: true },
  );
}
