import type { Pool, PoolClient } from '@jianjia/db';
import { foldLogin, foldPhone, isLogin } from '../../domain/login.ts';
import type { PhoneVault } from '../deps.ts';
import { problems } from '../problems.ts';

export interface Account {
  readonly accountId: string;
  readonly unionId: string | null;
  readonly login: string;
  readonly name: string;
  readonly disabled: boolean;
}

const COLUMNS = `account_id as "accountId", union_id as "unionId", login, name, disabled_at is not null as disabled`;

/** The account somebody means who types a login or a telephone number. */
export async function findAccount(
  database: Pool | PoolClient,
  vault: PhoneVault,
  typed: string,
): Promise<Account | null> {
  const phone = foldPhone(typed);
  const login = foldLogin(typed);
  const { rows } = await database.query<Account>(
    `select ${COLUMNS} from identity.account where login = $1 or phone_hash = $2`,
    [isLogin(login) ? login : null, phone === null ? null : vault.indexHash('phone', phone)],
  );
  return rows[0] ?? null;
}

/** Locks an account for an act on it. @throws Problem when there is none */
export async function lockAccount(client: PoolClient, accountId: string): Promise<Account> {
  const { rows } = await client.query<Account>(
    `select ${COLUMNS} from identity.account where account_id = $1 for update`,
    [accountId],
  );
  if (!rows[0]) throw problems.noAccount();
  return rows[0];
}
