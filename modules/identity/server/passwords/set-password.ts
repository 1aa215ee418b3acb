import type { PoolClient } from '@jianjia/db';
import { passwordFault } from '../../domain/password.ts';
import { isBreached } from '../breached.ts';
import type { IdentityDeps } from '../deps.ts';
import { problems } from '../problems.ts';

/** Passwords that cannot be used again, the present one among them. */
const HISTORY = 5;

/**
 * Sets a password in the caller's transaction, after the rules and the history are asked.
 * @throws Problem when it breaks a rule or was used lately
 */
export async function setPassword(
  client: PoolClient,
  deps: Pick<IdentityDeps, 'passwords'>,
  account: { readonly accountId: string; readonly login: string },
  input: { readonly password: string; readonly temporary: boolean },
  now: Date,
): Promise<void> {
  const fault = passwordFault(input.password, account.login, isBreached);
  if (fault) throw problems.password(fault);
  const { rows } = await client.query<{ hash: string }>(
    `select hash from (
       select hash, set_at from identity.password where account_id = $1
       union all select hash, set_at from identity.past_password where account_id = $1
     ) used order by set_at desc limit ${HISTORY}`,
    [account.accountId],
  );
  for (const { hash } of rows) {
    if (await deps.passwords.matches(hash, input.password)) throw problems.passwordUsedBefore();
  }
  await client.query(
    `insert into identity.past_password (account_id, set_at, hash)
     select account_id, set_at, hash from identity.password where account_id = $1
     on conflict (account_id, set_at) do update set hash = excluded.hash`,
    [account.accountId],
  );
  await client.query(
    `insert into identity.password (account_id, hash, temporary, set_at) values ($1, $2, $3, $4)
     on conflict (account_id) do update set hash = excluded.hash, temporary = excluded.temporary, set_at = excluded.set_at`,
    [account.accountId, await deps.passwords.hash(input.password), input.temporary, now],
  );
  await client.query(
    `delete from identity.past_password where account_id = $1 and set_at not in (
       select set_at from identity.past_password where account_id = $1 order by set_at desc limit ${HISTORY - 1}
     )`,
    [account.accountId],
  );
}
