import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn, type SignedIn } from '../../testing/index.ts';
import { enter, grantsInForce } from '../reach/enter.ts';
import { assignInspection } from './assign-inspection.ts';
import { delegate } from './delegate.ts';
import { endGrant } from './end-grant.ts';
import { grantRole } from './grant-role.ts';
import { handOver } from './hand-over.ts';

const db = await testDatabase();
afterAll(() => db.drop());
beforeAll(async () => {
  await plantForest(db.owner);
});

const NOW = new Date();
const later = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
let city: SignedIn;
let county: SignedIn;
let chair: SignedIn;
let somebody: SignedIn;
beforeEach(async () => {
  city = await signedIn(db, [{ role: 'city_officer', union: 'A' }]);
  county = await signedIn(db, [{ role: 'county_officer', union: 'A1' }]);
  chair = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
  somebody = await signedIn(db, [], { home: 'A111' });
});

/** Roles and unions an account has now. */
async function has(accountId: string): Promise<readonly string[]> {
  const grants = await grantsInForce(db.system, accountId);
  return grants.map(({ role, unionName }) => `${role}@${unionName?.replace('工会', '')}`);
}

async function grantOf(accountId: string): Promise<string> {
  const found = await db.owner.query<{ id: string }>(
    'select grant_id as id from identity.role_grant where account_id = $1 order by granted_at desc limit 1',
    [accountId],
  );
  return found.rows[0]?.id ?? '';
}

describe('granting', () => {
  const role = (name: 'chair' | 'clerk' | 'county_officer' | 'auditor', union: string) =>
    ({ accountId: somebody.accountId, role: name, union, reason: '工作需要' }) as const;

  test('a county officer makes a chair below, a chair a clerk of the own union', async () => {
    await grantRole(county.acting, db.system, role('chair', 'A111'), NOW);
    await grantRole(chair.acting, db.system, role('clerk', 'A111'), NOW);
    expect(await has(somebody.accountId)).toEqual(['chair@A111', 'clerk@A111']);
  });

  test.each([
    ['a role of the own height', () => county, () => role('county_officer', 'A1'), 'identity.mayNotGrant'],
    ['beside the own tree', () => county, () => role('chair', 'A21'), 'identity.noUnion'],
    ['in another city', () => city, () => role('chair', 'B11'), 'identity.noUnion'],
    ['a union that is not there', () => city, () => role('chair', 'NONE'), 'identity.noUnion'],
    ['at the wrong kind of union', () => county, () => role('chair', 'A11'), 'identity.wrongKind'],
    ['more than a chair may', () => chair, () => role('auditor', 'A111'), 'identity.mayNotGrant'],
    ['to a branch from a chair of another union', () => chair, () => role('clerk', 'A112'), 'identity.noUnion'],
  ])('is refused: %s', async (_case, who, what, problem) => {
    await expect(grantRole(who().acting, db.system, what(), NOW)).rejects.toMatchObject({ id: problem });
    expect(await has(somebody.accountId)).toEqual([]);
  });

  test('nobody grants to himself, to a stranger of another tree, or to a disabled account', async () => {
    const own = { ...role('chair', 'A111'), accountId: county.accountId };
    await expect(grantRole(county.acting, db.system, own, NOW)).rejects.toMatchObject({ id: 'identity.notToOneself' });
    const stranger = await signedIn(db, [], { home: 'B11' });
    const foreign = { ...role('chair', 'A111'), accountId: stranger.accountId };
    await expect(grantRole(county.acting, db.system, foreign, NOW)).rejects.toMatchObject({ id: 'identity.noAccount' });
    await db.owner.query('update identity.account set disabled_at = now() where account_id = $1', [somebody.accountId]);
    const disabled = grantRole(county.acting, db.system, role('chair', 'A111'), NOW);
    await expect(disabled).rejects.toMatchObject({ id: 'identity.accountDisabled' });
  });

  test('two roles do not add up: who may grant chairs in A1 may not in A2 because of another role there', async () => {
    const mixed = await signedIn(db, [
      { role: 'county_officer', union: 'A1' },
      { role: 'chair', union: 'A21' },
    ]);
    const second = await signedIn(db, [], { home: 'A21' });
    const wanted = { accountId: second.accountId, role: 'chair', union: 'A21', reason: '试' } as const;
    await expect(grantRole(mixed.acting, db.system, wanted, NOW)).rejects.toMatchObject({ id: 'identity.mayNotGrant' });
  });

  test('the installation’s administrator grants everywhere, one of a city only below', async () => {
    const all = await signedIn(db, [{ role: 'administrator', union: null }]);
    const one = await signedIn(db, [{ role: 'administrator', union: 'A' }]);
    const b = await signedIn(db, [], { home: 'B1' });
    const wanted = { accountId: b.accountId, role: 'county_officer', union: 'B1', reason: '试' } as const;
    await expect(grantRole(one.acting, db.system, wanted, NOW)).rejects.toMatchObject({ id: 'identity.noAccount' });
    await grantRole(all.acting, db.system, wanted, NOW);
    expect(await has(b.accountId)).toEqual(['county_officer@B1']);
    const whole = { accountId: somebody.accountId, role: 'administrator', union: null, reason: '试' } as const;
    await expect(grantRole(one.acting, db.system, whole, NOW)).rejects.toMatchObject({ id: 'identity.mayNotGrant' });
  });
});

describe('ending', () => {
  test('a grant that ended is gone with the next request', async () => {
    const before = await enter(db.system, {
      ticket: chair.ticket,
      accountId: chair.accountId,
      memberNo: null,
      name: 'x',
    });
    expect(before.permissions.has('people:read')).toBe(true);
    await endGrant(county.acting, db.system, { grantId: await grantOf(chair.accountId), reason: '离任' }, NOW);
    const after = await enter(db.system, {
      ticket: chair.ticket,
      accountId: chair.accountId,
      memberNo: null,
      name: 'x',
    });
    expect([...after.permissions]).toEqual([]);
  });

  test('not of one’s own, not twice, not out of reach', async () => {
    const own = await grantOf(county.accountId);
    await expect(endGrant(county.acting, db.system, { grantId: own, reason: 'x' }, NOW)).rejects.toMatchObject({
      id: 'identity.notToOneself',
    });
    const other = await signedIn(db, [{ role: 'chair', union: 'A21' }]);
    const far = endGrant(county.acting, db.system, { grantId: await grantOf(other.accountId), reason: 'x' }, NOW);
    await expect(far).rejects.toMatchObject({ id: 'identity.noGrant' });
    const grant = await grantOf(chair.accountId);
    await endGrant(county.acting, db.system, { grantId: grant, reason: '离任' }, NOW);
    await expect(endGrant(county.acting, db.system, { grantId: grant, reason: '再来' }, NOW)).rejects.toMatchObject({
      id: 'identity.grantEnded',
    });
  });
});

test('the inspected does not send the inspector away, nor the audited the auditor', async () => {
  const inspector = await signedIn(db, [], { home: 'A2' });
  const period = { from: NOW, until: later(30) };
  const wanted = { accountId: inspector.accountId, union: 'A111', ...period, reason: '年度检查' };
  const inspection = await assignInspection(city.acting, db.system, wanted, NOW);
  const auditor = await signedIn(db, [{ role: 'auditor', union: 'A111' }]);
  for (const grantId of [inspection, await grantOf(auditor.accountId)]) {
    const ending = endGrant(chair.acting, db.system, { grantId, reason: '不欢迎' }, NOW);
    await expect(ending).rejects.toMatchObject({ id: 'identity.mayNotGrant' });
  }
  await endGrant(city.acting, db.system, { grantId: inspection, reason: '检查完毕' }, NOW);
  expect(await has(inspector.accountId)).toEqual([]);
});

describe('delegating', () => {
  const wanted = async (from: SignedIn, days: number) => ({
    grantId: await grantOf(from.accountId),
    toAccountId: somebody.accountId,
    from: NOW,
    until: later(days),
    reason: '外出学习',
  });

  test('counts for its period and no longer than the grant it comes from; is not passed on', async () => {
    await delegate(county.acting, await wanted(county, 7), NOW);
    expect(await has(somebody.accountId)).toEqual(['county_officer@A1']);
    const onward = { ...(await wanted(somebody, 3)), toAccountId: chair.accountId };
    await enter(db.system, { ticket: somebody.ticket, accountId: somebody.accountId, memberNo: null, name: 'x' });
    await expect(delegate(somebody.acting, onward, NOW)).rejects.toMatchObject({ id: 'identity.notDelegable' });
    await endGrant(city.acting, db.system, { grantId: await grantOf(county.accountId), reason: '调离' }, NOW);
    expect(await has(somebody.accountId)).toEqual([]);
  });

  test('begins and ends to the instant', async () => {
    const grant = await delegate(county.acting, await wanted(county, 7), NOW);
    const set = (sql: string) => db.owner.query(`update identity.role_grant set ${sql} where grant_id = $1`, [grant]);
    await set(`valid_from = now() + interval '1 hour'`);
    expect(await has(somebody.accountId)).toEqual([]);
    await set(`valid_from = now() - interval '1 day', valid_until = now()`);
    expect(await has(somebody.accountId)).toEqual([]);
  });

  test('a part of the reach may be delegated, nothing beyond it, not too long, not somebody else’s', async () => {
    await delegate(county.acting, { ...(await wanted(county, 1)), union: 'A12' }, NOW);
    expect(await has(somebody.accountId)).toEqual(['county_officer@A12']);
    const beyond = delegate(county.acting, { ...(await wanted(county, 1)), union: 'A21' }, NOW);
    await expect(beyond).rejects.toMatchObject({ id: 'identity.noUnion' });
    const long = delegate(county.acting, await wanted(county, 367), NOW);
    await expect(long).rejects.toMatchObject({ id: 'identity.badPeriod' });
    const foreign = delegate(county.acting, await wanted(chair, 1), NOW);
    await expect(foreign).rejects.toMatchObject({ id: 'identity.noGrant' });
  });

  test('the delegator ends it', async () => {
    const grant = await delegate(chair.acting, await wanted(chair, 7), NOW);
    await endGrant(chair.acting, db.system, { grantId: grant, reason: '已返岗' }, NOW);
    expect(await has(somebody.accountId)).toEqual([]);
  });
});

describe('assigning an inspection', () => {
  const inspect = (account: SignedIn, union: string) => ({
    accountId: account.accountId,
    union,
    from: NOW,
    until: later(30),
    reason: '年度检查',
  });

  test('from another county, and from the city itself', async () => {
    const neighbour = await signedIn(db, [{ role: 'county_officer', union: 'A2' }], { home: 'A2' });
    await assignInspection(city.acting, db.system, inspect(neighbour, 'A111'), NOW);
    expect(await has(neighbour.accountId)).toEqual(['county_officer@A2', 'inspector@A111']);
    const cityman = await signedIn(db, [], { home: 'A' });
    await assignInspection(city.acting, db.system, inspect(cityman, 'A111'), NOW);
    expect(await has(cityman.accountId)).toEqual(['inspector@A111']);
  });

  test.each(['A111', 'A11', 'A1', 'A112'])('is refused in the own chain: %s', async (union) => {
    const home = await signedIn(db, [{ role: 'township_officer', union: 'A11' }], { home: 'A111' });
    const wanted = assignInspection(city.acting, db.system, inspect(home, union), NOW);
    await expect(wanted).rejects.toMatchObject({ id: 'identity.ownChain' });
  });

  test('who moves into the chain afterwards is no inspector there any more', async () => {
    const neighbour = await signedIn(db, [], { home: 'A2' });
    await assignInspection(city.acting, db.system, inspect(neighbour, 'A111'), NOW);
    await grantRole(
      city.acting,
      db.system,
      { accountId: neighbour.accountId, role: 'county_officer', union: 'A1', reason: '调任' },
      NOW,
    );
    expect(await has(neighbour.accountId)).toEqual(['county_officer@A1']);
  });

  test('only while assigned', async () => {
    const neighbour = await signedIn(db, [], { home: 'A2' });
    const grant = await assignInspection(city.acting, db.system, inspect(neighbour, 'A111'), NOW);
    await db.owner.query('update identity.role_grant set valid_until = now() where grant_id = $1', [grant]);
    expect(await has(neighbour.accountId)).toEqual([]);
  });
});

describe('a post', () => {
  const officer = (no: string, since: string, until: string | null, post = 'chair') =>
    db.owner.query(
      `insert into people.officer (officer_no, union_id, name, body, post, since, until)
       values ($1, id('A111'), '主席', 'committee', $4, $2, $3)
       on conflict (officer_no) do update set until = excluded.until, since = excluded.since`,
      [no, since, until, post],
    );
  const today = new Date(NOW.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

  test('its rights end with the post and are handed over to the successor', async () => {
    await officer('old', '2021-01-01', null);
    const grant = await grantRole(
      county.acting,
      db.system,
      { accountId: somebody.accountId, role: 'chair', union: 'A111', officerNo: 'old', reason: '当选' },
      NOW,
    );
    await enter(db.system, { ticket: somebody.ticket, accountId: somebody.accountId, memberNo: null, name: 'x' });
    await delegate(
      somebody.acting,
      { grantId: grant, toAccountId: chair.accountId, from: NOW, until: later(9), reason: '出差' },
      NOW,
    );
    expect(await has(chair.accountId)).toEqual(['chair@A111', 'chair@A111']);
    await officer('old', '2021-01-01', today);
    expect(await has(somebody.accountId)).toEqual([]);
    expect(await has(chair.accountId)).toEqual(['chair@A111']);

    await officer('new', today, null);
    const next = await signedIn(db, [], { home: 'A111' });
    const over = { grantId: grant, toAccountId: next.accountId, officerNo: 'new', reason: '换届' };
    await handOver(county.acting, db.system, over, NOW);
    expect(await has(next.accountId)).toEqual(['chair@A111']);
    await expect(handOver(county.acting, db.system, over, NOW)).rejects.toMatchObject({ id: 'identity.grantEnded' });
  });

  test('of another kind, not begun, or already somebody’s is refused', async () => {
    await officer('p1', '2021-01-01', null);
    await officer('p2', '2021-01-01', null, 'vice_chair');
    await officer('p3', '2999-01-01', null);
    const give = (accountId: string, officerNo: string) =>
      grantRole(county.acting, db.system, { accountId, role: 'chair', union: 'A111', officerNo, reason: '当选' }, NOW);
    const grant = await give(somebody.accountId, 'p1');
    await expect(give(chair.accountId, 'p1')).rejects.toMatchObject({ id: 'identity.postTaken' });
    await expect(give(chair.accountId, 'p3')).rejects.toMatchObject({ id: 'identity.notInPost' });
    await expect(give(chair.accountId, 'A112-o')).rejects.toMatchObject({ id: 'identity.notInPost' });
    const wrong = { grantId: grant, toAccountId: chair.accountId, officerNo: 'p2', reason: '换届' };
    await expect(handOver(county.acting, db.system, wrong, NOW)).rejects.toMatchObject({ id: 'identity.otherPost' });
    expect(await has(somebody.accountId)).toEqual(['chair@A111']);
  });
});
