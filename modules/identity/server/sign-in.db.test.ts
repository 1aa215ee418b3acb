import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { createAccount } from './accounts/create-account.ts';
import { disableAccount } from './accounts/disable-account.ts';
import { enableAccount } from './accounts/enable-account.ts';
import { forgetOldGuesses } from './guesses.ts';
import { recover } from './links/recover.ts';
import { argon2Passwords } from './passwords/hashing.ts';
import { changePassword } from './passwords/change-password.ts';
import { findSession } from './sessions/find-session.ts';
import { signIn } from './sign-in.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const deps = testDeps(db.system);

const NOW = new Date('2026-11-25T08:00:00Z');
const later = (minutes: number, plus = 0) => new Date(NOW.getTime() + minutes * 60_000 + plus);
const GOOD = '牧童遥指杏花村里有酒';
const OTHER = '两个黄鹂鸣翠柳上青天';

beforeEach(async () => {
  await db.owner.query('truncate identity.account, identity.sign_in_failure cascade');
});

async function account(login = 'wangxm', other: { phone?: string } = {}): Promise<string> {
  const made = await createAccount(deps, ADMINISTRATOR, { login, name: '王小明', unionId: null, ...other }, NOW);
  await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW);
  return made.accountId;
}

const enter = (login: string, password: string, now = NOW, address = ORIGIN.address) =>
  signIn(deps, { login, password }, { ...ORIGIN, address }, now);

test('by login or telephone, however they are typed', async () => {
  await account('wangxm', { phone: '13800138000' });
  for (const typed of ['wangxm', ' WangXM ', 'ｗａｎｇｘｍ', '13800138000', '+86 138-0013-8000']) {
    const session = await enter(typed, GOOD);
    expect(session.stage).toBe('whole');
    expect(await findSession(db.system, session.token, NOW)).toMatchObject({ login: 'wangxm', name: '王小明' });
  }
});

test('the table keeps neither password nor token nor telephone', async () => {
  await account('wangxm', { phone: '13800138000' });
  const { token } = await enter('wangxm', GOOD);
  const kept = await db.system.query(
    `select (select json_agg(a) from identity.account a)::text || (select json_agg(p) from identity.password p)::text ||
            (select json_agg(s) from identity.session s)::text as all`,
  );
  const text = (kept.rows[0] as { all: string }).all;
  expect(text).toContain('$argon2id$');
  for (const secret of [GOOD, token, '13800138000', Buffer.from('13800138000').toString('hex')]) {
    expect(text).not.toContain(secret);
  }
});

test('every cause of refusal reads the same and hashes once', async () => {
  const disabled = await account('stopped');
  await disableAccount(deps, ADMINISTRATOR, { accountId: disabled }, NOW);
  await createAccount(deps, ADMINISTRATOR, { login: 'nopassword', name: '李四', unionId: null }, NOW);
  await account('wangxm');
  const tried: (string | null)[] = [];
  const counted = {
    ...deps,
    passwords: {
      ...deps.passwords,
      matches: (hash: string | null, password: string) => {
        tried.push(hash);
        return deps.passwords.matches(hash, password);
      },
    },
  };
  const answers = new Set<string>();
  for (const [login, password] of [
    ['wangxm', 'wrong password'],
    ['nobody', GOOD],
    ['stopped', GOOD],
    ['nopassword', GOOD],
  ] as const) {
    const error = await signIn(counted, { login, password }, ORIGIN, NOW).catch((error: unknown) => error);
    answers.add(JSON.stringify([(error as Error).message, (error as { id?: string }).id]));
  }
  expect(answers.size).toBe(1);
  expect(tried).toHaveLength(4);
});

test('five wrong guesses, then a minute, then two; a success forgets them', async () => {
  await account();
  for (let n = 0; n < 5; n += 1)
    await expect(enter('wangxm', 'wrong')).rejects.toMatchObject({ id: 'identity.wrongCredentials' });
  await expect(enter('wangxm', GOOD)).rejects.toMatchObject({
    id: 'identity.tooManyGuesses',
    details: { retryAfterMinutes: 1 },
  });
  await expect(enter('wangxm', GOOD, later(1, -1))).rejects.toMatchObject({ id: 'identity.tooManyGuesses' });
  await expect(enter('wangxm', 'wrong', later(1))).rejects.toMatchObject({ id: 'identity.wrongCredentials' });
  await expect(enter('wangxm', GOOD, later(3, -1))).rejects.toMatchObject({ details: { retryAfterMinutes: 1 } });
  expect((await enter('wangxm', GOOD, later(3))).stage).toBe('whole');
  for (let n = 0; n < 4; n += 1)
    await expect(enter('wangxm', 'wrong', later(4))).rejects.toMatchObject({ id: 'identity.wrongCredentials' });
  expect((await enter('wangxm', GOOD, later(4))).stage).toBe('whole');
  // The fifth guess would have blocked had it failed; nor is a machine delayed whose clock is behind.
  expect((await enter('wangxm', GOOD, later(4, -1))).stage).toBe('whole');
});

test('a name that is no account is delayed alike', async () => {
  for (let n = 0; n < 5; n += 1)
    await expect(enter('nobody', 'wrong')).rejects.toMatchObject({ id: 'identity.wrongCredentials' });
  await expect(enter('NOBODY', 'wrong')).rejects.toMatchObject({ id: 'identity.tooManyGuesses' });
});

test('a telephone that is no account is delayed however it is written', async () => {
  for (const typed of ['13800138000', '138 0013 8000', '138-0013-8000', '+8613800138000', '１３８００１３８０００']) {
    await expect(enter(typed, 'wrong')).rejects.toMatchObject({ id: 'identity.wrongCredentials' });
  }
  await expect(enter('86 13800138000', 'wrong')).rejects.toMatchObject({ id: 'identity.tooManyGuesses' });
});

test('of fifty guesses at one moment five are tried', async () => {
  await account();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      enter('wangxm', n === 49 ? GOOD : `wrong ${n}`, NOW, `198.51.100.${n}`).then(
        () => 'in',
        (error: unknown) => (error as { id: string }).id,
      ),
    ),
  );
  const tried = answers.filter((answer) => answer !== 'identity.tooManyGuesses');
  expect(tried.length).toBe(5);
});

test('an address that guesses at many accounts is delayed; one behind the same /64 too, another is not', async () => {
  await account();
  for (let n = 0; n < 20; n += 1) await enter(`nobody${n}`, 'wrong', NOW, `2001:db8::${n + 1}`).catch(() => {});
  await expect(enter('wangxm', GOOD, NOW, '2001:db8::ffff')).rejects.toMatchObject({ id: 'identity.tooManyGuesses' });
  expect((await enter('wangxm', GOOD, NOW, '2001:db8:0:1::1')).stage).toBe('whole');
});

test('an account of one’s own buys no guesses at others', async () => {
  await account();
  for (let n = 0; n < 19; n += 1) {
    await enter(`nobody${n}`, 'wrong').catch(() => {});
    await enter('wangxm', GOOD);
  }
  await enter('nobody19', 'wrong').catch(() => {});
  await expect(enter('wangxm', GOOD)).rejects.toMatchObject({ id: 'identity.tooManyGuesses' });
});

test('guesses from elsewhere do not shut an account out where it is at home', async () => {
  await account();
  await enter('wangxm', GOOD, NOW, '198.51.100.1');
  for (let n = 0; n < 7; n += 1) await enter('wangxm', 'wrong', NOW, '192.0.2.66').catch(() => {});
  await expect(enter('wangxm', GOOD, NOW, '192.0.2.66')).rejects.toMatchObject({ id: 'identity.tooManyGuesses' });
  expect((await enter('wangxm', GOOD, NOW, '198.51.100.1')).stage).toBe('whole');
});

test('hostile input is no account and no fault', async () => {
  for (const login of ["' or 1=1 --", 'a'.repeat(10_000), '😀'.repeat(99), '%', '\u202e王', 'a\u0000b', '']) {
    await expect(enter(login, 'x', NOW, '192.0.2.9')).rejects.toMatchObject({ kind: 'forbidden' });
  }
});

test('a hash of weaker parameters is made anew at sign-in', async () => {
  const id = await account();
  const before = await db.system.query('select hash from identity.password where account_id = $1', [id]);
  const stronger = { ...deps, passwords: argon2Passwords({ memoryCost: 128, timeCost: 1, parallelism: 1 }) };
  await signIn(stronger, { login: 'wangxm', password: GOOD }, ORIGIN, NOW);
  const kept = await db.system.query('select hash from identity.password where account_id = $1', [id]);
  expect((before.rows[0] as { hash: string }).hash).toContain('m=64,');
  expect((kept.rows[0] as { hash: string }).hash).toContain('m=128,');
  expect((await signIn(stronger, { login: 'wangxm', password: GOOD }, ORIGIN, NOW)).stage).toBe('whole');
});

test('the parameters of the house are those of OWASP', async () => {
  expect(await argon2Passwords().hash(GOOD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('without a hash no password is right, not even the one the work is done with', async () => {
  const passwords = argon2Passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 });
  expect(await passwords.matches(null, '没有这个账号')).toBe(false);
  expect(await passwords.matches('no hash at all', GOOD)).toBe(false);
  expect(await passwords.matches(await passwords.hash('ﬁne'.normalize('NFC')), 'fine')).toBe(true);
});

test('a first password must be changed before anything else', async () => {
  const input = { login: 'wangxm', name: '王小明', unionId: null, firstPassword: GOOD };
  const made = await createAccount(deps, ADMINISTRATOR, input, NOW);
  expect(made.link).toBeNull();
  const session = await enter('wangxm', GOOD);
  expect(session.stage).toBe('new_password');
  expect(session.expires).toEqual(later(30));
  const me = await whoIs(deps, session.token, NOW);
  await expect(changePassword(deps, me, { current: GOOD, password: GOOD }, NOW)).rejects.toMatchObject({
    id: 'identity.passwordUsedBefore',
  });
  const whole = await changePassword(deps, me, { current: GOOD, password: OTHER }, NOW);
  expect(whole.stage).toBe('whole');
  expect(await findSession(db.system, session.token, NOW)).toBeNull();
  expect((await enter('wangxm', OTHER)).stage).toBe('whole');
});

test('logins and telephones are unique, also at the same moment', async () => {
  await account('wangxm', { phone: '13800138000' });
  const make = (login: string, phone?: string) =>
    createAccount(deps, ADMINISTRATOR, { login, name: '某人', unionId: null, ...(phone ? { phone } : {}) }, NOW);
  await expect(make('WANGXM')).rejects.toMatchObject({ id: 'identity.loginTaken' });
  await expect(make('lisi', '138 0013 8000')).rejects.toMatchObject({ id: 'identity.phoneTaken' });
  await expect(make('lisi', '123')).rejects.toMatchObject({ id: 'identity.badPhone' });
  await expect(make('13900139000')).rejects.toMatchObject({ id: 'identity.badLogin' });
  const both = await Promise.allSettled([make('zhaoliu'), make('zhaoliu')]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a disabled account is out at once and comes back with what it had', async () => {
  const id = await account();
  const { token } = await enter('wangxm', GOOD);
  await disableAccount(deps, ADMINISTRATOR, { accountId: id }, NOW);
  expect(await findSession(db.system, token, NOW)).toBeNull();
  await expect(enter('wangxm', GOOD)).rejects.toMatchObject({ id: 'identity.wrongCredentials' });
  await enableAccount(deps, ADMINISTRATOR, id);
  expect(await findSession(db.system, token, NOW)).toBeNull();
  expect((await enter('wangxm', GOOD)).stage).toBe('whole');
  await expect(disableAccount(deps, { ...ADMINISTRATOR, accountId: id }, { accountId: id }, NOW)).rejects.toMatchObject(
    { id: 'identity.disableSelf' },
  );
});

test('old guesses are forgotten, delays in force are not', async () => {
  await account();
  await enter('wangxm', 'wrong').catch(() => {});
  expect(await forgetOldGuesses(db.system, later(48 * 60))).toBe(0);
  expect(await forgetOldGuesses(db.system, later(48 * 60, 1))).toBe(2);
});

test('requests see no credentials', async () => {
  for (const table of [
    'password',
    'past_password',
    'session',
    'totp',
    'recovery_code',
    'passkey',
    'challenge',
    'link',
    'oidc_flow',
    'external_identity',
    'sign_in_failure',
  ]) {
    await expect(db.app.query(`select from identity.${table}`)).rejects.toMatchObject({ code: '42501' });
  }
});
