import type { Pool, PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import type { Keyring } from '@jianjia/vault';

/** The key of the hashes among the versions of `kernel.sealing_key`. */
const INDEX_KEY = 0;

/** Whoever seals holds it shared until his transaction ends; whoever must have seen all sealed values, alone. */
const LOCK = `hashtext('jianjia.sealing')`;

/**
 * Must come first in a transaction that writes sealed values: takes up the newest key, notes it in the database and
 * keeps the end of a key rotation waiting until the transaction is over.
 * @throws Problem when the database was sealed with other keys
 */
export async function beginSealing(client: PoolClient, vault: Keyring): Promise<void> {
  await client.query(`select pg_advisory_xact_lock_shared(${LOCK})`);
  vault.refresh();
  await noteKeys(client, vault);
  await checkKeys(client, vault);
}

/** Waits until nobody seals any more, and keeps others from it until the transaction ends. */
export async function haltSealing(client: PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${LOCK})`);
}

/** Notes the current key and that of the hashes, if they are not known yet. */
export async function noteKeys(client: Pool | PoolClient, vault: Keyring): Promise<void> {
  const { version, algorithm, fingerprint, createdAt } = vault.current;
  const index = vault.indexKey;
  // Asked first: the application role may look, but not write here, and once is enough.
  const known = await client.query('select from kernel.sealing_key where version = any ($1)', [[INDEX_KEY, version]]);
  if (known.rowCount === 2) return;
  await client.query(
    `insert into kernel.sealing_key (version, algorithm, fingerprint, created_at)
    values (${INDEX_KEY}, 'hmac-sha256', $1, $2), ($3, $4, $5, $6) on conflict (version) do nothing`,
    [index.fingerprint, index.createdAt, version, algorithm, fingerprint, createdAt],
  );
}

interface NotedKey {
  readonly version: number;
  readonly fingerprint: string;
  readonly retired: boolean;
}

/**
 * Holds the keys against those the database was sealed with.
 * @throws Problem registers.otherKeys
 */
export async function checkKeys(client: Pool | PoolClient, vault: Keyring): Promise<void> {
  const noted = await client.query<NotedKey>(
    'select version, fingerprint, retired_at is not null as retired from kernel.sealing_key order by version',
  );
  for (const key of noted.rows) {
    const found = fingerprintOf(vault, key.version);
    // A key that was retired and then destroyed is missed by nobody.
    if (found === key.fingerprint || (found === undefined && key.retired)) continue;
    throw otherKeys(vault, key, found);
  }
}

function fingerprintOf(vault: Keyring, version: number): string | undefined {
  if (version === INDEX_KEY) return vault.indexKey.fingerprint;
  const find = (): string | undefined => vault.keys.find((key) => key.version === version)?.fingerprint;
  const known = find();
  if (known !== undefined) return known;
  vault.refresh();
  return find();
}

function otherKeys(vault: Keyring, { version, fingerprint }: NotedKey, found: string | undefined): Problem {
  const which = version === INDEX_KEY ? '检索密钥' : `第 ${version} 版密钥`;
  const here = found === undefined ? '里没有这一版' : `里的指纹是 ${found}`;
  return new Problem(
    'registers.otherKeys',
    'conflict',
    `密钥与数据库不配套：数据库是用另一套密钥加密的（${which}的指纹是 ${fingerprint}），而 ${vault.source} ${here}。` +
      '没有读写任何内容。请放回与这个数据库配套的密钥文件，或用 JIANJIA_KEYS_FILE 指出它的位置。',
  );
}

/** Whether anything was ever sealed in this database: then its keys must be there and are not to be made anew. */
export async function isSealed(client: Pool | PoolClient): Promise<boolean> {
  return (await client.query('select from kernel.sealing_key limit 1')).rowCount !== 0;
}
