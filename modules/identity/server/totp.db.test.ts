import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { generateSync } from 'otplib';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { createAccount } from './accounts/create-account.ts';
import { recover } from './links/recover.ts';
import { startRecovery } from './links/start-recovery.ts';
import { findSession } from './sessions/find-session.ts';
import { signIn } from './sign-in.ts';
import { signInSecondFactor } from './sign-in-second-factor.ts';
import { beginTotp } from './totp/begin-totp.ts';
import { confirmTotp } from './totp/confirm-totp.ts';
import { removeTotp } from './totp/remove-totp.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const deps = testDeps(db.system);
const strict = { ...deps, mustHaveFactor: async () => true };

// The begin of a step of thirty seconds.
const NOW = new Date('2026-11-25T08:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const GOOD = '牧童遥指杏花村里有酒';
const wrongCode = { id: 'identity.wrongCode' };

beforeEach(async () => {
  await db.owner.query('truncate identity.account, identity.sign_in_failure cascade');
  const made = await createAccount(deps, ADMINISTRATOR, { login: 'wangxm', name: '王小明', unionId: null }, NOW);
  await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW);
});

const enter = (now = NOW) => signIn(deps, { login: 'wangxm', password: GOOD }, ORIGIN, now);
const codeAt = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });

/** Enrols at NOW with the code of that step. */
async function enrolled() {
  const me = await whoIs(deps, (await enter()).token, NOW);
  const { secret } = await beginTotp(deps, me, undefined, NOW);
  const confirmed = await confirmTotp(deps, me, codeAt(secret, NOW), NOW);
  return { secret, ...confirmed };
}
async function second(now: Date) {
  const { token } = await enter(now);
  const me = await whoIs(deps, token, now);
  return {
    token,
    me,
    code: (code: string, at = now) => signInSecondFactor(deps, me, { code }, ORIGIN, at),
    recovery: (recoveryCode: string) => signInSecondFactor(deps, me, { recoveryCode }, ORIGIN, now),
  };
}

test('enrolment shows address and picture, counts only once confirmed, and changes the token', async () => {
  const session = await enter();
  const me = await whoIs(deps, session.token, NOW);
  const first = await beginTotp(deps, me, undefined, NOW);
  const offer = await beginTotp(deps, me, undefined, NOW);
  expect(offer.secret).not.toBe(first.secret);
  expect(new URL(offer.uri).searchParams.get('secret')).toBe(offer.secret);
  expect(decodeURIComponent(offer.uri)).toMatch(/^otpauth:\/\/totp\/建家:wangxm\?/);
  expect(offer.qr).toMatch(/^<svg/);
  expect((await enter()).stage).toBe('whole');
  await expect(confirmTotp(deps, me, codeAt(first.secret, NOW), NOW)).rejects.toMatchObject(wrongCode);
  const confirmed = await confirmTotp(deps, me, codeAt(offer.secret, NOW), NOW);
  expect(new Set(confirmed.recoveryCodes).size).toBe(10);
  expect(await findSession(db.system, session.token, NOW)).toBeNull();
  expect((await enter()).stage).toBe('second_factor');
  const again = await whoIs(deps, confirmed.session.token, NOW);
  await expect(beginTotp(deps, again, undefined, NOW)).rejects.toMatchObject({ id: 'identity.factorExists' });
});

test('the secret is sealed, the recovery codes are hashes', async () => {
  const { secret, recoveryCodes } = await enrolled();
  const { rows } = await db.system.query<{ all: string }>(
    `select (select string_agg(encode(secret, 'escape'), '') from identity.totp) ||
            (select string_agg(encode(code_hash, 'escape'), '') from identity.recovery_code) as all`,
  );
  for (const plain of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) {
    expect(rows[0]?.all).not.toContain(plain);
  }
});

test('a code is good one step before and after, not two', async () => {
  const { secret } = await enrolled();
  const { code } = await second(later(300));
  await expect(code(codeAt(secret, later(240)))).rejects.toMatchObject(wrongCode);
  await expect(code(codeAt(secret, later(360)))).rejects.toMatchObject(wrongCode);
  expect((await code(codeAt(secret, later(270)))).stage).toBe('whole');
  const next = await second(later(300));
  expect((await next.code(codeAt(secret, later(330)))).stage).toBe('whole');
});

test('a used code and codes before it are not good again', async () => {
  const { secret } = await enrolled();
  await expect((await second(NOW)).code(codeAt(secret, NOW))).rejects.toMatchObject(wrongCode);
  const one = await second(later(300));
  await one.code(codeAt(secret, later(300)));
  const two = await second(later(301));
  await expect(two.code(codeAt(secret, later(300)))).rejects.toMatchObject(wrongCode);
  await expect(two.code(codeAt(secret, later(270)))).rejects.toMatchObject(wrongCode);
  expect((await two.code(codeAt(secret, later(330)))).stage).toBe('whole');
});

test('one code used in many sessions at one moment opens one', async () => {
  const { secret } = await enrolled();
  const sessions = [];
  for (let n = 0; n < 4; n += 1) sessions.push(await second(later(300)));
  const all = await Promise.allSettled(sessions.map(({ code }) => code(codeAt(secret, later(300)))));
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('the second step gives a new token and a long session; the half one is short and can do nothing else', async () => {
  const { secret } = await enrolled();
  const { token, me, code } = await second(later(300));
  await expect(beginTotp(deps, me, undefined, later(300))).rejects.toMatchObject({ id: 'identity.wrongStage' });
  const whole = await code(codeAt(secret, later(300)));
  expect(whole.expires).toEqual(later(300 + 7 * 86_400));
  expect(await findSession(db.system, token, later(300))).toBeNull();
  expect(await findSession(db.system, whole.token, later(300))).toMatchObject({ stage: 'whole' });
  await expect(code(codeAt(secret, later(330)))).rejects.toMatchObject({ id: 'identity.wrongStage' });
});

test('a half session ends after half an hour', async () => {
  const { secret } = await enrolled();
  const { code, token } = await second(later(300));
  expect(await findSession(db.system, token, later(300 + 1800))).toBeNull();
  await expect(code(codeAt(secret, later(2100)), later(300 + 1800))).rejects.toMatchObject({
    id: 'identity.noSession',
  });
});

test('wrong codes are counted: five, then a delay, also over several sessions and at one moment', async () => {
  const { secret } = await enrolled();
  const { code } = await second(later(300));
  const other = await second(later(300));
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => code('000000')));
  const ids = all.map((one) => (one.status === 'rejected' ? (one.reason as { id: string }).id : 'in'));
  expect(ids.filter((id) => id === 'identity.wrongCode')).toHaveLength(5);
  await expect(other.code(codeAt(secret, later(300)))).rejects.toMatchObject({ id: 'identity.tooManyGuesses' });
});

test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '12 456', "1' or'"])(
  'the code %j is wrong, not a fault',
  async (code) => {
    await enrolled();
    await expect((await second(later(300))).code(code)).rejects.toMatchObject(wrongCode);
  },
);

test('a recovery code opens once, however it is typed', async () => {
  const { recoveryCodes } = await enrolled();
  const [first = '', next = ''] = recoveryCodes;
  expect(first).toMatch(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/);
  expect((await (await second(NOW)).recovery(first.toUpperCase().replaceAll('-', ' '))).stage).toBe('whole');
  await expect((await second(NOW)).recovery(first)).rejects.toMatchObject(wrongCode);
  expect((await (await second(NOW)).recovery(next.replaceAll('0', 'O').replaceAll('1', 'l'))).stage).toBe('whole');
});

test('who must have a factor enrols before anything else and cannot remove the last', async () => {
  const session = await signIn(strict, { login: 'wangxm', password: GOOD }, ORIGIN, NOW);
  expect(session.stage).toBe('enrol_factor');
  const me = await whoIs(deps, session.token, NOW);
  const { secret } = await beginTotp(strict, me, undefined, NOW);
  const { session: whole } = await confirmTotp(strict, me, codeAt(secret, NOW), NOW);
  expect(whole.stage).toBe('whole');
  const now = await whoIs(deps, whole.token, NOW);
  await expect(removeTotp(strict, now, GOOD, NOW)).rejects.toMatchObject({ id: 'identity.factorNeeded' });
  expect((await enter()).stage).toBe('second_factor');
});

test('once the session is ten minutes old, factors change with the password only', async () => {
  const { session } = await enrolled();
  const me = await whoIs(deps, session.token, NOW);
  const needed = { id: 'identity.passwordNeeded' };
  await expect(removeTotp(deps, me, undefined, later(600))).rejects.toMatchObject(needed);
  await expect(beginTotp(deps, me, undefined, later(600))).rejects.toMatchObject(needed);
  await expect(beginTotp(deps, me, undefined, later(599))).rejects.toMatchObject({ id: 'identity.factorExists' });
  await expect(removeTotp(deps, me, 'wrong', later(1))).rejects.toMatchObject({ id: 'identity.wrongPassword' });
  await removeTotp(deps, me, GOOD, later(600));
  await expect(removeTotp(deps, me, GOOD, later(600))).rejects.toMatchObject({ id: 'identity.noFactor' });
  expect((await enter()).stage).toBe('whole');
  expect((await db.system.query('select from identity.recovery_code')).rowCount).toBe(0);
});

test.each([
  [false, 'second_factor'],
  [true, 'whole'],
])('recovery with resetFactor %s leads to %s', async (resetFactor, stage) => {
  await enrolled();
  const { rows } = await db.system.query<{ id: string }>('select account_id as id from identity.account');
  const input = { accountId: rows[0]?.id ?? '', reason: '手机丢失', resetFactor };
  const { token } = await startRecovery(deps, ADMINISTRATOR, input, NOW);
  await recover(deps, { token, password: '两个黄鹂鸣翠柳上青天' }, ORIGIN, NOW);
  const session = await signIn(deps, { login: 'wangxm', password: '两个黄鹂鸣翠柳上青天' }, ORIGIN, NOW);
  expect(session.stage).toBe(stage);
});
