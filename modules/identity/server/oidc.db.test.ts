import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { Problem } from '@jianjia/kernel';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { type Claims, testProvider } from '../testing/oidc-provider.ts';
import { createAccount } from './accounts/create-account.ts';
import { disableAccount } from './accounts/disable-account.ts';
import type { SignedIn } from './deps.ts';
import { recover } from './links/recover.ts';
import { startRecovery } from './links/start-recovery.ts';
import { oidcClients } from './oidc/clients.ts';
import { finishOidc } from './oidc/finish-oidc.ts';
import { listIdentities, registerIdentity, unlinkIdentity } from './oidc/identities.ts';
import { startOidc } from './oidc/start-oidc.ts';
import { findSession } from './sessions/find-session.ts';
import { signIn } from './sign-in.ts';
import { hashToken } from './tokens.ts';

const provider = await testProvider();
const db = await testDatabase();
afterAll(async () => {
  await provider.close();
  await db.drop();
});
const { issuer, clientId, clientSecret } = provider;
const common = {
  issuer,
  clientId,
  clientSecret,
  claim: 'preferred_username',
  redirectUri: 'https://jianjia.test/oidc',
};
const clients = oidcClients([
  { ...common, id: 'city', title: '市民统一登录' },
  { ...common, id: 'phone', title: '政务统一登录', phoneClaim: 'phone_number' },
  { ...common, id: 'carrier', title: '运营商登录', phoneClaim: 'phone_number', phoneVerifiedByProvider: true },
  { ...common, id: 'down', title: '停机', issuer: 'http://127.0.0.1:9' },
]);
const deps = testDeps(db.system, { oidc: clients });

const NOW = new Date('2026-11-25T08:00:00Z');
const later = (minutes: number, plus = 0) => new Date(NOW.getTime() + minutes * 60_000 + plus);
const GOOD = '牧童遥指杏花村里有酒';
const refused = { id: 'identity.oidcRefused' };
const unknown = { id: 'identity.oidcUnknown' };

beforeEach(async () => {
  await db.owner.query('truncate identity.account, identity.sign_in_failure, identity.oidc_flow cascade');
});

async function account(login = 'wangxm', phone = '13800138000'): Promise<SignedIn> {
  const made = await createAccount(deps, ADMINISTRATOR, { login, name: '王小明', unionId: null, phone }, NOW);
  await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW);
  return whoIs(deps, (await signIn(deps, { login, password: GOOD }, ORIGIN, NOW)).token, NOW);
}

interface Way {
  readonly id?: string;
  readonly me?: SignedIn;
  readonly finisher?: SignedIn | null;
  readonly browser?: string;
  readonly state?: string;
  readonly iss?: string;
  readonly foreignKey?: boolean;
  readonly at?: Date;
}

async function go(claims: Claims, way: Way = {}) {
  const start = await startOidc(deps, { provider: way.id ?? 'city', accountId: way.me?.accountId ?? null }, NOW);
  const back = provider.authorize(start.url, claims, { foreignKey: way.foreignKey ?? false });
  const answer = {
    ...back,
    browser: way.browser ?? start.browser,
    iss: way.iss,
    ...(way.state ? { state: way.state } : {}),
  };
  const finisher = way.finisher === undefined ? (way.me ?? null) : way.finisher;
  return finishOidc(deps, finisher, answer, ORIGIN, way.at ?? NOW);
}

test('a registered name signs in; its first sign-in pins the subject', async () => {
  const me = await account();
  const input = { accountId: me.accountId, provider: 'city', name: 'wang' };
  await registerIdentity(deps, ADMINISTRATOR, input, NOW);
  const session = await go({ sub: 's-1', preferred_username: 'wang' });
  expect(session?.stage).toBe('whole');
  expect(await findSession(db.system, session?.token ?? '', NOW)).toMatchObject({ login: 'wangxm' });
  // The name at the service has passed to somebody else.
  await expect(go({ sub: 's-2', preferred_username: 'wang' })).rejects.toMatchObject(unknown);
  // The same person under another name there.
  expect((await go({ sub: 's-1', preferred_username: 'wang2' }))?.stage).toBe('whole');
});

test('names are registered within reach only, once', async () => {
  const me = await account();
  const refuse = () => Promise.reject(new Problem('identity.outOfReach', 'forbidden', '不在范围内'));
  const out = { ...deps, reach: { ...deps.reach, account: refuse } };
  const input = { accountId: me.accountId, provider: 'city', name: 'wang' };
  await expect(registerIdentity(out, ADMINISTRATOR, input, NOW)).rejects.toMatchObject({ id: 'identity.outOfReach' });
  await registerIdentity(deps, ADMINISTRATOR, input, NOW);
  await expect(registerIdentity(deps, ADMINISTRATOR, input, NOW)).rejects.toMatchObject({
    id: 'identity.identityTaken',
  });
});

test('unknown subjects get no account', async () => {
  await account();
  await expect(go({ sub: 's-1', preferred_username: 'wangxm' })).rejects.toMatchObject(unknown);
  await expect(go({ sub: 's-1' })).rejects.toMatchObject(unknown);
  await expect(go({ sub: 's-1', phone_number: '13800138000' })).rejects.toMatchObject(unknown);
  expect((await db.system.query('select from identity.account')).rowCount).toBe(1);
});

test('a telephone links only where the service is configured so, and only if it is verified', async () => {
  await account();
  const claims = { sub: 's-1', phone_number: '+86 13800138000', phone_number_verified: true };
  for (const phone_number_verified of [false, undefined, 'true', 1, null]) {
    await expect(go({ ...claims, phone_number_verified }, { id: 'phone' })).rejects.toMatchObject(unknown);
  }
  await expect(go({ ...claims, phone_number_verified: false }, { id: 'phone' })).rejects.toMatchObject(unknown);
  await expect(go({ ...claims, phone_number: '13900139000' }, { id: 'phone' })).rejects.toMatchObject(unknown);
  expect((await go(claims, { id: 'phone' }))?.stage).toBe('whole');
  expect((await go({ sub: 's-1' }, { id: 'phone' }))?.stage).toBe('whole');
  // The number has been given to somebody else.
  await expect(go({ ...claims, sub: 's-2' }, { id: 'phone' })).rejects.toMatchObject(unknown);
});

test('a service that verifies every telephone may say nothing about it, but not that it is unverified', async () => {
  await account();
  const claims = { sub: 's-1', phone_number: '+86 13800138000' };
  await expect(go({ ...claims, phone_number_verified: false }, { id: 'carrier' })).rejects.toMatchObject(unknown);
  expect((await go(claims, { id: 'carrier' }))?.stage).toBe('whole');
});

test('whoever is signed in links himself, and unlinks', async () => {
  const me = await account();
  const stranger = await account('lisi', '13900139000');
  expect(await go({ sub: 's-1' }, { me })).toBeNull();
  expect((await go({ sub: 's-1' }))?.stage).toBe('whole');
  await expect(go({ sub: 's-1' }, { me: stranger })).rejects.toMatchObject({ id: 'identity.identityTaken' });
  const [linked] = await listIdentities(db.system, me.accountId);
  const identityId = linked?.identityId ?? '';
  await expect(unlinkIdentity(deps, stranger, identityId, NOW)).rejects.toMatchObject({ id: 'identity.noIdentity' });
  await unlinkIdentity(deps, me, identityId, NOW);
  await expect(go({ sub: 's-1' })).rejects.toMatchObject(unknown);
});

test('recovery that takes the factors takes linked identities with them, and says so', async () => {
  const me = await account();
  await registerIdentity(deps, ADMINISTRATOR, { accountId: me.accountId, provider: 'city', name: 'wang' }, NOW);
  await go({ sub: 'thief' }, { me });
  const restart = async (resetFactor: boolean): Promise<void> => {
    const input = { accountId: me.accountId, reason: '手机被盗', resetFactor };
    const { token } = await startRecovery(deps, ADMINISTRATOR, input, NOW);
    await recover(
      deps,
      { token, password: resetFactor ? '两个黄鹂鸣翠柳上青天' : '窗含西岭千秋雪泊东吴' },
      ORIGIN,
      NOW,
    );
  };
  await restart(false);
  expect((await go({ sub: 'thief' }))?.stage).toBe('whole');
  await restart(true);
  await expect(go({ sub: 'thief' })).rejects.toMatchObject(unknown);
  await expect(go({ sub: 's-1', preferred_username: 'wang' })).rejects.toMatchObject(unknown);
  const { rows } = await db.owner.query<{ after: object }>(
    `select after from journal.entry where act = 'identity.recover' order by at desc limit 1`,
  );
  expect(rows[0]?.after).toMatchObject({ factorRemoved: true, unlinked: [issuer, issuer] });
});

test('the journal tells which identity was registered, pinned, linked and unlinked, by no number of the person', async () => {
  const from = new Date();
  const me = await account();
  const register = (name: string) =>
    registerIdentity(deps, ADMINISTRATOR, { accountId: me.accountId, provider: 'city', name }, NOW);
  await register('wang');
  await register('340802199001011234');
  await go({ sub: '340802199001011235', preferred_username: 'wang' });
  await go({ sub: '340802199001011235', preferred_username: 'wang' });
  await go({ sub: 's-2' }, { me });
  for (const { identityId } of await listIdentities(db.system, me.accountId)) {
    await unlinkIdentity(deps, me, identityId, NOW);
  }
  const { rows } = await db.owner.query<{ act: string; before: object | null; after: object | null }>(
    `select act, before, after from journal.entry where act ~ 'Identity$' and at >= $1 order by at`,
    [from],
  );
  const mark = expect.stringMatching(/^[\da-f]{16}$/) as string;
  const hidden = expect.stringMatching(/^#[\da-f]{16}$/) as string;
  expect(rows.map(({ act, before, after }) => [act.slice('identity.'.length), before ?? after])).toEqual([
    ['registerIdentity', { issuer, name: 'wang' }],
    ['registerIdentity', { issuer, name: hidden }],
    ['pinIdentity', { issuer, who: mark, by: 'name', address: ORIGIN.address }],
    ['linkIdentity', { issuer, who: mark }],
    ['unlinkIdentity', { issuer, who: mark, name: 'wang' }],
    ['unlinkIdentity', { issuer, who: null, name: hidden }],
    ['unlinkIdentity', { issuer, who: mark, name: null }],
  ]);
  expect(JSON.stringify(rows)).not.toContain('3408021990');
});

test('a link begun by one is not ended by another, nor by nobody', async () => {
  const me = await account();
  const stranger = await account('lisi', '13900139000');
  await expect(go({ sub: 's-1' }, { me, finisher: stranger })).rejects.toMatchObject(refused);
  await expect(go({ sub: 's-1' }, { me, finisher: null })).rejects.toMatchObject(refused);
  expect(await listIdentities(db.system, me.accountId)).toEqual([]);
});

describe('refused', () => {
  const seconds = Math.floor(Date.now() / 1000);
  test.each<[string, Claims, Way]>([
    ['another state', {}, { state: 'a'.repeat(43) }],
    ['another browser', {}, { browser: 'a'.repeat(43) }],
    ['another nonce', { nonce: 'other' }, {}],
    ['no nonce', { nonce: undefined }, {}],
    ['an expired token', { iat: seconds - 600, exp: seconds - 300 }, {}],
    ['a foreign issuer', { iss: 'https://evil.example' }, {}],
    ['a foreign issuer in the answer', {}, { iss: 'https://evil.example' }],
    ['a token for another client', { aud: 'other' }, {}],
    ['a foreign signature', {}, { foreignKey: true }],
    ['an answer after ten minutes', {}, { at: later(10) }],
  ])('%s', async (_what, claims, way) => {
    const me = await account();
    await registerIdentity(deps, ADMINISTRATOR, { accountId: me.accountId, provider: 'city', name: 'wang' }, NOW);
    await expect(go({ preferred_username: 'wang', ...claims }, way)).rejects.toMatchObject(refused);
    expect((await go({ preferred_username: 'wang' }, { at: later(10, -1) }))?.stage).toBe('whole');
  });
  test('one answer twice, and another code than PKCE was begun with', async () => {
    const me = await account();
    await registerIdentity(deps, ADMINISTRATOR, { accountId: me.accountId, provider: 'city', name: 'wang' }, NOW);
    const start = await startOidc(deps, { provider: 'city', accountId: null }, NOW);
    const other = await startOidc(deps, { provider: 'city', accountId: null }, NOW);
    const claims = { preferred_username: 'wang' };
    const answer = { ...provider.authorize(start.url, claims), browser: start.browser };
    const stolen = provider.authorize(other.url, { ...claims, nonce: new URL(start.url).searchParams.get('nonce') });
    expect((await finishOidc(deps, null, answer, ORIGIN, NOW))?.stage).toBe('whole');
    await expect(finishOidc(deps, null, answer, ORIGIN, NOW)).rejects.toMatchObject(refused);
    const third = await startOidc(deps, { provider: 'city', accountId: null }, NOW);
    const state = new URL(third.url).searchParams.get('state') ?? '';
    const injected = { code: stolen.code, state, browser: third.browser };
    await expect(finishOidc(deps, null, injected, ORIGIN, NOW)).rejects.toMatchObject(refused);
  });
  test('a disabled account', async () => {
    const me = await account();
    await go({ sub: 's-1' }, { me });
    await disableAccount(deps, ADMINISTRATOR, { accountId: me.accountId }, NOW);
    await expect(go({ sub: 's-1' })).rejects.toMatchObject(unknown);
  });
});

test('a service that is not configured, or does not answer', async () => {
  const begin = (id: string) => startOidc(deps, { provider: id, accountId: null }, NOW);
  await expect(begin('nowhere')).rejects.toMatchObject({ id: 'identity.noProvider' });
  await expect(begin('down')).rejects.toMatchObject({ id: 'identity.providerDown' });
  expect(() => oidcClients([{ ...common, id: 'x', title: '明文', issuer: 'http://sso.example.org' }])).toThrow('https');
});

test('state, browser value and verifier: hashes in the table but for what must go out again', async () => {
  const start = await startOidc(deps, { provider: 'city', accountId: null }, NOW);
  const state = new URL(start.url).searchParams.get('state') ?? '';
  const { rows } = await db.system.query<{ state: Buffer; browser: Buffer }>(
    'select state_hash as state, browser_hash as browser from identity.oidc_flow',
  );
  expect(rows).toEqual([{ state: hashToken(state), browser: hashToken(start.browser) }]);
  expect(new URL(start.url).searchParams.get('code_challenge_method')).toBe('S256');
});
