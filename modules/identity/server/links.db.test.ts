import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { Problem } from '@jianjia/kernel';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { createAccount } from './accounts/create-account.ts';
import { disableAccount } from './accounts/disable-account.ts';
import { enableAccount } from './accounts/enable-account.ts';
import { completeSetup } from './links/complete-setup.ts';
import { createSetupLink } from './links/create-setup-link.ts';
import { recover } from './links/recover.ts';
import { startRecovery } from './links/start-recovery.ts';
import { findSession } from './sessions/find-session.ts';
import { signIn } from './sign-in.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const granted: string[] = [];
const deps = testDeps(db.system, { grantAdministrator: async (_client, accountId) => void granted.push(accountId) });

const NOW = new Date('2026-11-25T08:00:00Z');
const later = (minutes: number, plus = 0) => new Date(NOW.getTime() + minutes * 60_000 + plus);
const GOOD = '牧童遥指杏花村里有酒';
const OTHER = '两个黄鹂鸣翠柳上青天';
const DAY = 24 * 60;

beforeEach(async () => {
  granted.length = 0;
  await db.owner.query('truncate identity.account, identity.sign_in_failure, identity.link cascade');
});

const setup = (token: string, now = NOW, login = 'admin') =>
  completeSetup(deps, { token, login, name: '系统管理员', password: GOOD }, ORIGIN, now);
const badLink = { id: 'identity.badLink' };

test('the first start: one link, one account, then never again', async () => {
  const { token, expires } = await createSetupLink(db.system, NOW);
  expect(expires).toEqual(later(DAY));
  const { accountId } = await setup(token);
  expect(granted).toEqual([accountId]);
  expect((await signIn(deps, { login: 'admin', password: GOOD }, ORIGIN, NOW)).stage).toBe('whole');
  await expect(setup(token, NOW, 'second')).rejects.toMatchObject({ id: 'identity.setupDone' });
  await expect(createSetupLink(db.system, NOW)).rejects.toMatchObject({ id: 'identity.setupDone' });
});

test('a second set-up link replaces the first; each ends after a day', async () => {
  const first = await createSetupLink(db.system, NOW);
  const second = await createSetupLink(db.system, NOW);
  await expect(setup(first.token)).rejects.toMatchObject(badLink);
  await expect(setup(second.token, later(DAY))).rejects.toMatchObject(badLink);
  await setup(second.token, later(DAY, -1));
});

test('a bad password or a failing grant leaves the link usable and no account', async () => {
  const { token } = await createSetupLink(db.system, NOW);
  const input = { token, login: 'admin', name: '管理员', password: 'woaini1314' };
  await expect(completeSetup(deps, input, ORIGIN, NOW)).rejects.toMatchObject({ id: 'identity.password.common' });
  const failing = { ...deps, grantAdministrator: () => Promise.reject(new Error('no')) };
  await expect(completeSetup(failing, { ...input, password: GOOD }, ORIGIN, NOW)).rejects.toThrow('no');
  await setup(token);
});

test('of ten set-ups at one moment one wins', async () => {
  const { token } = await createSetupLink(db.system, NOW);
  const all = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => setup(token, NOW, `admin${n}`)));
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect((await db.system.query('select from identity.account')).rowCount).toBe(1);
});

async function account(): Promise<string> {
  const made = await createAccount(deps, ADMINISTRATOR, { login: 'wangxm', name: '王小明', unionId: null }, NOW);
  expect(made.link?.expires).toEqual(later(3 * DAY));
  expect(await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW)).toEqual({
    login: 'wangxm',
  });
  return made.accountId;
}
const start = (accountId: string, resetFactor = false) =>
  startRecovery(deps, ADMINISTRATOR, { accountId, reason: '忘记密码', resetFactor }, NOW);
const redeem = (token: string, password = OTHER, now = NOW) => recover(deps, { token, password }, ORIGIN, now);

test('recovery ends all sessions, then sets a password once', async () => {
  const id = await account();
  const before = await signIn(deps, { login: 'wangxm', password: GOOD }, ORIGIN, NOW);
  const { token } = await start(id);
  expect(await findSession(db.system, before.token, NOW)).toBeNull();
  const between = await signIn(deps, { login: 'wangxm', password: GOOD }, ORIGIN, NOW);
  await redeem(token);
  expect(await findSession(db.system, between.token, NOW)).toBeNull();
  await expect(redeem(token, '窗含西岭千秋雪泊东吴')).rejects.toMatchObject(badLink);
  await expect(signIn(deps, { login: 'wangxm', password: GOOD }, ORIGIN, NOW)).rejects.toMatchObject({
    kind: 'forbidden',
  });
  expect((await signIn(deps, { login: 'wangxm', password: OTHER }, ORIGIN, NOW)).stage).toBe('whole');
});

test('a recovery link lives an hour; a new one replaces it; a set-up link it is not', async () => {
  const id = await account();
  const first = await start(id);
  const second = await start(id);
  await expect(redeem(first.token)).rejects.toMatchObject(badLink);
  await expect(redeem(second.token, OTHER, later(60))).rejects.toMatchObject(badLink);
  await redeem(second.token, OTHER, later(60, -1));
  for (const token of ['', 'x', "'", 'a'.repeat(43)]) await expect(redeem(token)).rejects.toMatchObject(badLink);
});

test('of ten uses of one link one wins', async () => {
  const { token } = await start(await account());
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => redeem(token)));
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('a link is of no use to a disabled account, nor a set-up link for recovery', async () => {
  const setupLink = await createSetupLink(db.system, NOW);
  await expect(redeem(setupLink.token)).rejects.toMatchObject(badLink);
  const id = await account();
  const { token } = await start(id);
  await db.system.query('update identity.account set disabled_at = now()');
  await expect(redeem(token)).rejects.toMatchObject(badLink);
});

test('a password changed meanwhile makes the link worthless', async () => {
  const { changePassword } = await import('./passwords/change-password.ts');
  const { token } = await start(await account());
  const me = await whoIs(deps, (await signIn(deps, { login: 'wangxm', password: GOOD }, ORIGIN, NOW)).token, NOW);
  await changePassword(deps, me, { current: GOOD, password: OTHER }, NOW);
  await expect(redeem(token, '窗含西岭千秋雪泊东吴')).rejects.toMatchObject(badLink);
});

test('a delay from outside does not outlast recovery', async () => {
  const { token } = await start(await account());
  for (let n = 0; n < 6; n += 1)
    await signIn(deps, { login: 'wangxm', password: 'wrong' }, ORIGIN, NOW).catch(() => {});
  await redeem(token);
  expect((await signIn(deps, { login: 'wangxm', password: OTHER }, ORIGIN, NOW)).stage).toBe('whole');
});

test('who recovers says why and must reach the account', async () => {
  const id = await account();
  const act = { accountId: id, reason: ' ', resetFactor: false };
  await expect(startRecovery(deps, ADMINISTRATOR, act, NOW)).rejects.toMatchObject({ id: 'identity.reasonMissing' });
  const refuse = () => Promise.reject(new Problem('identity.outOfReach', 'forbidden', '不在范围内'));
  const out = { ...deps, reach: { union: refuse, account: refuse, member: refuse } };
  const outOfReach = { id: 'identity.outOfReach' };
  const wanted = { login: 'lisi', name: '李四', unionId: null };
  await expect(createAccount(out, ADMINISTRATOR, wanted, NOW)).rejects.toMatchObject(outOfReach);
  const memberOut = { ...deps, reach: { ...deps.reach, member: refuse } };
  const linked = { ...wanted, memberNo: 'M001' };
  await expect(createAccount(memberOut, ADMINISTRATOR, linked, NOW)).rejects.toMatchObject(outOfReach);
  await expect(disableAccount(out, ADMINISTRATOR, { accountId: id }, NOW)).rejects.toMatchObject(outOfReach);
  await expect(enableAccount(out, ADMINISTRATOR, id)).rejects.toMatchObject(outOfReach);
  await expect(startRecovery(out, ADMINISTRATOR, { ...act, reason: '丢失' }, NOW)).rejects.toMatchObject({
    id: 'identity.outOfReach',
  });
  const himself = { ...ADMINISTRATOR, accountId: id };
  await expect(startRecovery(deps, himself, { ...act, reason: '丢失' }, NOW)).rejects.toMatchObject({
    id: 'identity.recoverSelf',
  });
  const nobody = { ...act, accountId: '01900000-0000-7000-8000-00000000ffff', reason: '丢失' };
  await expect(startRecovery(deps, ADMINISTRATOR, nobody, NOW)).rejects.toMatchObject({ id: 'identity.noAccount' });
});
