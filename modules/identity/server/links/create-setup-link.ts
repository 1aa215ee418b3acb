import { type Pool, type PoolClient, inTransaction, writeJournal } from '@jianjia/db';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '@jianjia/kernel';
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
    const link = await makeLink(client, { random }, { kind: 'setup', accountId: null, resetFactor: false, until }, now);
    // Whoever has this link becomes the administrator: when one was made, and how often, must be known later.
    await writeJournal(client, starter(), { act: 'identity.createSetupLink', after: { until: until.toISOString() } });
    return link;
  });
}

/** The service itself, which nobody has signed in to yet. */
function starter(): Actor {
  return { accountId: null, name: '系统', reach: '首次启动', ticket: null, requestId: randomUUID() };
}

/** One set-up at a time, and none once there is an account. @throws Problem */
export async function requireNoAccount(client: PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('identity.setup'))`);
  const accounts = await client.query('select from identity.account limit 1');
  if (accounts.rowCount !== 0) throw problems.setupDone();
}
