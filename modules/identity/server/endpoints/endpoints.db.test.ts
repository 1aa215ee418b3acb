import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { type Authenticate, buildHttpServer } from '@jianjia/http';
import type { Endpoint } from '@jianjia/kernel';
import { generateSync } from 'otplib';
import { Writable } from 'node:stream';
import { accountEndpoints, factorEndpoints, oidcEndpoints, signInEndpoints } from '../../contract/index.ts';
import { Authenticator } from '../../testing/authenticator.ts';
import { testDeps } from '../../testing/deps.ts';
import { createSetupLink } from '../links/create-setup-link.ts';
import { findSession } from '../sessions/find-session.ts';
import { signInBindings } from './index.ts';

const db = await testDatabase();
const deps = testDeps(db.system);
const GOOD = '牧童遥指杏花村里有酒';
const OTHER = '两个黄鹂鸣翠柳上青天';

const authenticate: Authenticate = async (token, { requestId }) => {
  const found = await findSession(db.system, token, new Date());
  return found && { ...found, reach: '本人', requestId, permissions: new Set(['accounts:write']) };
};
let logged = '';
const server = await buildHttpServer({
  authenticate,
  bindings: signInBindings(deps),
  log: new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  }),
  rateLimits: false,
  ready: () => Promise.resolve(true),
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

type Answer = Record<string, unknown>;

/** A browser that keeps its cookie. */
class Browser {
  token = '';

  async call(endpoint: Endpoint, body?: object, params: Record<string, unknown> = {}): Promise<Answer> {
    const { method } = endpoint;
    const response = await server.inject({
      method,
      url: endpoint.path.replace(/:(\w+)/g, (_all, name: string) => String(params[name])),
      headers: { host: '127.0.0.1:7070', origin: 'http://127.0.0.1:7070' },
      cookies: this.token ? { jianjia: this.token } : {},
      ...(body ? { payload: body } : {}),
    });
    const cookie = response.cookies.find((one) => one.name === 'jianjia');
    if (cookie) this.token = cookie.value;
    if (this.token && response.body.includes(this.token)) throw new Error(`${endpoint.id} answers with the token`);
    return { status: response.statusCode, ...response.json<Answer>() };
  }
}

test('from the first start to sessions of every kind, over HTTP', async () => {
  const browser = new Browser();
  expect(await browser.call(signInEndpoints.currentSession)).toMatchObject({ session: null });
  const { token } = await createSetupLink(db.system, new Date());
  const admin = { login: 'admin', name: '管理员', password: GOOD };
  expect(await browser.call(accountEndpoints.setup, { token, ...admin })).toMatchObject({ status: 200 });
  expect(await browser.call(signInEndpoints.signIn, { login: 'admin', password: GOOD })).toMatchObject({
    stage: 'whole',
  });
  expect(await browser.call(signInEndpoints.currentSession)).toMatchObject({
    session: { login: 'admin', name: '管理员', stage: 'whole', permissions: ['accounts:write'] },
  });

  const totp = await browser.call(factorEndpoints.beginTotp, {});
  const epoch = Math.floor(Date.now() / 1000);
  const planted = browser.token;
  const code = generateSync({ secret: String(totp['secret']), epoch });
  const { recoveryCodes } = (await browser.call(factorEndpoints.confirmTotp, { code })) as { recoveryCodes?: string[] };
  expect(recoveryCodes).toHaveLength(10);
  expect(browser.token).not.toBe(planted);

  const other = new Browser();
  const half = await other.call(signInEndpoints.signIn, { login: 'admin', password: GOOD });
  expect(half).toMatchObject({ stage: 'second_factor' });
  expect(await other.call(signInEndpoints.listSessions)).toMatchObject({ status: 401 });
  expect(await other.call(signInEndpoints.signInSecondFactor, { code: '000000' })).toMatchObject({ status: 403 });
  expect(await other.call(signInEndpoints.signInSecondFactor, {})).toMatchObject({ status: 422 });
  const recoveryCode = recoveryCodes?.[0];
  expect(await other.call(signInEndpoints.signInSecondFactor, { recoveryCode })).toMatchObject({ stage: 'whole' });
  expect((await other.call(signInEndpoints.listSessions))['sessions']).toHaveLength(2);
  expect(await other.call(signInEndpoints.endOtherSessions)).toMatchObject({ ended: 1 });
  expect(await browser.call(signInEndpoints.currentSession)).toMatchObject({ session: null });

  const device = new Authenticator({ origin: 'https://jianjia.test', rpId: 'jianjia.test' });
  const made = await other.call(factorEndpoints.beginPasskey, {});
  const response = device.register(made['options'] as { challenge: string });
  const input = { challengeId: made['challengeId'], title: '手机', response };
  expect(await other.call(factorEndpoints.registerPasskey, input)).toMatchObject({ status: 200, stage: 'whole' });
  expect((await other.call(factorEndpoints.listPasskeys))['passkeys']).toHaveLength(1);
  const asked = await browser.call(factorEndpoints.passkeySignInOptions);
  const signed = device.signIn(asked['options'] as { challenge: string });
  const answer = { challengeId: asked['challengeId'], response: signed };
  expect(await browser.call(factorEndpoints.signInWithPasskey, answer)).toMatchObject({ stage: 'whole' });
  expect(await browser.call(signInEndpoints.signOut)).toMatchObject({ done: true });
  expect(browser.token).toBe('');
  expect(await browser.call(oidcEndpoints.oidcProviders)).toMatchObject({ providers: [] });
});

test('accounts are made, recovered, disabled and enabled; strangers may not', async () => {
  await db.owner.query('truncate identity.account, identity.sign_in_failure cascade');
  const admin = new Browser();
  const { token: setup } = await createSetupLink(db.system, new Date());
  await admin.call(accountEndpoints.setup, { token: setup, login: 'admin', name: '管理员', password: GOOD });
  await admin.call(signInEndpoints.signIn, { login: 'admin', password: GOOD });
  const user = new Browser();
  const wanted = { login: '王小明', name: '王小明', unionId: null, phone: '138 0013 8000' };
  expect(await user.call(accountEndpoints.createAccount, wanted)).toMatchObject({ status: 401 });
  const made = await admin.call(accountEndpoints.createAccount, wanted);
  const account = { account: made['accountId'] };
  const { token } = made['link'] as { token: string };
  expect(await user.call(accountEndpoints.recover, { token, password: GOOD })).toMatchObject({ login: '王小明' });
  await user.call(signInEndpoints.signIn, { login: '13800138000', password: GOOD });
  const recovery = { reason: '忘记密码', resetFactor: true };
  const link = await admin.call(accountEndpoints.startRecovery, recovery, account);
  expect(await user.call(signInEndpoints.currentSession)).toMatchObject({ session: null });
  await user.call(accountEndpoints.recover, { token: link['token'], password: OTHER });
  await admin.call(accountEndpoints.disableAccount, { reason: '离职' }, account);
  const entry = { login: '王小明', password: OTHER };
  expect(await user.call(signInEndpoints.signIn, entry)).toMatchObject({ status: 403 });
  expect(await admin.call(accountEndpoints.enableAccount, undefined, account)).toMatchObject({ done: true });
  expect(await user.call(signInEndpoints.signIn, entry)).toMatchObject({ stage: 'whole' });
  const changed = { current: OTHER, password: '窗含西岭千秋雪泊东吴' };
  expect(await user.call(signInEndpoints.changePassword, changed)).toMatchObject({ stage: 'whole' });
});

test('the log holds no password, token or code', () => {
  expect(logged.length).toBeGreaterThan(1000);
  expect(logged).not.toMatch(/牧童|黄鹂|13800138000/);
});

test('signing in again in a browser ends the session it held, by whatever way, and the reach that hung on it', async () => {
  const browser = new Browser();
  const credentials = { login: 'admin', password: GOOD };
  await db.owner.query('delete from identity.totp');
  await browser.call(signInEndpoints.signIn, credentials);
  const alive = async (token: string): Promise<boolean> => (await findSession(db.system, token, new Date())) !== null;
  const first = browser.token;
  const ticket = (await findSession(db.system, first, new Date()))?.ticket;
  await db.owner.query(
    `insert into identity.acting (ticket, account_id, member_nos, known_roots, digest, expires_at, name, reach)
     select $1, account_id, '{}', '{}', '', now() + interval '1 hour', '', '' from identity.account limit 1`,
    [ticket],
  );
  await browser.call(signInEndpoints.signIn, { ...credentials, password: 'wrong' });
  expect(await alive(first)).toBe(true);
  await browser.call(signInEndpoints.signIn, credentials);
  expect([await alive(first), await alive(browser.token)]).toEqual([false, true]);
  expect((await db.owner.query('select from identity.acting where ticket = $1', [ticket])).rowCount).toBe(0);
  const { rows } = await db.owner.query<{ act: string }>('select act from journal.entry order by at desc limit 1');
  expect(rows).toEqual([{ act: 'identity.sessionReplaced' }]);
});
