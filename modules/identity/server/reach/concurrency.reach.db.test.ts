import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction, openTransaction, type Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '../../testing/index.ts';

const db = await testDatabase();
afterAll(() => db.drop());

interface Person {
  readonly acting: Acting;
  readonly sees: string;
}
let people: readonly Person[];
beforeAll(async () => {
  await plantForest(db.owner);
  const { acting: one } = await signedIn(db, [{ role: 'county_officer', union: 'A2' }]);
  const { acting: other } = await signedIn(db, [{ role: 'county_officer', union: 'B1' }]);
  people = [
    { acting: one, sees: 'A2 A21' },
    { acting: other, sees: 'B1 B11' },
  ];
});

const SEEN = `select string_agg(u.union_code, ' ' order by u.union_code) as codes
  from people.member m join organisations.union u using (union_id)`;

/** What an actor's transaction sees, ended in one of the ways a request can end. */
async function visit({ acting }: Person, turn: number): Promise<string | null> {
  switch (turn % 5) {
    case 0:
      return inTransaction(
        acting,
        async (client) => (await client.query<{ codes: string }>(SEEN)).rows[0]?.codes ?? null,
      );
    case 1: {
      // An error in the middle: the connection goes back into the pool after a rollback.
      const failing = inTransaction(acting, (client) => client.query('select 1 / 0'));
      await expect(failing).rejects.toThrow('division by zero');
      return null;
    }
    case 2: {
      // A query cancelled from outside, as by a timeout.
      const { client, rollback } = await openTransaction(acting, { readOnly: true });
      const pid = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const slow = client.query('select pg_sleep(30)').then(
        () => 'slept',
        (error: unknown) => (error as { code?: string }).code,
      );
      // Asked again until it is heard: a busy machine may not have begun to sleep.
      let ended: string | undefined;
      while (ended === undefined) {
        await db.owner.query('select pg_cancel_backend($1)', [pid.rows[0]?.pid]);
        ended = await Promise.race([
          slow,
          new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 5)),
        ]);
      }
      expect(ended).toBe('57014');
      await rollback();
      return null;
    }
    case 3: {
      // A transaction that is left open for a while and rolled back.
      const { client, rollback } = await openTransaction(acting);
      const found = await client.query<{ codes: string }>(SEEN);
      await new Promise((resolve) => setTimeout(resolve, turn % 7));
      await rollback();
      return found.rows[0]?.codes ?? null;
    }
    default:
      // A connection that dies.
      await expect(
        inTransaction(acting, async (client) => {
          const pid = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
          await db.owner.query('select pg_terminate_backend($1, 5000)', [pid.rows[0]?.pid]);
          await client.query(SEEN);
        }),
      ).rejects.toThrow(/连接中断|terminat/);
      return null;
  }
}

test('two actors on one pool never see each other’s rows, whatever becomes of their requests', async () => {
  const visits = Array.from({ length: 200 }, async (_, turn) => {
    const person = people[turn % 2] as Person;
    const seen = await visit(person, Math.floor(turn / 2));
    return { seen, sees: person.sees };
  });
  const told = (await Promise.all(visits)).filter(({ seen }) => seen !== null);
  expect(told.length).toBe(80);
  expect(told.filter(({ seen, sees }) => seen !== sees)).toEqual([]);
  // Nothing of an actor stays on a connection that is back in the pool.
  for (let turn = 0; turn < 10; turn++) {
    expect((await db.app.query(SEEN)).rows).toEqual([{ codes: null }]);
    const left = await db.app.query(`select coalesce(current_setting('jianjia.actor', true), '') as actor`);
    expect(left.rows).toEqual([{ actor: '' }]);
  }
});
