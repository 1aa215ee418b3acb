import { createHash } from 'node:crypto';
import type { PoolClient } from '@jianjia/db';
import type { IdentityDeps } from '../deps.ts';

/** Crockford's letters: no I, L, O, U, which are misread. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const COUNT = 10;
const LENGTH = 16;

/** Replaces the recovery codes of an account; shown once, kept as hashes. */
export async function newRecoveryCodes(
  client: PoolClient,
  deps: Pick<IdentityDeps, 'random'>,
  accountId: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: COUNT }, () => {
    const letters = Array.from(deps.random(LENGTH), (byte) => LETTERS[byte % 32]).join('');
    return letters.replace(/(.{4})(?=.)/g, '$1-');
  });
  await client.query('delete from identity.recovery_code where account_id = $1', [accountId]);
  await client.query('insert into identity.recovery_code (account_id, code_hash) select $1, unnest($2::bytea[])', [
    accountId,
    codes.map((code) => hashCode(accountId, code)),
  ]);
  return codes;
}

/** Uses up a recovery code; false when it is none or was used. */
export async function useRecoveryCode(
  client: PoolClient,
  accountId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const used = await client.query(
    'update identity.recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null',
    [accountId, hashCode(accountId, code), now],
  );
  return used.rowCount === 1;
}

/** As typed: capitals, spaces and hyphens do not matter, O is 0, I and L are 1. */
function hashCode(accountId: string, code: string): Buffer {
  const plain = code.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return createHash('sha256').update(`${accountId}:${plain}`).digest();
}
