import { join, resolve } from 'node:path';
import { type Algorithm, algorithmNamed } from './ciphers.ts';
import { DEMO_CONTENT } from './demo.ts';
import { type KeyContent, newContent, parseContent } from './key-content.ts';
import { readKeyFile, stampAt, writeKeyFile } from './key-file.ts';
import { Keyring } from './keyring.ts';
import { demoKeys, keysExist, keysFromEnvironment } from './problems.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface KeyringOptions {
  /** Where to look: JIANJIA_KEYS, JIANJIA_KEYS_FILE, JIANJIA_DATA_DIR; JIANJIA_CIPHER for a key that is made. */
  readonly env: Env;
  /** Make random keys where there are none. Only for a database that holds nothing sealed yet. */
  readonly create: boolean;
  /** Milliseconds since 1970; default the clock. */
  readonly now?: () => number;
}

/**
 * Opens the keys of this installation: wholly from JIANJIA_KEYS, or from the file of JIANJIA_KEYS_FILE (default
 * `keys.json` in the data directory).
 * @throws Problem when they are missing, broken, readable for others, or the published demo keys
 */
export function openKeyring({ env, create, now = Date.now }: KeyringOptions): Keyring {
  const given = env['JIANJIA_KEYS'];
  if (given) {
    const content = parseContent(given, 'JIANJIA_KEYS');
    return new Keyring(content, { source: 'JIANJIA_KEYS', isDemo: checkDemo(content, 'JIANJIA_KEYS', env) }, now);
  }
  const path = keysPath(env);
  if (create && stampAt(path) === '') writeKeyFileOnce(path, cipherOf(env), now);
  const { content, stamp } = readKeyFile(path);
  return new Keyring(content, { source: path, path, stamp, isDemo: checkDemo(content, path, env) }, now);
}

/**
 * Makes a key file where there is none.
 * @throws Problem when there is one, or JIANJIA_KEYS is set
 */
export function initKeyring(env: Env, algorithm?: Algorithm): Keyring {
  if (env['JIANJIA_KEYS']) throw keysFromEnvironment();
  const path = keysPath(env);
  if (!writeKeyFileOnce(path, algorithm ?? cipherOf(env), Date.now)) throw keysExist(path);
  return openKeyring({ env, create: false });
}

/** Where the key file lies. */
export function keysPath(env: Env): string {
  return resolve(env['JIANJIA_KEYS_FILE'] || join(env['JIANJIA_DATA_DIR'] || 'data', 'keys.json'));
}

/** The algorithm of keys made from now on (JIANJIA_CIPHER). Throws a Problem for one that is not known. */
export function cipherOf(env: Env): Algorithm {
  return algorithmNamed(env['JIANJIA_CIPHER'] || 'aes-256-gcm');
}

function writeKeyFileOnce(path: string, algorithm: Algorithm, now: () => number): boolean {
  return writeKeyFile(path, newContent(algorithm, new Date(now())), true);
}

/** Whether any of the keys is published; that is refused unless asked for. */
function checkDemo(content: KeyContent, source: string, env: Env): boolean {
  const secrets = (one: KeyContent): readonly string[] =>
    [...one.dataKeys.map(({ key }) => key), one.indexKey.key].map((key) =>
      Buffer.from(key, 'base64').toString('base64'),
    );
  const published = new Set(secrets(DEMO_CONTENT));
  const isDemo =
    secrets(content).some((key) => published.has(key)) ||
    content.signingKey.publicKey.trim() === DEMO_CONTENT.signingKey.publicKey.trim();
  if (isDemo && env['JIANJIA_DEMO'] !== '1') throw demoKeys(source);
  return isDemo;
}

/** The published keys, for tests: everybody has them, so they protect nothing. */
export function demoKeyring(): Keyring {
  return new Keyring(DEMO_CONTENT, { source: 'demo', isDemo: true });
}
