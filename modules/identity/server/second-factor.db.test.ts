import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { generateSync } from 'otplib';
import { Authenticator } from '../testing/authenticator.ts';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { createAccount } from './accounts/create-account.ts';
import type { SignedIn } from './deps.ts';
import { recover } from './links/recover.ts';
import { authenticate } from './reach/authenticate.ts';
import { beginPasskey, registerPasskey } from './passkeys/register-passkey.ts';
import { signIn } from './sign-in.ts';
import { beginTotp } from './totp/begin-totp.ts';
import { confirmTotp } from './totp/confirm-totp.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const deps = testDeps(db.system, { mustHaveFactor: async () => true });

const NOW = new Date('2026-11-25T08:00:00Z');
const GOOD = '牧童遥指杏花村里有酒';
const late = { id: 'identity.wrongStage' };

beforeEach(async () => {
  await db.owner.query('truncate identity.account, identity.sign_in_failure cascade');
  const made = await createAccount(deps, ADMINISTRATOR, { login: 'wangxm', name: '王小明', unionId: null }, NOW);
  await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW);
});

/** A session that has shown the password and owes enrolment. */
async function half(): Promise<SignedIn> {
  const { token, stage } = await signIn(deps, { login: 'wangxm', password: GOOD }, ORIGIN, NOW);
  expect(stage).toBe('enrol_factor');
  return whoIs(deps, token, NOW);
}

async function passkey(me: SignedIn): Promise<string> {
  const { challengeId, options } = await beginPasskey(deps, me, undefined, NOW);
  const device = new Authenticator({ origin: 'https://jianjia.test', rpId: 'jianjia.test' });
  const input = { challengeId, title: '手机', response: device.register(options) };
  return (await registerPasskey(deps, me, input, NOW)).session.stage;
}

async function totp(me: SignedIn): Promise<string> {
  const { secret } = await beginTotp(deps, me, undefined, NOW);
  const code = generateSync({ secret, epoch: NOW.getTime() / 1000 });
  return (await confirmTotp(deps, me, code, NOW)).session.stage;
}

test.each([
  ['passkey', totp, passkey],
  ['authenticator app', passkey, totp],
  ['second passkey', passkey, passkey],
])('a half session does not enrol a factor once the account has one: %s', async (_what, owner, thief) => {
  const [mine, other] = [await half(), await half()];
  expect(await owner(mine)).toBe('whole');
  await expect(thief(other)).rejects.toMatchObject(late);
});

test('of two half sessions that enrol at one moment one becomes whole', async () => {
  const [one, two, three] = [await half(), await half(), await half()];
  const stages = await Promise.allSettled([passkey(one), passkey(two), totp(three)]);
  expect(stages.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a session from before owes a factor as soon as its account has a role that must have one', async () => {
  const { token } = await signIn(testDeps(db.system), { login: 'wangxm', password: GOOD }, ORIGIN, NOW);
  const now = () => authenticate(db.system, token, ORIGIN.requestId, NOW);
  expect((await now())?.stage).toBe('whole');
  await db.owner.query(
    `insert into identity.role_grant (account_id, role, source, reason)
     select account_id, 'administrator', 'appointed', '测试' from identity.account`,
  );
  expect(await now()).toMatchObject({ stage: 'enrol_factor', permissions: new Set() });
  const { secret } = await beginTotp(deps, await whoIs(deps, token, NOW), undefined, NOW);
  const code = generateSync({ secret, epoch: NOW.getTime() / 1000 });
  const { session } = await confirmTotp(deps, await whoIs(deps, token, NOW), code, NOW);
  const whole = await authenticate(db.system, session.token, ORIGIN.requestId, NOW);
  expect(whole?.stage).toBe('whole');
  expect(whole?.permissions.has('accounts:write')).toBe(true);
});
