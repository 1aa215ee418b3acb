import { type PoolClient, inTransaction, writeJournal } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import { after } from '../../domain/settings.ts';
import { foldLogin, foldPhone, isLogin } from '../../domain/login.ts';
import type { IdentityDeps } from '../deps.ts';
import { makeLink } from '../links/make-link.ts';
import { setPassword } from '../passwords/set-password.ts';
import { problems } from '../problems.ts';
import { tellMember } from '../reach/tell-member.ts';
import { phoneContext } from '../vault.ts';

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly unionId: string | null;
  readonly phone?: string | undefined;
  readonly memberNo?: string | undefined;
  /** Chosen by the administrator, to be changed at the first sign-in; without it a one-time link is made. */
  readonly firstPassword?: string | undefined;
}

export interface CreatedAccount {
  readonly accountId: string;
  /** Shown once; the account sets its first password with it. */
  readonly link: { readonly token: string; readonly expires: Date } | null;
}

/** Makes an account. @throws Problem for a login or telephone that is taken or malformed, or out of reach */
export async function createAccount(
  deps: IdentityDeps,
  actor: Actor,
  input: NewAccount,
  now: Date,
): Promise<CreatedAccount> {
  return inTransaction(deps.system, async (client) => {
    await deps.reach.union(client, actor, input.unionId);
    if (input.memberNo !== undefined) await deps.reach.member(client, actor, input.memberNo);
    const { accountId, login } = await insertAccount(client, deps, input, now);
    if (input.firstPassword !== undefined) {
      await setPassword(client, deps, { accountId, login }, { password: input.firstPassword, temporary: true }, now);
    }
    const link =
      input.firstPassword === undefined
        ? await makeLink(
            client,
            deps,
            { kind: 'first', accountId, resetFactor: false, until: after(now, deps.times.firstLink) },
            now,
          )
        : null;
    await tellMember(client, actor, accountId, 'linked');
    await writeJournal(client, actor, {
      act: 'identity.createAccount',
      unionId: input.unionId,
      subject: `account/${accountId}`,
      after: { login, name: input.name, memberNo: input.memberNo ?? null },
    });
    return { accountId, link };
  });
}

/** The row alone; for the first administrator too. */
export async function insertAccount(
  client: PoolClient,
  deps: Pick<IdentityDeps, 'vault'>,
  input: Omit<NewAccount, 'firstPassword'>,
  now: Date,
): Promise<{ readonly accountId: string; readonly login: string }> {
  const login = foldLogin(input.login);
  if (!isLogin(login)) throw problems.badLogin();
  const phone = input.phone === undefined ? null : foldPhone(input.phone);
  if (input.phone !== undefined && phone === null) throw problems.badPhone();
  const made = await client.query<{ id: string }>('select kernel.uuid_v7() as id');
  const accountId = made.rows[0]?.id ?? '';
  const sealed =
    phone === null
      ? [null, null, null]
      : [
          deps.vault.seal(phone, phoneContext(accountId)),
          deps.vault.indexHash('phone', phone),
          deps.vault.lastFour(phone),
        ];
  await client
    .query(
      `insert into identity.account
         (account_id, union_id, login, name, member_no, created_at, phone, phone_hash, phone_last4)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [accountId, input.unionId, login, input.name.trim(), input.memberNo ?? null, now, ...sealed],
    )
    .catch((error: unknown) => throwTaken(error, login));
  return { accountId, login };
}

function throwTaken(error: unknown, login: string): never {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === '23505' && constraint === 'account_login_key') throw problems.loginTaken(login);
  if (code === '23505' && constraint === 'account_phone_hash_key') throw problems.phoneTaken();
  if (code === '23505' && constraint === 'account_one_per_member') throw problems.memberTaken();
  if (code === '23503') throw problems.noReference();
  throw error;
}
