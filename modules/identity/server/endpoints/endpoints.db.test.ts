import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import type { Endpoint } from '@jianjia/kernel';
import { generateSync } from 'otplib';
import { accountEndpoints, factorEndpoints, oidcEndpoints, signInEndpoints } from '../../contract/index.ts';
import { Authenticator } from '../../testing/authenticator.ts';
import { ORIGIN, testDeps } from '../../testing/deps.ts';
import { createSetupLink } from '../links/create-setup-link.ts';
import { findSession } from '../sessions/find-session.ts';
import type { SessionActor } from './call.ts';
import { signInHandlers } from './index.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const deps = testDeps(db.system);
const NOW = new Date('2026-11-25T08:00:00Z');
const GOOD = '牧童遥指杏花村里有酒';

/** A browser that keeps the cookie, before a layer that parses by the contract. */
class Browser {
  token: string | null = null;

  async call(endpoint: Endpoint, body?: unknown, params: unknown = {}, now = NOW): Promise<Record<string, unknown>> {
    const handler = signInHandlers.find((one) => one.endpoint === endpoint);
    if (!handler) throw new Error('no handler');
    const answer = await handler.answer(deps, {
      ...ORIGIN,
      now,
      actor: await this.actor(now),
      params: endpoint.params?.parse(params) as never,
      body: endpoint.body?.parse(body) as never,
      setSession: (token) => {
        this.token = token;
      },
      clearSession: () => {
        this.token = null;
      },
    });
    return endpoint.answer.parse(answer) as Record<string, unknown>;
  }

  async actor(now: Date): Promise<SessionActor | null> {
    const found = this.token === null ? null : await findSession(db.system, this.token, now);
    return found && { ...found, reach: '本人', requestId: ORIGIN.requestId, permissions: new Set(['accounts:write']) };
  }
}

test('from the first start to a session of every kind; no answer holds a token of a session', async () => {
  const browser = new Browser();
  expect(await browser.call(signInEndpoints.currentSession)).toEqual({ session: null });
  const { token } = await createSetupLink(db.system, NOW);
  await browser.call(accountEndpoints.setup, { token, login: 'admin', name: '管理员', password: GOOD });
  const inside = await browser.call(signInEndpoints.signIn, { login: 'admin', password: GOOD });
  expect(inside).toEqual({ stage: 'whole', expires: '2026-12-02T08:00:00.000Z' });
  expect(await browser.call(signInEndpoints.currentSession)).toMatchObject({
    session: { login: 'admin', name: '管理员', stage: 'whole', permissions: ['accounts:write'] },
  });

  const totp = await browser.call(factorEndpoints.beginTotp, {});
  const code = (at: Date) => generateSync({ secret: String(totp['secret']), epoch: at.getTime() / 1000 });
  const planted = browser.token;
  const confirmed = await browser.call(factorEndpoints.confirmTotp, { code: code(NOW) });
  expect(confirmed['recoveryCodes']).toHaveLength(10);
  expect(browser.token).not.toBe(planted);
  expect(JSON.stringify([inside, confirmed])).not.toContain(browser.token);

  const other = new Browser();
  const later = new Date(NOW.getTime() + 60_000);
  expect(await other.call(signInEndpoints.signIn, { login: 'admin', password: GOOD }, {}, later)).toMatchObject({
    stage: 'second_factor',
  });
  await expect(other.call(signInEndpoints.signInSecondFactor, { code: '000000' }, {}, later)).rejects.toMatchObject({
    id: 'identity.wrongCode',
  });
  expect(await other.call(signInEndpoints.signInSecondFactor, { code: code(later) }, {}, later)).toMatchObject({
    stage: 'whole',
  });
  expect((await other.call(signInEndpoints.listSessions, undefined, {}, later))['sessions']).toHaveLength(2);
  expect(await other.call(signInEndpoints.endOtherSessions, undefined, {}, later)).toEqual({ ended: 1 });
  expect(await browser.call(signInEndpoints.currentSession, undefined, {}, later)).toEqual({ session: null });

  const device = new Authenticator({ origin: 'https://jianjia.test', rpId: 'jianjia.test' });
  const made = await other.call(factorEndpoints.beginPasskey, {}, {}, later);
  const response = device.register(made['options'] as { challenge: string });
  const input = { challengeId: made['challengeId'], title: '手机', response };
  await other.call(factorEndpoints.registerPasskey, input, {}, later);
  expect((await other.call(factorEndpoints.listPasskeys, undefined, {}, later))['passkeys']).toHaveLength(1);
  const asked = await browser.call(factorEndpoints.passkeySignInOptions, undefined, {}, later);
  const answer = {
    challengeId: asked['challengeId'],
    response: device.signIn(asked['options'] as { challenge: string }),
  };
  expect(await browser.call(factorEndpoints.signInWithPasskey, answer, {}, later)).toMatchObject({ stage: 'whole' });
  expect(await browser.call(signInEndpoints.signOut, undefined, {}, later)).toEqual({ done: true });
  expect(browser.token).toBeNull();
  expect(await browser.call(signInEndpoints.signOut, undefined, {}, later)).toEqual({ done: true });
  expect(await browser.call(oidcEndpoints.oidcProviders)).toEqual({ providers: [] });
});

test('accounts are made, recovered, disabled and enabled; whoever has no session is told so', async () => {
  const admin = new Browser();
  await admin.call(signInEndpoints.signIn, { login: 'admin', password: GOOD });
  await db.system.query(`update identity.session set stage = 'whole'`);
  const nobody = new Browser();
  const wanted = { login: '王小明', name: '王小明', unionId: null, phone: '138 0013 8000' };
  await expect(nobody.call(accountEndpoints.createAccount, wanted)).rejects.toMatchObject({ id: 'identity.noSession' });
  const made = await admin.call(accountEndpoints.createAccount, wanted);
  const account = { account: made['accountId'] };
  const { token } = made['link'] as { token: string };
  expect(await nobody.call(accountEndpoints.recover, { token, password: GOOD })).toEqual({ login: '王小明' });
  await nobody.call(signInEndpoints.signIn, { login: '13800138000', password: GOOD });
  const recovery = { reason: '忘记密码', resetFactor: true };
  const link = await admin.call(accountEndpoints.startRecovery, recovery, account);
  expect(await nobody.call(signInEndpoints.currentSession)).toEqual({ session: null });
  const fresh = { token: link['token'], password: '两个黄鹂鸣翠柳上青天' };
  await nobody.call(accountEndpoints.recover, fresh);
  await admin.call(accountEndpoints.disableAccount, { reason: '离职' }, account);
  await expect(
    nobody.call(signInEndpoints.signIn, { login: '王小明', password: fresh.password }),
  ).rejects.toMatchObject({ id: 'identity.wrongCredentials' });
  await admin.call(accountEndpoints.enableAccount, undefined, account);
  await nobody.call(signInEndpoints.signIn, { login: '王小明', password: fresh.password });
  const changed = { current: fresh.password, password: '窗含西岭千秋雪泊东吴' };
  expect(await nobody.call(signInEndpoints.changePassword, changed)).toMatchObject({ stage: 'whole' });
});
