import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { generateSync } from 'otplib';
import { Authenticator } from '../testing/authenticator.ts';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { createAccount } from './accounts/create-account.ts';
import { disableAccount } from './accounts/disable-account.ts';
import { enableAccount } from './accounts/enable-account.ts';
import { completeSetup } from './links/complete-setup.ts';
import { createSetupLink } from './links/create-setup-link.ts';
import { recover } from './links/recover.ts';
import { startRecovery } from './links/start-recovery.ts';
import { removePasskey } from './passkeys/own-passkeys.ts';
import { beginPasskey, registerPasskey } from './passkeys/register-passkey.ts';
import { beginPasskeySignIn, signInWithPasskey } from './passkeys/sign-in-passkey.ts';
import { changePassword } from './passwords/change-password.ts';
import { endOtherSessions, signOut } from './sessions/end-session.ts';
import { signIn } from './sign-in.ts';
import { signInSecondFactor } from './sign-in-second-factor.ts';
import { beginTotp } from './totp/begin-totp.ts';
import { confirmTotp } from './totp/confirm-totp.ts';
import { removeTotp } from './totp/remove-totp.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const deps = testDeps(db.system);

const NOW = new Date('2026-11-25T08:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const GOOD = '牧童遥指杏花村里有酒';
const OTHER = '两个黄鹂鸣翠柳上青天';

interface Line {
  readonly act: string;
  readonly actor: string;
  readonly subject: string | null;
  readonly after: unknown;
  readonly reason: string | null;
}
let read = 0;

/** The lines written since the last look. */
async function lines(): Promise<readonly Line[]> {
  const { rows } = await db.owner.query<Line>(
    'select act, actor, subject, after, reason from journal.entry order by at, entry_id offset $1',
    [read],
  );
  read += rows.length;
  return rows;
}
const acts = async () => (await lines()).map((line) => line.act.replace('identity.', ''));
const enter = (login: string, password: string, now = NOW) => signIn(deps, { login, password }, ORIGIN, now);

test('every act leaves its line, failures too', async () => {
  const { token } = await createSetupLink(db.system, NOW);
  await completeSetup(deps, { token, login: 'admin', name: '管理员', password: GOOD }, ORIGIN, NOW);
  const made = await createAccount(deps, ADMINISTRATOR, { login: 'wangxm', name: '王小明', unionId: null }, NOW);
  await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW);
  expect(await acts()).toEqual(['createSetupLink', 'completeSetup', 'createAccount', 'setFirstPassword']);

  const me = await whoIs(deps, (await enter('wangxm', GOOD)).token, NOW);
  await enter('wangxm', GOOD);
  await endOtherSessions(deps, me, NOW);
  const { secret } = await beginTotp(deps, me, undefined, NOW);
  const code = (at: Date) => generateSync({ secret, epoch: at.getTime() / 1000 });
  await confirmTotp(deps, me, code(NOW), NOW);
  const half = await whoIs(deps, (await enter('wangxm', GOOD, later(60))).token, later(60));
  await signInSecondFactor(deps, half, { code: '000000' }, ORIGIN, later(60)).catch(() => {});
  await signInSecondFactor(deps, half, { code: code(later(60)) }, ORIGIN, later(60));
  await removeTotp(deps, half, GOOD, later(60));
  expect(await acts()).toEqual([
    'signIn',
    'signIn',
    'endOtherSessions',
    'enrolTotp',
    'signIn',
    'secondFactorFailed',
    'secondFactor',
    'removeTotp',
  ]);

  const device = new Authenticator({ origin: 'https://jianjia.test', rpId: 'jianjia.test' });
  const offer = await beginPasskey(deps, half, undefined, later(60));
  const input = { challengeId: offer.challengeId, title: '手机', response: device.register(offer.options) };
  const { passkeyId } = await registerPasskey(deps, half, input, later(60));
  const asked = await beginPasskeySignIn(deps, null, later(60));
  const answer = { challengeId: asked.challengeId, response: device.signIn(asked.options) };
  await signInWithPasskey(deps, answer, ORIGIN, later(60));
  await signInWithPasskey(deps, answer, ORIGIN, later(60)).catch(() => {});
  await removePasskey(deps, half, { passkeyId }, later(60));
  await changePassword(deps, half, { current: GOOD, password: OTHER }, later(60));
  await signOut(deps, half, later(60));
  expect(await acts()).toEqual([
    'registerPasskey',
    'signInPasskey',
    'signInFailed',
    'removePasskey',
    'changePassword',
    'signOut',
  ]);

  const { accountId } = me;
  await disableAccount(deps, ADMINISTRATOR, { accountId, reason: '离职' }, NOW);
  await disableAccount(deps, ADMINISTRATOR, { accountId }, NOW);
  await enableAccount(deps, ADMINISTRATOR, accountId);
  await enableAccount(deps, ADMINISTRATOR, accountId);
  await startRecovery(deps, ADMINISTRATOR, { accountId, reason: '忘记密码', resetFactor: true }, NOW);
  expect(await lines()).toMatchObject([
    { act: 'identity.disableAccount', actor: '管理员', subject: `account/${accountId}`, reason: '离职' },
    { act: 'identity.enableAccount', actor: '管理员', subject: `account/${accountId}` },
    { act: 'identity.startRecovery', reason: '忘记密码', after: { resetFactor: true } },
  ]);
});

test('the link of the first start is told as the system’s', async () => {
  await db.owner.query('truncate identity.account cascade');
  await createSetupLink(db.system, NOW);
  const after = { until: '2026-11-26T08:00:00.000Z' };
  expect(await lines()).toMatchObject([{ act: 'identity.createSetupLink', actor: '系统', subject: null, after }]);
});

test('a failure says from where, never what was typed; the one that blocks says so', async () => {
  for (let n = 0; n < 6; n += 1) await enter('wangxm', `geheim-${n}`).catch(() => {});
  await enter('mein-passwort-im-falschen-feld', 'x').catch(() => {});
  const written = await lines();
  expect(written.map((line) => line.act)).toEqual([
    ...Array.from({ length: 5 }, () => 'identity.signInFailed'),
    'identity.guessesBlocked',
    'identity.signInFailed',
  ]);
  expect(written[0]).toMatchObject({ actor: '未登录者', after: { address: '203.0.113.7' } });
  expect(written.at(-1)).toMatchObject({ subject: null });
  const all = await db.owner.query<{ text: string }>('select string_agg(e::text, $$ $$) as text from journal.entry e');
  expect(all.rows[0]?.text).not.toMatch(/geheim|passwort|argon2|牧童/);
});
