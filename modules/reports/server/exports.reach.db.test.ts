import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Acting, inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest, signedIn } from '@jianjia/identity/testing';
import { ID_NUMBER, PHONE, plantNumbers, testVault } from '@jianjia/people/testing';
import { unzipped } from '@jianjia/registers/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideExport } from './exports/decide-export.ts';
import { fetchExport } from './exports/fetch-export.ts';
import { listExports } from './exports/list-exports.ts';
import type { ExportToRequest } from './exports/request-export.ts';
import { approve, approvedExport, fetch, later, NOW, request, WANTED } from './testing/acts.ts';

const db = await testDatabase();
const ALL = ['A', 'A1', 'A11', 'A111', 'A111b', 'A112', 'A12', 'A2', 'A21', 'B', 'B1', 'B11'];

let chair: Acting;
let township: Acting;
let county: Acting;
let city: Acting;

/** A place for temporary files of this process alone. */
const place = mkdtempSync(join(tmpdir(), 'reports-'));

beforeAll(async () => {
  process.env['TMPDIR'] = place;
  await plantForest(db.owner);
  await plantNumbers(db.owner, 'A111-p', ID_NUMBER, PHONE);
  chair = await actAs(db, 'chair', 'A111');
  township = await actAs(db, 'township_officer', 'A11');
  county = await actAs(db, 'county_officer', 'A1');
  city = await actAs(db, 'city_officer', 'A');
});
afterAll(async () => {
  rmSync(place, { recursive: true });
  await db.drop();
});

const approved = (acting: Acting, wanted: Partial<ExportToRequest> = {}): Promise<string> =>
  approvedExport(acting, city, wanted);
const csv = async (acting: Acting, id: string): Promise<string> => {
  const parts = unzipped(await fetch(acting, id));
  return [...parts].find(([name]) => name.endsWith('/members.csv'))?.[1] ?? '';
};

describe('who may ask, decide and fetch', () => {
  test.each([
    ['chair', 'A111', 'A111 A111b'],
    ['township_officer', 'A11', 'A11 A111 A111b A112'],
    ['county_officer', 'A1', 'A1 A11 A111 A111b A112 A12'],
    ['clerk', 'A111', ''],
    ['administrator', 'A', ''],
    ['auditor', 'A', ''],
  ] as const)('%s of %s asks within reach', async (role, union, within) => {
    const acting = await actAs(db, role, union);
    const asked: string[] = [];
    for (const code of ALL) {
      const done = await request(acting, { union: code }).then(
        () => true,
        (error: { id: string }) => error.id,
      );
      if (done === true) asked.push(code);
      else expect(done).toBe('reports.noUnion');
    }
    expect(asked.join(' ')).toBe(within);
  });

  test('who decides: approvers over that union, of own, parent, sibling and another tree', async () => {
    for (const [role, union, id] of [
      ['county_officer', 'A1', null],
      ['city_officer', 'A', null],
      ['county_officer', 'A2', 'reports.noExport'],
      ['city_officer', 'B', 'reports.noExport'],
      ['township_officer', 'A11', 'reports.noExport'],
      ['chair', 'A111', 'reports.noExport'],
      ['administrator', 'A', 'reports.noExport'],
    ] as const) {
      const decided = await approve(await actAs(db, role, union), await request(chair)).catch(
        (error: { id: string }) => error.id,
      );
      expect(decided, `${role} ${union}`).toEqual(id ?? later(24));
    }
    await expect(approve(county, await request(city, { union: 'A' }))).rejects.toMatchObject({
      id: 'reports.noExport',
    });
  });

  test('each sees the own requests and those to decide on', async () => {
    const id = await request(chair);
    const line = async (acting: Acting): Promise<unknown> =>
      (await listExports(acting, { limit: 200 }, NOW)).find(({ exportId }) => exportId === id);
    expect(await line(chair)).toMatchObject({
      own: true,
      state: 'open',
      can: { decide: false, fetch: false },
      union: 'A111',
    });
    expect(await line(county)).toMatchObject({ own: false, can: { decide: true, fetch: false } });
    for (const other of [township, await actAs(db, 'county_officer', 'A2'), await actAs(db, 'chair', 'A111')]) {
      expect(await line(other)).toBeUndefined();
    }
    await approve(county, id);
    expect(await line(chair)).toMatchObject({ state: 'approved', can: { fetch: true } });
    expect(await line(county)).toMatchObject({ state: 'approved', can: { decide: false, fetch: false } });
  });

  test('only the requester fetches, and only what was approved', async () => {
    const open = await request(chair);
    await expect(fetch(chair, open)).rejects.toMatchObject({ id: 'reports.notApproved' });
    await decideExport(county, open, { decision: 'refused', reason: '请改为遮盖' }, NOW);
    await expect(fetch(chair, open)).rejects.toMatchObject({ id: 'reports.notApproved' });
    const id = await approved(chair);
    await expect(fetch(city, id)).rejects.toMatchObject({ id: 'reports.notYours' });
    await expect(fetch(township, id)).rejects.toMatchObject({ id: 'reports.noExport' });
    expect(await csv(chair, id)).toContain('A111-p');
  });
});

describe('two persons', () => {
  test('the same person twice, by the act and straight in the database', async () => {
    const id = await request(county);
    await expect(approve(county, id)).rejects.toMatchObject({ id: 'reports.ownRequest' });
    const both = await signedIn(db, [
      { role: 'chair', union: 'A111' },
      { role: 'county_officer', union: 'A1' },
    ]);
    const own = await request(both.acting);
    await expect(approve(both.acting, own)).rejects.toMatchObject({ id: 'reports.ownRequest' });
    const set = (by: string): string =>
      `update reports.export_request set decision = 'approved', decided_by = ${by}, decider = 'x', decided_at = now(),
         expires_at = now() + interval '1 day' where request_id = '${own}'`;
    const run = (acting: Acting, sql: string) => inTransaction(acting, (client) => client.query(sql));
    expect((await run(both.acting, set('identity.actor_id()'))).rowCount).toBe(0);
    await expect(run(city, set(`'${both.accountId}'`))).rejects.toThrow('row-level security');
    await expect(db.system.query(set(`'${both.accountId}'`))).rejects.toThrow('export_request_two_persons');
    await expect(run(chair, 'delete from reports.export_request')).rejects.toThrow('permission denied');
  });

  test('a delegation in force between the two, in either direction; one that has ended does not matter', async () => {
    const delegated = async (from: Acting, to: string, union: string, role: string): Promise<string> => {
      const added = await db.owner.query<{ id: string }>(
        `insert into identity.role_grant (account_id, role, union_id, source, delegated_from, valid_until, reason, granted_by)
         select $2, $4, public.id($3), 'delegated', g.grant_id, now() + interval '5 days', '测试', $1
         from identity.role_grant g where g.account_id = $1 limit 1 returning grant_id as id`,
        [from.actor.accountId, to, union, role],
      );
      return added.rows[0]?.id ?? '';
    };
    const other = await signedIn(db, [{ role: 'county_officer', union: 'A1' }]);
    const id = await request(other.acting);
    const there = await delegated(other.acting, county.actor.accountId ?? '', 'A1', 'county_officer');
    await expect(approve(county, id)).rejects.toMatchObject({ id: 'reports.delegatedBetween' });
    await db.owner.query('update identity.role_grant set ended_at = now() where grant_id = $1', [there]);
    await delegated(county, other.accountId, 'A11', 'township_officer');
    await expect(approve(county, id)).rejects.toMatchObject({ id: 'reports.delegatedBetween' });
    await db.owner.query(`update identity.role_grant set ended_at = now() where source = 'delegated'`);
    expect(await approve(county, id)).toEqual(later(24));
  });

  test('two accounts of one member are one person, by the act and by the policy', async () => {
    const options = { memberNo: 'A1-p' };
    const asking = await signedIn(db, [{ role: 'county_officer', union: 'A1' }], options);
    const second = await signedIn(db, [{ role: 'city_officer', union: 'A' }], options);
    const id = await request(asking.acting);
    await expect(approve(second.acting, id)).rejects.toMatchObject({ id: 'reports.ownRequest' });
    const update = `update reports.export_request set decision = 'approved', decided_by = identity.actor_id(), decider = 'x',
      decided_at = now(), expires_at = now() + interval '1 day' where request_id = '${id}'`;
    expect((await inTransaction(second.acting, (client) => client.query(update))).rowCount).toBe(0);
    expect(await approve(city, id)).toEqual(later(24));
  });

  test('a disabled approver and a disabled requester', async () => {
    const gone = await signedIn(db, [{ role: 'county_officer', union: 'A1' }]);
    const id = await request(chair);
    await db.owner.query('update identity.account set disabled_at = now() where account_id = $1', [gone.accountId]);
    await expect(approve(gone.acting, id)).rejects.toMatchObject({ id: 'reports.disabled' });
    const asking = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
    const own = await approved(asking.acting);
    await db.owner.query('update identity.account set disabled_at = now() where account_id = $1', [asking.accountId]);
    await expect(fetch(asking.acting, own)).rejects.toMatchObject({ id: 'reports.disabled' });
  });

  test('decided once; a decision after seven days is too late', async () => {
    const id = await request(chair);
    await expect(approve(county, id, later(7 * 24))).rejects.toMatchObject({ id: 'reports.lapsed' });
    const results = await Promise.allSettled([approve(county, id), approve(city, id)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(approve(city, id)).rejects.toMatchObject({ id: 'reports.decided' });
    expect(await approve(county, await request(chair), later(7 * 24 - 0.001))).not.toBeNull();
  });
});

describe('fetching', () => {
  test('three times, not a fourth, also at the same moment; not at the end of the day', async () => {
    const id = await approved(chair);
    await fetch(chair, id, later(23.9));
    const tried = await Promise.allSettled([fetch(chair, id), fetch(chair, id), fetch(chair, id)]);
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(tried.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { id: 'reports.used' } });
    await expect(fetch(chair, id)).rejects.toMatchObject({ id: 'reports.used' });
    const other = await approved(chair);
    await expect(fetch(chair, other, later(24))).rejects.toMatchObject({ id: 'reports.expired' });
    expect(readdirSync(place)).toEqual([]);
    const { content } = await fetchExport(chair, testVault, other, later(1));
    expect(readdirSync(place)).toEqual([]);
    content.destroy();
  });

  test('a right that ended between approval and fetch', async () => {
    const asking = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
    const id = await approved(asking.acting);
    await db.owner.query(`delete from identity.acting_reach where ticket = $1 and permission = 'people:export'`, [
      asking.ticket,
    ]);
    await expect(fetch(asking.acting, id)).rejects.toMatchObject({ id: 'reports.noUnion' });
    expect(
      (await db.owner.query('select from people.sighting where account_id = $1', [asking.accountId])).rowCount,
    ).toBe(0);
  });

  test('the file holds what the requester may see of that union and below, nothing else', async () => {
    const numbers = (text: string): readonly string[] =>
      text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0] ?? '');
    expect(numbers(await csv(chair, await approved(chair)))).toEqual(['A111-p', 'A111b-p']);
    expect(numbers(await csv(county, await approved(county, { union: 'A11' })))).toEqual([
      'A11-p',
      'A111-p',
      'A111b-p',
      'A112-p',
    ]);
  });

  test('whom a file of one union merely mentions is not in it, but learns of it', async () => {
    await db.owner.query(`update care.hardship set member_no = 'A112-p' where case_no = 'A111-k'`);
    await db.owner.query('truncate people.sighting');
    const id = await approved(county, { registers: ['members', 'relief'] });
    expect(await csv(county, id)).not.toContain('A112-p');
    const seen = await db.owner.query<{ no: string }>('select member_no as no from people.sighting order by 1');
    expect(seen.rows.map(({ no }) => no)).toEqual(['A111-p', 'A111b-p', 'A112-p']);
    await db.owner.query(`update care.hardship set member_no = 'A111-p' where case_no = 'A111-k'`);
  });

  test('everybody in the file has a sighting with the reason; the journal has who, what and the sum', async () => {
    await db.owner.query('truncate people.sighting');
    const id = await approved(chair, { registers: ['members', 'officers', 'hardship'] });
    const whole = await fetch(chair, id);
    const seen = await db.owner.query(`select member_no, what, reason, account_id from people.sighting order by 1`);
    expect(seen.rows).toEqual(
      ['A111-p', 'A111b-p'].map((member_no) => ({
        member_no,
        what: 'exported',
        reason: WANTED.reason,
        account_id: chair.actor.accountId,
      })),
    );
    const lines = await db.owner.query(
      `select act, actor_id, reason, after from journal.entry where subject = $1 order by at`,
      [`exports/${id}`],
    );
    expect(lines.rows.map(({ act }) => String(act))).toEqual([
      'reports.requestExport',
      'reports.decideExport',
      'reports.fetchExport',
    ]);
    expect(lines.rows[2]).toMatchObject({
      actor_id: chair.actor.accountId,
      reason: WANTED.reason,
      after: { people: 2, rows: 6, time: 1, sha256: createHash('sha256').update(whole).digest('hex') },
    });
  });
});
