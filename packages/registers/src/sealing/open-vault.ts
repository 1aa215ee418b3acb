import type { Pool } from '@jianjia/db';
import { type Keyring, openKeyring } from '@jianjia/vault';
import type { RegisterDefinition } from '../definition.ts';
import { checkKeys, isSealed } from './keys.ts';
import { sealPlain } from './plain.ts';

export interface VaultOptions {
  /** Where the keys are: see `openKeyring`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Tells a person what takes long; Chinese sentences. */
  readonly notify?: (sentence: string) => void;
}

/**
 * Opens the keys of a migrated database. Every command does so right after migrating: it makes keys for a database that
 * holds nothing sealed yet, refuses keys that are not this database's, and seals what an older version stored plainly.
 * With nothing to do it costs three small queries.
 * @throws Problem when the keys are missing, broken, or those of another database
 */
export async function openVault(
  db: { readonly system: Pool; readonly owner: Pool },
  definitions: readonly RegisterDefinition[],
  { env, notify }: VaultOptions,
): Promise<Keyring> {
  const vault = openKeyring({ env, create: !(await isSealed(db.system)) });
  await checkKeys(db.system, vault);
  await sealPlain(db.owner, definitions, vault, notify);
  return vault;
}
