import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { demoKeyring } from '@jianjia/vault';
import { generateSync } from 'otplib';
import { ADMINISTRATOR, ORIGIN, testDeps, whoIs } from '../testing/deps.ts';
import { createAccount } from './accounts/create-account.ts';
import { recover } from './links/recover.ts';
import { signIn } from './sign-in.ts';
import { beginTotp } from './totp/begin-totp.ts';
import { confirmTotp } from './totp/confirm-totp.ts';
import { keyringVault, resealIdentity } from './vault.ts';

const db = await testDatabase();
afterAll(() => db.drop());
const deps = testDeps(db.system, { vault: keyringVault(demoKeyring()) });
const NOW = new Date('2026-11-25T08:00:00Z');
const GOOD = '牧童遥指杏花村里有酒';

const sealed = async () => {
  const { rows } = await db.system.query<{ phone: Buffer; secret: Buffer; last: string }>(
    `select a.phone, t.secret, a.phone_last4 as last from identity.account a join identity.totp t using (account_id)`,
  );
  return rows;
};

test('the keys of the installation seal, find and reseal', async () => {
  const input = { login: 'wangxm', name: '王小明', unionId: null, phone: '138 0013 8000' };
  const made = await createAccount(deps, ADMINISTRATOR, input, NOW);
  await recover(deps, { token: made.link?.token ?? '', password: GOOD }, ORIGIN, NOW);
  await createAccount(deps, ADMINISTRATOR, { login: 'lisi', name: '李四', unionId: null }, NOW);
  const me = await whoIs(
    deps,
    (await signIn(deps, { login: '+8613800138000', password: GOOD }, ORIGIN, NOW)).token,
    NOW,
  );
  const { secret } = await beginTotp(deps, me, undefined, NOW);
  const [before] = await sealed();
  expect(before?.last).toBe('8000');
  expect(await resealIdentity(db.system, deps.vault)).toBe(2);
  const [after] = await sealed();
  expect(after?.phone).not.toEqual(before?.phone);
  expect(after?.secret).not.toEqual(before?.secret);
  const code = generateSync({ secret, epoch: NOW.getTime() / 1000 });
  expect((await confirmTotp(deps, me, code, NOW)).session.stage).toBe('whole');
});

test('a value moved to another account does not open', async () => {
  await db.owner.query(
    `update identity.totp set account_id = (select account_id from identity.account where login = 'lisi')`,
  );
  await expect(resealIdentity(db.system, deps.vault)).rejects.toMatchObject({ name: 'Problem' });
});
