import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '../../testing/index.ts';
import { forgetEnded } from './forget-ended.ts';

const db = await testDatabase();
afterAll(() => db.drop());
beforeAll(async () => {
  await plantForest(db.owner);
});

const count = async (table: string): Promise<number> =>
  (await db.owner.query(`select from identity.${table}`)).rowCount ?? 0;

test('what has run out goes, what counts stays', async () => {
  const { accountId, sessionId, ticket } = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  const session = (token: string, created: string, expires: string, ended: string | null): Promise<unknown> =>
    db.owner.query(
      `insert into identity.session (account_id, token_hash, stage, created_at, last_seen_at, expires_at, ended_at, address, agent)
       values ($1, $2, 'whole', now() - $3::interval, now() - $3::interval, now() + $4::interval, now() - $5::interval, '::1', '')`,
      [accountId, Buffer.from(token), created, expires, ended],
    );
  await session('living', '1 hour', '6 days', null);
  await session('known address', '30 days', '-23 days', null);
  await session('signed out lately', '3 days', '4 days', '2 days');
  await session('long over', '60 days', '-53 days', null);
  await session('long signed out', '60 days', '-53 days', '59 days');
  await db.owner.query(
    `insert into identity.challenge (purpose, challenge, expires_at) values
       ('sign_in', 'old', now()), ('sign_in', 'new', now() + interval '1 minute')`,
  );
  await db.owner.query(
    `insert into identity.oidc_flow (state_hash, provider, nonce, verifier, browser_hash, expires_at) values
       ('old', 'p', '', '', '', now()), ('new', 'p', '', '', '', now() + interval '1 minute')`,
  );
  await db.owner.query(
    `insert into identity.link (kind, account_id, token_hash, made_at, expires_at, used_at) values
       ('first', $1, 'old', now(), now(), null), ('first', $1, 'used', now(), now() + interval '1 day', now()),
       ('first', $1, 'new', now(), now() + interval '1 day', null)`,
    [accountId],
  );
  await db.owner.query(
    `insert into identity.sign_in_failure (subject, failures, last_at, blocked_until)
     values ('old', 1, now() - interval '30 days', 'epoch'), ('new', 1, now(), 'epoch')`,
  );
  await db.owner.query(
    `insert into identity.acting (ticket, account_id, member_nos, known_roots, digest, expires_at, name, reach)
     values (gen_random_uuid(), $1, '{}', '{}', '', now(), '', '')`,
    [accountId],
  );
  await forgetEnded(db.system, new Date(Date.now() + 1000));
  const left = await db.owner.query<{ token: string }>(
    `select convert_from(token_hash, 'UTF8') as token from identity.session where session_id <> $1 order by created_at`,
    [sessionId],
  );
  expect(left.rows.map(({ token }) => token)).toEqual(['known address', 'signed out lately', 'living']);
  for (const table of ['challenge', 'oidc_flow', 'link', 'sign_in_failure', 'acting']) {
    expect(await count(table), table).toBe(1);
  }
  expect((await db.owner.query('select from identity.acting where ticket = $1', [ticket])).rowCount).toBe(1);
});

test('the reach of a session goes when the session ends, is purged, or gets another ticket', async () => {
  const who = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  const reaches = async (ticket: string): Promise<boolean> =>
    (await db.owner.query('select from identity.acting where ticket = $1', [ticket])).rowCount === 1;
  expect(await reaches(who.ticket)).toBe(true);
  await db.system.query('update identity.session set last_seen_at = now() where session_id = $1', [who.sessionId]);
  expect(await reaches(who.ticket)).toBe(true);
  await db.system.query('update identity.session set ticket = gen_random_uuid() where session_id = $1', [
    who.sessionId,
  ]);
  expect(await reaches(who.ticket)).toBe(false);
  const other = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  await db.system.query('update identity.session set ended_at = now() where session_id = $1', [other.sessionId]);
  expect(await reaches(other.ticket)).toBe(false);
  const third = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  await db.system.query('delete from identity.session where session_id = $1', [third.sessionId]);
  expect(await reaches(third.ticket)).toBe(false);
});
