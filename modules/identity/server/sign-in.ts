import { inTransaction, writeJournal } from '@jianjia/db';
import { foldLogin, foldPhone } from '../domain/login.ts';
import { type Account, findAccount } from './accounts/find-account.ts';
import { type IdentityDeps, type Origin, itself, nobody } from './deps.ts';
import { type Subject, forgive, reserveGuess, subjects } from './guesses.ts';
import { problems } from './problems.ts';
import { type SessionToken, beginSession } from './sessions/begin-session.ts';

/** How long an address counts as known after a whole session from there. */
const KNOWN_FOR = 30 * 24 * 60 * 60_000;

/**
 * Signs in with a login or telephone number and a password. Whether the account exists, is disabled or has no password
 * shows neither in the answer nor in the time it takes.
 * @throws Problem the same for every cause; another while guesses must wait
 */
export async function signIn(
  deps: IdentityDeps,
  input: { readonly login: string; readonly password: string },
  origin: Origin,
  now: Date,
): Promise<SessionToken> {
  const account = await findAccount(deps.system, deps.vault, input.login);
  const guessed = await subjectsOf(deps, account, input.login, origin, now);
  const blocks = await reserveGuess(deps.system, guessed, now);
  const hash = await keptHash(deps, account);
  const right = await deps.passwords.matches(hash, input.password);
  const session =
    right && account && hash ? await open(deps, { account, hash, guessed }, input.password, origin, now) : null;
  if (session) return session;
  await writeFailure(deps, account, origin, blocks);
  throw problems.wrongCredentials();
}

async function subjectsOf(
  deps: IdentityDeps,
  account: Account | null,
  typed: string,
  origin: Origin,
  now: Date,
): Promise<readonly Subject[]> {
  // The same query for a name that is no account: it takes the same time.
  const known = await deps.system.query(
    `select from identity.session where account_id = $1 and address = $2 and stage = 'whole' and created_at > $3 limit 1`,
    [account?.accountId ?? null, origin.address.slice(0, 64), new Date(now.getTime() - KNOWN_FOR)],
  );
  const address = subjects.address(origin.address);
  if (!account) return [subjects.name(foldPhone(typed) ?? foldLogin(typed)), address];
  if (known.rowCount === 0) return [subjects.account(account.accountId), address];
  return [subjects.accountAt(account.accountId, origin.address), address];
}

async function keptHash(deps: IdentityDeps, account: Account | null): Promise<string | null> {
  const { rows } = await deps.system.query<{ hash: string }>(
    'select hash from identity.password where account_id = $1',
    [account?.accountId ?? null],
  );
  return rows[0]?.hash ?? null;
}

/** After a right password; null when the account was disabled or its password changed meanwhile. */
async function open(
  deps: IdentityDeps,
  found: { readonly account: Account; readonly hash: string; readonly guessed: readonly Subject[] },
  password: string,
  origin: Origin,
  now: Date,
): Promise<SessionToken | null> {
  const { account, hash, guessed } = found;
  const stronger = deps.passwords.isWeak(hash) ? await deps.passwords.hash(password) : null;
  return inTransaction(deps.system, async (client) => {
    const still = await client.query(
      `select from identity.account a join identity.password p on p.account_id = a.account_id
       where a.account_id = $1 and a.disabled_at is null and p.hash = $2 for update`,
      [account.accountId, hash],
    );
    if (still.rowCount === 0) return null;
    if (stronger) {
      await client.query('update identity.password set hash = $2 where account_id = $1', [account.accountId, stronger]);
    }
    await forgive(client, guessed);
    const session = await beginSession(client, deps, { accountId: account.accountId, factorShown: false }, origin, now);
    await writeJournal(client, itself(account, origin), {
      act: 'identity.signIn',
      unionId: account.unionId,
      subject: `account/${account.accountId}`,
      after: { address: origin.address, stage: session.stage },
    });
    return session;
  });
}

/** What was typed as the login is not kept: now and then it is a password. */
async function writeFailure(
  deps: IdentityDeps,
  account: Account | null,
  origin: Origin,
  blocks: readonly string[],
): Promise<void> {
  await inTransaction(deps.system, async (client) => {
    const about = { unionId: account?.unionId ?? null, subject: account ? `account/${account.accountId}` : null };
    await writeJournal(client, nobody(origin), {
      act: 'identity.signInFailed',
      ...about,
      after: { address: origin.address },
    });
    if (blocks.length > 0) {
      await writeJournal(client, nobody(origin), {
        act: 'identity.guessesBlocked',
        ...about,
        after: { address: origin.address, by: blocks.map((key) => key.split(':')[0] ?? '') },
      });
    }
  });
}
