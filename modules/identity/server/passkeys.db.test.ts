import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { Authenticator, type Misbehaviour } from '../testing/authenticator.ts';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { createAccount } from './accounts/create-account.ts';
import { disableAccount } from './accounts/disable-account.ts';
import type { SignedIn } from './deps.ts';
import { recover } from './links/recover.ts';
import { listPasskeys, removePasskey, renamePasskey } from './passkeys/own-passkeys.ts';
import { beginPasskey, registerPasskey } from './passkeys/register-passkey.ts';
import { beginPasskeySignIn, signInSecondPasskey, signInWithPasskey } from './passkeys/sign-in-passkey.ts';
import { findSession } from './sessions/find-session.ts';
import { signIn } from './sign-in.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const deps = testDeps(db.system);
const strict = { ...deps, mustHaveFactor: async () => true };
const SITE = { origin: 'https://jianjia.test', rpId: 'jianjia.test' };

const NOW = new Date('2026-11-25T08:00:00Z');
const later = (minutes: number, plus = 0) => new Date(NOW.getTime() + minutes * 60_000 + plus);
const GOOD = '牧童遥指杏花村里有酒';
const refused = { id: 'identity.passkeyRefused' };

beforeEach(async () => {
  await db.owner.query('truncate identity.account, identity.sign_in_failure, identity.challenge cascade');
});

async function account(login = 'wangxm'): Promise<SignedIn> {
  const made = await createAccount(deps, ADMINISTRATOR, { login, name: '王小明', unionId: null }, NOW);
  await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW);
  return whoIs(deps, (await enter(login)).token, NOW);
}
const enter = (login = 'wangxm', now = NOW) => signIn(deps, { login, password: GOOD }, ORIGIN, now);

async function register(me: SignedIn, device = new Authenticator(SITE), how: Misbehaviour = {}, at = NOW) {
  const { challengeId, options } = await beginPasskey(deps, me, undefined, NOW);
  const input = { challengeId, title: '办公电脑', response: device.register(options, how) };
  const made = await registerPasskey(deps, me, input, at);
  return { device, ...made, me: await whoIs(deps, made.session.token, NOW) };
}
async function first(device: Authenticator, how: Misbehaviour = {}, at = NOW) {
  const { challengeId, options } = await beginPasskeySignIn(deps, null, NOW);
  return signInWithPasskey(deps, { challengeId, response: device.signIn(options, how) }, ORIGIN, at);
}

test('a passkey is registered, changes the token, and signs in whole', async () => {
  const me = await account();
  const { options } = await beginPasskey(deps, me, undefined, NOW);
  expect(options).toMatchObject({ rp: { id: 'jianjia.test' }, user: { name: 'wangxm' }, attestation: 'none' });
  const { device, session, me: now } = await register(me);
  expect(session.stage).toBe('whole');
  const inside = await first(device);
  expect(inside.stage).toBe('whole');
  expect(await findSession(db.system, inside.token, NOW)).toMatchObject({ accountId: me.accountId, stage: 'whole' });
  const listed = await listPasskeys(db.system, me.accountId);
  expect(listed).toMatchObject([{ title: '办公电脑', backedUp: false, lastUsedAt: NOW }]);
  const offered = await beginPasskey(deps, now, undefined, NOW);
  expect(offered.options.excludeCredentials).toMatchObject([{ id: device.id }]);
});

test('a challenge is not told by the options of a first factor: they name no account', async () => {
  await register(await account());
  const { options } = await beginPasskeySignIn(deps, null, NOW);
  expect(options.allowCredentials ?? []).toEqual([]);
  expect(options.userVerification).toBe('required');
});

describe('registration is refused', () => {
  test.each<[string, Misbehaviour]>([
    ['from another origin', { origin: 'https://jianjia.test.evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['with another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
  ])('%s', async (_why, how) => {
    const me = await account();
    await expect(register(me, undefined, how)).rejects.toMatchObject(refused);
    expect(await listPasskeys(db.system, me.accountId)).toEqual([]);
  });
  test('after five minutes, not a millisecond before', async () => {
    const me = await account();
    await expect(register(me, undefined, {}, later(5))).rejects.toMatchObject(refused);
    await register(me, undefined, {}, later(5, -1));
  });
  test('twice with one challenge, also after a failure, and for a challenge of somebody else', async () => {
    const me = await account();
    const stranger = await account('lisi');
    const { challengeId, options } = await beginPasskey(deps, me, undefined, NOW);
    const response = new Authenticator(SITE).register(options);
    const input = { challengeId, title: '手机', response };
    await expect(registerPasskey(deps, stranger, input, NOW)).rejects.toMatchObject(refused);
    const bad = { ...input, response: new Authenticator(SITE).register(options, { origin: 'https://evil.example' }) };
    await expect(registerPasskey(deps, me, bad, NOW)).rejects.toMatchObject(refused);
    await expect(registerPasskey(deps, me, input, NOW)).rejects.toMatchObject(refused);
  });
  test('for a key that is known already, and beyond ten', async () => {
    const made = await register(await account());
    let { me } = made;
    await expect(register(me, made.device)).rejects.toMatchObject({ id: 'identity.passkeyKnown' });
    for (let n = 0; n < 9; n += 1) ({ me } = await register(me));
    await expect(register(me)).rejects.toMatchObject({ id: 'identity.tooManyPasskeys' });
  });
});

describe('sign-in is refused', () => {
  test.each<[string, Misbehaviour]>([
    ['from another origin', { origin: 'http://jianjia.test' }],
    ['for another site', { rpId: 'evil.example' }],
    ['with another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['without verifying the user', { verified: false }],
    ['with another key', { foreignKey: true }],
  ])('%s', async (_why, how) => {
    const { device } = await register(await account());
    await expect(first(device, how)).rejects.toMatchObject(refused);
    expect((await first(device)).stage).toBe('whole');
  });
  test('when the counter goes back or stands still', async () => {
    const { device } = await register(await account());
    await first(device, { counter: 7 });
    await expect(first(device, { counter: 6 })).rejects.toMatchObject(refused);
    await expect(first(device, { counter: 7 })).rejects.toMatchObject(refused);
    await expect(first(device, { counter: 0 })).rejects.toMatchObject(refused);
    expect((await first(device, { counter: 8 })).stage).toBe('whole');
  });
  test('when replayed, also at the same moment, and late', async () => {
    const { device } = await register(await account());
    const { challengeId, options } = await beginPasskeySignIn(deps, null, NOW);
    const response = device.signIn(options);
    const all = await Promise.allSettled(
      Array.from({ length: 5 }, () => signInWithPasskey(deps, { challengeId, response }, ORIGIN, NOW)),
    );
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    await expect(first(device, {}, later(5))).rejects.toMatchObject(refused);
    expect((await first(device, {}, later(5, -1))).stage).toBe('whole');
  });
  test('for an unknown key and a disabled account', async () => {
    const { device, me } = await register(await account());
    await expect(first(new Authenticator(SITE))).rejects.toMatchObject(refused);
    await disableAccount(deps, ADMINISTRATOR, { accountId: me.accountId }, NOW);
    await expect(first(device)).rejects.toMatchObject(refused);
  });
});

describe('as the second factor', () => {
  async function half(login = 'wangxm') {
    const session = await enter(login);
    expect(session.stage).toBe('second_factor');
    return { token: session.token, me: await whoIs(deps, session.token, NOW) };
  }
  test('it completes a session, user verification is not asked, the token changes', async () => {
    const { device } = await register(await account());
    const { token, me } = await half();
    const { challengeId, options } = await beginPasskeySignIn(deps, me, NOW);
    expect(options.allowCredentials).toMatchObject([{ id: device.id, transports: ['internal'] }]);
    const response = device.signIn(options, { verified: false });
    const whole = await signInSecondPasskey(deps, me, { challengeId, response }, ORIGIN, NOW);
    expect(whole.stage).toBe('whole');
    expect(await findSession(db.system, token, NOW)).toBeNull();
  });
  test('another account’s key or a first-factor challenge does not', async () => {
    await register(await account());
    const { device: foreign } = await register(await account('lisi'));
    const { me } = await half();
    const own = await beginPasskeySignIn(deps, me, NOW);
    const response = foreign.signIn(own.options);
    await expect(
      signInSecondPasskey(deps, me, { challengeId: own.challengeId, response }, ORIGIN, NOW),
    ).rejects.toMatchObject(refused);
    const whole = await whoIs(deps, (await first(foreign)).token, NOW);
    const made = await beginPasskey(deps, whole, undefined, NOW);
    const mixed = { challengeId: made.challengeId, response: foreign.signIn(made.options) };
    const { me: lisi } = await half('lisi');
    await expect(signInSecondPasskey(deps, lisi, mixed, ORIGIN, NOW)).rejects.toMatchObject(refused);
    const open = await beginPasskeySignIn(deps, null, NOW);
    const answer = { challengeId: open.challengeId, response: foreign.signIn(open.options) };
    await expect(signInSecondPasskey(deps, me, answer, ORIGIN, NOW)).rejects.toMatchObject(refused);
  });
});

test('who must have a factor enrols with a passkey, and cannot remove the last', async () => {
  await account();
  const session = await signIn(strict, { login: 'wangxm', password: GOOD }, ORIGIN, NOW);
  expect(session.stage).toBe('enrol_factor');
  const { passkeyId, session: whole, me } = await register(await whoIs(deps, session.token, NOW));
  expect(whole.stage).toBe('whole');
  const removal = { passkeyId, password: GOOD };
  await expect(removePasskey(strict, me, removal, NOW)).rejects.toMatchObject({ id: 'identity.factorNeeded' });
  expect(await listPasskeys(db.system, me.accountId)).toHaveLength(1);
});

test('renamed and removed by its owner only, removed with the password or shortly after signing in', async () => {
  const { passkeyId, me } = await register(await account());
  const stranger = await account('lisi');
  const noPasskey = { id: 'identity.noPasskey' };
  await expect(renamePasskey(deps, stranger, { passkeyId, title: '我的' })).rejects.toMatchObject(noPasskey);
  await expect(removePasskey(deps, stranger, { passkeyId, password: GOOD }, NOW)).rejects.toMatchObject(noPasskey);
  await renamePasskey(deps, me, { passkeyId, title: ' 新电脑 ' });
  expect(await listPasskeys(db.system, me.accountId)).toMatchObject([{ title: '新电脑' }]);
  await expect(removePasskey(deps, me, { passkeyId, password: 'wrong' }, NOW)).rejects.toMatchObject({
    id: 'identity.wrongPassword',
  });
  const needed = { id: 'identity.passwordNeeded' };
  await expect(removePasskey(deps, me, { passkeyId }, later(10))).rejects.toMatchObject(needed);
  await expect(beginPasskey(deps, me, undefined, later(10))).rejects.toMatchObject(needed);
  await removePasskey(deps, me, { passkeyId }, later(10, -1));
  expect(await listPasskeys(db.system, me.accountId)).toEqual([]);
});
