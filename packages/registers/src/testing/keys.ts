import { type Keyring, openKeyring } from '@jianjia/vault';
import type { TestFolder } from './folder.ts';

/** A keyring of a test's own, in its folder: the same one at every call. */
export function ownKeyring(folder: TestFolder): Keyring {
  return openKeyring({ env: { JIANJIA_KEYS_FILE: `${folder.path}/keys/keys.json` }, create: true });
}
