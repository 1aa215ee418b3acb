import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@jianjia/kernel';
import { testDatabase } from '@jianjia/db/testing';
import { testDeps } from '../../testing/deps.ts';
import { plantForest, signedIn, type SignedIn } from '../../testing/index.ts';
import { startRecovery } from '../links/start-recovery.ts';
import { requireAccountReach, requireMemberReach, requireUnionReach } from '../reach/require-reach.ts';
import { createAccount } from './create-account.ts';
import { disableAccount } from './disable-account.ts';
import { enableAccount } from './enable-account.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const NOW = new Date();
const reach = { union: requireUnionReach, account: requireAccountReach, member: requireMemberReach };
const deps = testDeps(db.system, { reach });
let unionId: string;
let chair: SignedIn;
let count = 0;

beforeAll(async () => {
  await plantForest(db.owner);
  unionId = (await db.owner.query<{ id: string }>(`select id('A111') as id`)).rows[0]?.id ?? '';
  chair = await signedIn(db, [{ role: 'chair', union: 'A111' }]);
});
beforeEach(async () => {
  await db.owner.query('update identity.account set member_no = null');
  await db.owner.query('truncate people.sighting');
});

const link = (actor: Actor, memberNo: string) =>
  createAccount(deps, actor, { login: `linked${++count}`, name: '张会员', unionId, memberNo }, NOW);
async function sightings(): Promise<readonly object[]> {
  const found = await db.owner.query<object>(
    'select member_no as member, account_id as by, viewer, what from people.sighting order by seen_at',
  );
  return found.rows;
}

test('who sees no records of persons links no account to a member, whatever its accounts reach', async () => {
  for (const union of [null, 'A111']) {
    const { actor } = (await signedIn(db, [{ role: 'administrator', union }], { home: 'A111' })).acting;
    await expect(link(actor, 'A111-p')).rejects.toMatchObject({ id: 'identity.mayNotLink' });
    await expect(link(actor, 'nobody')).rejects.toMatchObject({ id: 'identity.mayNotLink' });
  }
  expect(await sightings()).toEqual([]);
});

test('both rights are asked for over the member’s own union', async () => {
  const apart = await signedIn(db, [
    { role: 'administrator', union: 'A' },
    { role: 'chair', union: 'A21' },
  ]);
  await expect(link(apart.acting.actor, 'A111-p')).rejects.toMatchObject({ id: 'identity.noMember' });
  await expect(link(chair.acting.actor, 'A112-p')).rejects.toMatchObject({ id: 'identity.noMember' });
});

test('the member is told who linked an account, and who recovered it', async () => {
  const { accountId } = await link(chair.acting.actor, 'A111-p');
  const sighting = { member: 'A111-p', by: chair.accountId, viewer: chair.acting.actor.name };
  expect(await sightings()).toEqual([{ ...sighting, what: 'linked' }]);
  const again = { accountId, reason: '忘记密码', resetFactor: false };
  await startRecovery(deps, chair.acting.actor, again, NOW);
  expect(await sightings()).toEqual([
    { ...sighting, what: 'linked' },
    { ...sighting, what: 'recovered' },
  ]);
});

test('one open account per member', async () => {
  const { actor } = chair.acting;
  const { accountId } = await link(actor, 'A111-p');
  await expect(link(actor, 'A111-p')).rejects.toMatchObject({ id: 'identity.memberTaken' });
  await disableAccount(deps, actor, { accountId }, NOW);
  await link(actor, 'A111-p');
  await expect(enableAccount(deps, actor, accountId)).rejects.toMatchObject({ id: 'identity.memberTaken' });
});
