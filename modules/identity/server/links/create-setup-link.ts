import { type Pool, type PoolClient, inTransaction } from '@jianjia/db';
import { randomBytes } from 'node:crypto';
import { SIGN_IN_TIMES, after } from '../../domain/settings.ts';
import { problems } from '../problems.ts';
import { type LinkToken, makeLink } from './make-link.ts';

/**
 * A link to make the first account, for whoever starts the installation; a second call replaces the first.
 * @throws Problem once there is an account
 */
export async function createSetupLink(
  system: Pool,
  now: Date,
  random: (bytes: number) => Buffer = randomBytes,
): Promise<LinkToken> {
  return inTransaction(system, async (client) => {
    await requireNoAccount(client);
    const until = after(now, SIGN_IN_TIMES.setupLink);
    return makeLink(client, { random }, { kind: 'setup', accountId: null, resetFactor: false, until }, now);
  });
}

/** One set-up at a time, and none once there is an account. @throws Problem */
export async function requireNoAccount(client: PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('identity.setup'))`);
  const accounts = await client.query('select from identity.account limit 1');
  if (accounts.rowCount !== 0) throw problems.setupDone();
}
