import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { createAccount } from './accounts/create-account.ts';
import { recover } from './links/recover.ts';
import { changePassword } from './passwords/change-password.ts';
import { endOtherSessions, endSession, signOut } from './sessions/end-session.ts';
import { findSession } from './sessions/find-session.ts';
import { listSessions } from './sessions/list-sessions.ts';
import { signIn } from './sign-in.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const deps = testDeps(db.system);

const NOW = new Date('2026-11-25T08:00:00Z');
const HOUR = 60;
const later = (minutes: number, plus = 0) => new Date(NOW.getTime() + minutes * 60_000 + plus);
const GOOD = '牧童遥指杏花村里有酒';
const VERSES = [
  '两个黄鹂鸣翠柳上青天',
  '窗含西岭千秋雪泊东吴',
  '日照香炉生紫烟遥看瀑',
  '孤帆远影碧空尽长江流',
  '独在异乡为异客逢佳节',
  '洛阳亲友如相问一片冰',
];

beforeEach(async () => {
  await db.owner.query('truncate identity.account, identity.sign_in_failure cascade');
});

async function account(login = 'wangxm'): Promise<string> {
  const made = await createAccount(deps, ADMINISTRATOR, { login, name: '王小明', unionId: null }, NOW);
  await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW);
  return made.accountId;
}
const enter = (password = GOOD, now = NOW, login = 'wangxm') => signIn(deps, { login, password }, ORIGIN, now);

test('idle twelve hours is alive a millisecond before and dead at it', async () => {
  await account();
  const { token } = await enter();
  expect(await findSession(db.system, token, later(12 * HOUR, -1))).not.toBeNull();
  // That it was seen has moved the end.
  expect(await findSession(db.system, token, later(24 * HOUR, -2))).not.toBeNull();
  expect(await findSession(db.system, token, later(36 * HOUR, -2))).toBeNull();
});

test('seven days are the end however much it is used', async () => {
  await account();
  const { token, expires } = await enter();
  expect(expires).toEqual(later(7 * 24 * HOUR));
  for (let hours = 11; hours < 7 * 24; hours += 11) {
    expect(await findSession(db.system, token, later(hours * HOUR)), `${hours}`).not.toBeNull();
  }
  expect(await findSession(db.system, token, later(7 * 24 * HOUR, -1))).not.toBeNull();
  expect(await findSession(db.system, token, later(7 * 24 * HOUR))).toBeNull();
});

test('that it was seen is written once a minute', async () => {
  await account();
  const { token } = await enter();
  const seen = async () => {
    const { rows } = await db.system.query<{ at: Date }>('select last_seen_at as at from identity.session');
    return rows[0]?.at.getTime();
  };
  await findSession(db.system, token, later(1, -1));
  expect(await seen()).toBe(NOW.getTime());
  await findSession(db.system, token, later(1));
  expect(await seen()).toBe(later(1).getTime());
});

test.each(['', 'x', 'a'.repeat(43), 'a'.repeat(44), `${'a'.repeat(42)}'`, `${'a'.repeat(42)}\n`, '../../etc'])(
  'the token %j is nobody’s',
  async (token) => expect(await findSession(db.system, token, NOW)).toBeNull(),
);

test('one’s own sessions are listed, ended one by one or all others', async () => {
  await account();
  await account('lisi');
  const first = await enter();
  const second = await enter(GOOD, later(1));
  const third = await enter(GOOD, later(2));
  const foreign = await enter(GOOD, later(2), 'lisi');
  const me = await whoIs(deps, first.token, later(2));
  const other = await whoIs(deps, second.token, later(2));
  const listed = await listSessions(db.system, me, later(2));
  expect(listed.map((session) => session.current).filter(Boolean)).toHaveLength(1);
  expect(listed).toHaveLength(3);
  const stranger = await whoIs(deps, foreign.token, later(2));
  await endSession(deps, me, stranger.sessionId, later(2));
  expect(await findSession(db.system, foreign.token, later(2))).not.toBeNull();
  await endSession(deps, me, other.sessionId, later(2));
  await endSession(deps, me, other.sessionId, later(2));
  expect(await findSession(db.system, second.token, later(2))).toBeNull();
  expect(await endOtherSessions(deps, me, later(2))).toBe(1);
  expect(await endOtherSessions(deps, me, later(2))).toBe(0);
  expect(await findSession(db.system, third.token, later(2))).toBeNull();
  await signOut(deps, me, later(2));
  expect(await findSession(db.system, first.token, later(2))).toBeNull();
  expect(await listSessions(db.system, me, later(2))).toEqual([]);
});

test('changing the password ends all other sessions, gives this one a new token and keeps its end', async () => {
  await account();
  const first = await enter();
  const second = await enter();
  const me = await whoIs(deps, first.token, NOW);
  const changed = await changePassword(deps, me, { current: GOOD, password: VERSES[0] ?? '' }, later(5));
  expect(changed.expires).toEqual(first.expires);
  expect(await findSession(db.system, first.token, later(5))).toBeNull();
  expect(await findSession(db.system, second.token, later(5))).toBeNull();
  expect(await findSession(db.system, changed.token, later(5))).toMatchObject({ sessionId: me.sessionId });
});

test('the last five passwords do not come back, the sixth may', async () => {
  await account();
  let { token } = await enter();
  const used = [GOOD];
  const change = async (password: string, minutes: number) => {
    const me = await whoIs(deps, token, later(minutes));
    token = (await changePassword(deps, me, { current: used.at(-1) ?? '', password }, later(minutes))).token;
    used.push(password);
  };
  for (const [n, verse] of VERSES.slice(0, 4).entries()) await change(verse, n + 1);
  for (const old of used) await expect(change(old, 9)).rejects.toMatchObject({ id: 'identity.passwordUsedBefore' });
  await change(VERSES[4] ?? '', 10);
  await change(GOOD, 11);
  const kept = await db.system.query('select from identity.past_password');
  expect(kept.rowCount).toBe(4);
});

test('a wrong present password is counted: five, then a delay', async () => {
  await account();
  const { token } = await enter();
  const me = await whoIs(deps, token, NOW);
  const change = (current: string, password = VERSES[0] ?? '') => changePassword(deps, me, { current, password }, NOW);
  for (let n = 0; n < 5; n += 1) await expect(change('wrong')).rejects.toMatchObject({ id: 'identity.wrongPassword' });
  await expect(change(GOOD)).rejects.toMatchObject({ id: 'identity.tooManyGuesses' });
});

test.each([
  ['短', 'short'],
  ['a'.repeat(201), 'long'],
  ['wangxm-牧童遥指杏花', 'login'],
  ['woaini1314', 'common'],
  ['Iloveyou2026', 'common'],
])('the new password %s is refused', async (password, fault) => {
  await account();
  const me = await whoIs(deps, (await enter()).token, NOW);
  await expect(changePassword(deps, me, { current: GOOD, password }, NOW)).rejects.toMatchObject({
    id: `identity.password.${fault}`,
    kind: 'invalid',
  });
  expect((await enter()).stage).toBe('whole');
});

test('of two changes at one moment one wins', async () => {
  await account();
  const one = await whoIs(deps, (await enter()).token, NOW);
  const two = await whoIs(deps, (await enter()).token, NOW);
  const results = await Promise.allSettled([
    changePassword(deps, one, { current: GOOD, password: VERSES[0] ?? '' }, later(1)),
    changePassword(deps, two, { current: GOOD, password: VERSES[1] ?? '' }, later(1)),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
});
