import { type Acting, inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest, signedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ID_NUMBER, PHONE, plantNumbers, testVault } from '../testing/index.ts';
import { findMembers } from './members/find-members.ts';
import { listMembers, type MemberFilter } from './members/list-members.ts';
import { myRecord } from './members/my-record.ts';
import { showMember } from './members/show-member.ts';
import { unmaskMember } from './members/unmask-member.ts';
import { listMemberSightings, listSightings } from './sightings/list-sightings.ts';

const db = await testDatabase();
const ALL = ['A', 'A1', 'A11', 'A111', 'A111b', 'A112', 'A12', 'A2', 'A21', 'B', 'B1', 'B11'];
let chair: Acting;
let county: Acting;
let member: Acting;

beforeAll(async () => {
  await plantForest(db.owner);
  await plantNumbers(db.owner, 'A111-p', ID_NUMBER, PHONE);
  await plantNumbers(db.owner, 'A21-p', '110105194912310038', '13912345678');
  chair = await actAs(db, 'chair', 'A111');
  county = await actAs(db, 'county_officer', 'A1');
  const own = await signedIn(db, [{ role: 'member', union: 'A111' }], { memberNo: 'A111-p' });
  member = own.acting;
});
beforeEach(() => db.owner.query('truncate people.sighting'));
afterAll(() => db.drop());

const EVERY: Omit<MemberFilter, 'union'> = { scope: 'own', sort: 'member_no', descending: false, limit: 50 };
/** Without the limit of the hour, which has a test of its own. */
const FINDER = { vault: testVault, foundPerHour: 1000 };
const unmask = (acting: Acting, memberNo: string): ReturnType<typeof unmaskMember> =>
  unmaskMember(acting, { vault: testVault }, { memberNo, fields: ['id_number', 'phone'], reason: '办理互助保障' });

async function allowed(work: (union: string) => Promise<unknown>): Promise<string> {
  const unions: string[] = [];
  for (const union of ALL) {
    const failure = await work(union).then(
      () => null,
      (error: { kind?: string; message: string }) => error.kind ?? error.message,
    );
    if (failure === null) unions.push(union);
    else expect(failure, union).toBe('missing');
  }
  return unions.join(' ');
}

describe('reach, of own, child, sibling, parent and another tree', () => {
  test.each([
    ['chair', 'A111', 'A111 A111b'],
    ['clerk', 'A111', 'A111 A111b'],
    ['township_officer', 'A11', 'A11 A111 A111b A112'],
    ['county_officer', 'A1', 'A1 A11 A111 A111b A112 A12'],
    ['city_officer', 'A', 'A A1 A11 A111 A111b A112 A12 A2 A21'],
  ] as const)('%s of %s', async (role, union, within) => {
    const acting = await actAs(db, role, union);
    expect(await allowed((code) => listMembers(acting, { ...EVERY, union: code }))).toBe(within);
    expect(await allowed((code) => showMember(acting, `${code}-p`))).toBe(within);
    const listed = await listMembers(acting, { ...EVERY, union, scope: 'subtree' });
    expect(listed.members.map(({ memberNo }) => memberNo).toSorted()).toEqual(
      within
        .split(' ')
        .map((code) => `${code}-p`)
        .toSorted(),
    );
    expect(listed.total).toBe(listed.members.length);
    const found = await findMembers(acting, FINDER, { lastFour: '5678' });
    expect(found.members.map(({ memberNo }) => memberNo)).toEqual(
      ['A111', 'A21'].filter((code) => within.split(' ').includes(code)).map((code) => `${code}-p`),
    );
  });

  test('who sees no persons sees none: administrator, auditor, member', async () => {
    for (const acting of [await actAs(db, 'administrator', 'A'), await actAs(db, 'auditor', 'A')]) {
      expect((await listMembers(acting, { ...EVERY, union: 'A111' })).total).toBe(0);
      await expect(showMember(acting, 'A111-p')).rejects.toMatchObject({ id: 'people.noMember' });
      await expect(unmask(acting, 'A111-p')).rejects.toMatchObject({ id: 'people.noMember' });
    }
    await expect(showMember(member, 'A112-p')).rejects.toMatchObject({ id: 'people.noMember' });
  });

  test('to read is not to unmask: the right counts where it was given', async () => {
    const both = await signedIn(db, [
      { role: 'chair', union: 'A111' },
      { role: 'clerk', union: 'A21' },
    ]);
    expect((await unmask(both.acting, 'A111-p')).phone).toBe(PHONE);
    await expect(unmask(both.acting, 'A21-p')).rejects.toMatchObject({ id: 'people.mayNotUnmask' });
    expect((await showMember(both.acting, 'A21-p')).can).toEqual({ unmask: false, export: false });
    await expect(unmask(member, 'A111-p')).rejects.toMatchObject({ id: 'people.mayNotUnmask' });
    await expect(unmask(await actAs(db, 'chair', 'A112'), 'A111-p')).rejects.toMatchObject({ id: 'people.noMember' });
    await expect(unmask(await actAs(db, 'city_officer', 'B'), 'A111-p')).rejects.toMatchObject({ kind: 'missing' });
  });
});

describe('what is shown', () => {
  test('no identity number, the end of the telephone, the year of birth: in lists, pages, finds and the own record', async () => {
    const masked = { idNumber: '******************', phone: '*******5678' };
    await db.owner.query(`update people.member set born_on = '1949-12-31' where member_no = 'A111-p'`);
    const answers = [
      await listMembers(chair, { ...EVERY, union: 'A111' }),
      await showMember(chair, 'A111-p'),
      await findMembers(chair, FINDER, { idNumber: ' 110105 19491231 002x ' }),
      await findMembers(chair, FINDER, { phone: '+86 138-1234-5678', name: 'A111' }),
      await myRecord(member),
    ];
    for (const answer of answers) {
      expect(JSON.stringify(answer)).toContain(`"idNumber":"${masked.idNumber}"`);
      expect(JSON.stringify(answer)).toContain(`"phone":"${masked.phone}"`);
      expect(JSON.stringify(answer)).toContain('"bornYear":1949');
      expect(JSON.stringify(answer)).not.toMatch(/19491231|13812345678|002X/);
    }
    // Whoever looks at the own record may know the own birthday; everybody else opens it with a reason.
    expect(answers.map((answer) => JSON.stringify(answer).includes('1949-12-31'))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    const opened = { memberNo: 'A111-p', fields: ['born_on'] as const, reason: '送生日蛋糕' };
    expect(await unmaskMember(chair, { vault: testVault }, opened)).toEqual({
      memberNo: 'A111-p',
      bornOn: '1949-12-31',
    });
    expect((await findMembers(chair, FINDER, { phone: PHONE, name: '别人' })).members).toEqual([]);
    for (const lastFour of ['002x', '002X', '5678']) {
      expect((await findMembers(chair, FINDER, { lastFour })).members).toHaveLength(1);
    }
    await plantNumbers(db.owner, 'A111-p', ID_NUMBER.toLowerCase(), PHONE);
    expect((await findMembers(chair, FINDER, { lastFour: '002X' })).members).toHaveLength(1);
    await plantNumbers(db.owner, 'A111-p', ID_NUMBER, PHONE);
  });

  test('the own record: memberships, hardship file and relief of nobody else', async () => {
    const record = await myRecord(member);
    expect(record.memberships.map(({ memberNo }) => memberNo)).toEqual(['A111-p']);
    expect(record.hardship.map(({ caseNo }) => caseNo)).toEqual(['A111-k']);
    expect(record.relief.map(({ reliefNo }) => reliefNo)).toEqual(['A111-r']);
    expect(await myRecord(chair)).toEqual({ memberships: [], hardship: [], relief: [] });
  });

  test('pages by key in every order, with equal values; filters; % means nothing', async () => {
    for (const sort of ['member_no', 'name', 'joined_on', 'updated_on'] as const) {
      for (const descending of [false, true]) {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await listMembers(county, {
            ...EVERY,
            union: 'A1',
            scope: 'subtree',
            sort,
            descending,
            after,
            limit: 4,
          });
          expect(page.total).toBe(6);
          seen.push(...page.members.map(({ memberNo }) => memberNo));
          after = page.next ?? undefined;
        } while (after !== undefined);
        const expected = ['A1-p', 'A11-p', 'A111-p', 'A111b-p', 'A112-p', 'A12-p'];
        expect(seen.toSorted()).toEqual(expected.toSorted());
        expect(new Set(seen).size).toBe(6);
      }
    }
    const own = await listMembers(county, { ...EVERY, union: 'A111' });
    expect(own.members.map(({ memberNo }) => memberNo)).toEqual(['A111-p', 'A111b-p']);
    expect((await listMembers(county, { ...EVERY, union: 'A1' })).total).toBe(1);
    const named = async (name: string): Promise<number> =>
      (await listMembers(county, { ...EVERY, union: 'A1', scope: 'subtree', name })).total;
    expect(await named('A111')).toBe(2);
    expect(await named('%')).toBe(0);
    await expect(listMembers(chair, { ...EVERY, union: 'A111', after: 'B11-p' })).rejects.toMatchObject({
      id: 'people.lapsedPage',
    });
  });
});

describe('sightings', () => {
  test('the member learns who looked, when, why and from which union, and nothing of own look-ups', async () => {
    await showMember(chair, 'A111-p');
    await findMembers(county, FINDER, { phone: PHONE });
    await unmask(county, 'A111-p');
    await showMember(county, 'A112-p');
    const seen = await listSightings(member, { limit: 50 });
    expect(seen.map(({ what, reason, viewerUnion }) => [what, reason, viewerUnion])).toEqual([
      ['unmasked', '办理互助保障', 'A1工会'],
      ['found', null, 'A1工会'],
      ['shown', null, 'A111工会'],
    ]);
    expect(seen[0]?.viewer).toBe(county.actor.name);
    expect(await listSightings(member, { limit: 50, before: seen[0]?.seenAt ?? '' })).toHaveLength(2);
    expect(await listSightings(chair, { limit: 50 })).toEqual([]);
    const both = await signedIn(db, [{ role: 'clerk', union: 'A111' }], { memberNo: 'A111-p' });
    await showMember(both.acting, 'A111-p');
    expect(await listSightings(both.acting, { limit: 50 })).toHaveLength(3);
  });

  test('others see them with journal:read over the union only', async () => {
    await showMember(chair, 'A111-p');
    const listed = async (acting: Acting): Promise<number> =>
      (await listMemberSightings(acting, 'A111-p', { limit: 50 })).length;
    expect(await listed(await actAs(db, 'administrator', 'A'))).toBe(1);
    expect(await listed(county)).toBe(1);
    expect(await listed(await actAs(db, 'county_officer', 'A2'))).toBe(0);
    expect(await listed(await actAs(db, 'township_officer', 'A11'))).toBe(0);
    expect(await listed(chair)).toBe(0);
    expect(await listed(await actAs(db, 'city_officer', 'B'))).toBe(0);
  });

  test('no request can write one in another name, of another union, change or delete one', async () => {
    await showMember(chair, 'A111-p');
    const run = (sql: string): Promise<unknown> => inTransaction(chair, (client) => client.query(sql));
    const insert = (account: string, union: string): string =>
      `insert into people.sighting (union_id, member_no, account_id, viewer, viewer_union, what, request_id)
       values (public.id('${union}'), 'x', ${account}, 'x', 'x', 'shown', gen_random_uuid())`;
    await expect(run(insert('gen_random_uuid()', 'A111'))).rejects.toThrow('row-level security');
    const elsewhere = await db.owner.query<{ id: string }>(`select public.id('A112') as id`);
    const into = insert('identity.actor_id()', 'A112').replace(`public.id('A112')`, `'${elsewhere.rows[0]?.id}'`);
    await expect(run(into)).rejects.toThrow('row-level security');
    await expect(run(`update people.sighting set reason = 'x'`)).rejects.toThrow('permission denied');
    await expect(run('delete from people.sighting')).rejects.toThrow('permission denied');
    await expect(db.system.query('delete from people.sighting')).rejects.toThrow('permission denied');
    await expect(run(`select people.scrub('{A111-p}')`)).rejects.toThrow('permission denied');
  });
});

describe('unmasking', () => {
  test('opens what was asked for; journal and sighting hold who and why, never the value', async () => {
    const opened = await unmaskMember(
      chair,
      { vault: testVault },
      { memberNo: 'A111-p', fields: ['id_number'], reason: '办理互助保障' },
    );
    expect(opened).toEqual({ memberNo: 'A111-p', idNumber: ID_NUMBER });
    const lines = await db.owner.query(
      `select * from journal.entry where act = 'people.unmask' order by at desc limit 1`,
    );
    expect(lines.rows[0]).toMatchObject({
      actor_id: chair.actor.accountId,
      subject: 'members/A111-p',
      reason: '办理互助保障',
    });
    const kept = await db.owner.query<{ text: string }>(
      `select (select coalesce(string_agg(e::text, ''), '') from journal.entry e)
         || (select coalesce(string_agg(s::text, ''), '') from people.sighting s) as text`,
    );
    expect(kept.rows[0]?.text).toContain('办理互助保障');
    expect(kept.rows[0]?.text).not.toMatch(/19491231|13812345678/);
  });

  test('a reason that names the person, and a member without numbers, are refused and leave no line', async () => {
    const named = unmaskMember(
      chair,
      { vault: testVault },
      { memberNo: 'A111-p', fields: ['phone'], reason: '给A111会员打电话' },
    );
    await expect(named).rejects.toMatchObject({ id: 'people.reasonNamesPerson' });
    await expect(unmask(chair, 'A111b-p')).rejects.toMatchObject({ id: 'people.nothingToUnmask' });
    expect((await db.owner.query('select from people.sighting')).rowCount).toBe(0);
  });

  test('as often as the limit, not once more, also at the same moment; free again after an hour', async () => {
    const limited = { vault: testVault, unmaskedPerHour: 3 };
    const { acting } = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
    const once = (): Promise<unknown> =>
      unmaskMember(acting, limited, { memberNo: 'A111-p', fields: ['phone'], reason: '办理互助保障' });
    const tried = await Promise.allSettled([once(), once(), once(), once(), once()]);
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await expect(once()).rejects.toMatchObject({ id: 'people.unmaskLimit' });
    await expect(once()).rejects.toThrow('大约 60 分钟后可以再看');
    expect((await unmask(chair, 'A111-p')).phone).toBe(PHONE);
    await db.owner.query(
      `update people.sighting set seen_at = seen_at - interval '1 hour'
       where ctid = (select ctid from people.sighting where account_id = $1 limit 1)`,
      [acting.actor.accountId],
    );
    await once();
    await expect(once()).rejects.toMatchObject({ id: 'people.unmaskLimit' });
  });
});
