import { type Pool, inTransaction } from '@jianjia/db';
import { type Keyring, lastFour } from '@jianjia/vault';
import type { PhoneVault } from './deps.ts';

/** Values per transaction. */
const BATCH = 500;

/** The keys of the installation, as the acts of this room use them. */
export function keyringVault(keyring: Keyring): PhoneVault {
  return {
    seal: (text, context) => keyring.seal(text, context),
    open: (sealed, context) => keyring.open(sealed, context),
    indexHash: (kind, text) => keyring.indexHash(kind, text),
    lastFour,
  };
}

/** What an account's telephone is sealed for: it opens there and nowhere else. */
export function phoneContext(accountId: string): string {
  return `identity.account.phone/${accountId}`;
}

/** What the secret of an authenticator app is sealed for. */
export function totpContext(accountId: string): string {
  return `identity.totp.secret/${accountId}`;
}

const SEALED = [
  { table: 'identity.account', column: 'phone', context: phoneContext },
  { table: 'identity.totp', column: 'secret', context: totpContext },
] as const;

/** Seals all telephones and secrets of this room with the current key, after a new one was added; how many. */
export async function resealIdentity(system: Pool, vault: Pick<PhoneVault, 'open' | 'seal'>): Promise<number> {
  let values = 0;
  for (const { table, column, context } of SEALED) {
    let from = '00000000-0000-0000-0000-000000000000';
    for (let more = true; more;) {
      const done = await inTransaction(system, async (client) => {
        const { rows } = await client.query<{ id: string; sealed: Buffer }>(
          `select account_id as id, ${column} as sealed from ${table}
           where account_id > $1 and ${column} is not null order by account_id limit ${BATCH} for update`,
          [from],
        );
        const anew = rows.map(({ id, sealed }) => vault.seal(vault.open(sealed, context(id)), context(id)));
        await client.query(
          `update ${table} t set ${column} = u.sealed from unnest($1::uuid[], $2::bytea[]) as u (id, sealed)
           where t.account_id = u.id`,
          [rows.map((row) => row.id), anew],
        );
        return rows;
      });
      values += done.length;
      from = done.at(-1)?.id ?? from;
      more = done.length === BATCH;
    }
  }
  return values;
}

/** Whether any telephone or secret of this room is still sealed with a version of the key. */
export async function usesKey(system: Pool, version: number): Promise<boolean> {
  const sealedWith = (column: string) => `get_byte(${column}, 1) * 256 + get_byte(${column}, 2) = $1`;
  for (const { table, column } of SEALED) {
    const found = await system.query(`select from ${table} where ${sealedWith(column)} limit 1`, [version]);
    if (found.rowCount !== 0) return true;
  }
  return false;
}
