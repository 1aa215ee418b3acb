import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import type { Algorithm, Keyring, KeyInfo } from '@jianjia/vault';
import type { RegisterDefinition } from '../definition.ts';
import { sealedColumns } from '../storage.ts';
import { checkKeys, haltSealing, noteKeys } from './keys.ts';
import { resealHistory, resealRows, unionsBehind } from './reseal.ts';
import { keyUse, rowsBehind } from './use.ts';

export interface RotationOptions {
  /** Algorithm of the new key; default that of the current one. */
  readonly algorithm?: Algorithm;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface Rotation {
  readonly key: KeyInfo;
  /** Whether an earlier rotation that broke off was only brought to its end. */
  readonly resumed: boolean;
  /** Sealed anew: rows of registers and kept states. */
  readonly rows: number;
}

/** Unions looked at in one go. */
const UNIONS = 200;

/**
 * Adds a key and seals everything anew with it, while others work: in short transactions that pass over rows somebody is
 * just writing; at the end it waits for whoever still seals with the old key and takes what they left. Killed at any
 * moment, the next call goes on. Nothing is lost: the old key stays in the ring.
 * @param owner the owner's pool: history is rewritten
 * @throws Problem when another rotation runs, or the keys cannot be changed or are those of another database
 */
export async function rotateKeys(
  owner: Pool,
  definitions: readonly RegisterDefinition[],
  vault: Keyring,
  options: RotationOptions = {},
): Promise<Rotation> {
  return alone(owner, async () => {
    vault.refresh();
    await checkKeys(owner, vault);
    const wanted = options.algorithm ?? vault.current.algorithm;
    const behind = await rowsBehind(owner, definitions, vault.current.version);
    const resumed = behind > 0 && wanted === vault.current.algorithm;
    if (!resumed) vault.addKey(wanted, new Date());
    await noteKeys(owner, vault);
    return { key: vault.current, resumed, rows: await reseal(owner, definitions, vault, options) };
  });
}

async function reseal(
  owner: Pool,
  definitions: readonly RegisterDefinition[],
  vault: Keyring,
  { onProgress }: RotationOptions,
): Promise<number> {
  const { version } = vault.current;
  const total = await rowsBehind(owner, definitions, version);
  let done = 0;
  const count = (rows: number): number => {
    done += rows;
    if (rows > 0) onProgress?.({ done, total: Math.max(done, total) });
    return rows;
  };
  const throughHistory = async (step: (last: string) => ReturnType<typeof resealHistory>): Promise<void> => {
    for (let last = '0'; last !== '';) {
      const { values, last: reached } = await step(last);
      count(values);
      last = reached;
    }
  };
  const sealed = definitions.filter((definition) => sealedColumns(definition).size > 0);
  for (const definition of sealed) {
    const unions = await unionsBehind(owner, definition, version);
    for (let from = 0; from < unions.length; from += UNIONS) {
      const some = unions.slice(from, from + UNIONS);
      const step = (client: PoolClient): Promise<number> => resealRows(client, definition, vault, { unions: some });
      while (count(await inTransaction(owner, step)) > 0);
    }
    await throughHistory((last) => inTransaction(owner, (client) => resealHistory(client, definition, vault, last)));
  }
  await inTransaction(owner, async (client) => {
    await haltSealing(client);
    for (const definition of sealed) {
      while (count(await resealRows(client, definition, vault, { wait: true })) > 0);
      await throughHistory((last) => resealHistory(client, definition, vault, last));
    }
  });
  return done;
}

/**
 * Takes a version out of use: it seals no more, and nothing in the database needs it. It stays in the ring for backups.
 * @throws Problem when it is the current one, is not known, or a row still needs it
 */
export async function retireKey(
  owner: Pool,
  definitions: readonly RegisterDefinition[],
  vault: Keyring,
  version: number,
): Promise<void> {
  await alone(owner, async () => {
    vault.refresh();
    await checkKeys(owner, vault);
    const key = vault.keys.find((one) => one.version === version);
    if (!key) throw problem('unknownKey', `没有第 ${version} 版密钥。现有的版本见 keys status。`);
    if (key.version === vault.current.version) {
      throw problem('keyInUse', `第 ${version} 版是现在使用的密钥，不能停用。请先运行 keys rotate 换用新的一版。`);
    }
    await inTransaction(owner, async (client) => {
      await haltSealing(client);
      const rows = (await keyUse(client, definitions)).get(version) ?? 0;
      if (rows > 0) {
        throw problem('keyInUse', `还有 ${rows} 条记录用第 ${version} 版密钥加密，不能停用。请先运行 keys rotate。`);
      }
      if (key.retired === null) vault.retire(version, new Date());
      await client.query(
        'update kernel.sealing_key set retired_at = coalesce(retired_at, clock_timestamp()) where version = $1',
        [version],
      );
    });
  });
}

/** Two rotations at once would each add a key. */
async function alone<T>(owner: Pool, work: () => Promise<T>): Promise<T> {
  const client = await owner.connect();
  const lock = `hashtext('jianjia.rotation')`;
  try {
    const taken = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${lock}) as taken`);
    if (!taken.rows[0]?.taken) throw problem('rotationRuns', '另一个命令正在换钥。请等它结束后再试。');
    return await work();
  } finally {
    const free = await client.query(`select pg_advisory_unlock(${lock})`).catch(() => null);
    // A session that cannot be told so ends, and its lock with it.
    client.release(free === null);
  }
}

function problem(id: string, sentence: string): Problem {
  return new Problem(`registers.${id}`, 'conflict', sentence);
}
