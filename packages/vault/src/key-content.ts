import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Algorithm, ALGORITHMS, KEY_BYTES } from './ciphers.ts';
import { keysBroken } from './problems.ts';

/** One version of the key that values are sealed with. */
export interface DataKey {
  readonly version: number;
  readonly algorithm: Algorithm;
  /** Base64. */
  readonly key: string;
  readonly createdAt: string;
  /** Since when nothing is sealed with it; it still opens old backups. */
  readonly retired?: string;
}

/** The content of a key file, or of JIANJIA_KEYS. */
export interface KeyContent {
  readonly format: typeof FORMAT;
  readonly dataKeys: readonly DataKey[];
  readonly indexKey: { readonly key: string; readonly createdAt: string };
  readonly signingKey: { readonly privateKey: string; readonly publicKey: string; readonly createdAt: string };
}

const FORMAT = 'jianjia-keys-1';
const INDEX_KEY_BYTES = 32;
/** Two bytes of a sealed value name the version. */
const MAX_VERSION = 0xffff;

/** New random keys. */
export function newContent(algorithm: Algorithm, now: Date): KeyContent {
  const createdAt = now.toISOString();
  const pair = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    format: FORMAT,
    dataKeys: [newDataKey(1, algorithm, createdAt)],
    indexKey: { key: randomBytes(INDEX_KEY_BYTES).toString('base64'), createdAt },
    signingKey: { ...pair, createdAt },
  };
}

/** The content with one more version. */
export function withNewKey(content: KeyContent, algorithm: Algorithm, now: Date): KeyContent {
  const last = Math.max(...content.dataKeys.map((key) => key.version));
  return { ...content, dataKeys: [...content.dataKeys, newDataKey(last + 1, algorithm, now.toISOString())] };
}

/** The content with a version marked as no longer used. */
export function withRetired(content: KeyContent, version: number, now: Date): KeyContent {
  const retired = now.toISOString();
  const dataKeys = content.dataKeys.map((key) => (key.version === version ? { retired, ...key } : key));
  return { ...content, dataKeys };
}

function newDataKey(version: number, algorithm: Algorithm, createdAt: string): DataKey {
  return { version, algorithm, key: randomBytes(KEY_BYTES[algorithm]).toString('base64'), createdAt };
}

/**
 * Reads the JSON of a keyring, and proves that nothing is missing.
 * @param source what to call it in a sentence
 * @throws Problem vault.keysBroken
 */
export function parseContent(text: string, source: string): KeyContent {
  const broken = (reason: string): Error => keysBroken(source, reason);
  const whole = object(parsed(text, source), broken, '不是密钥文件');
  if (whole['format'] !== FORMAT) throw broken(`不是“${FORMAT}”格式`);
  const given = whole['dataKeys'];
  if (!Array.isArray(given) || given.length === 0) throw broken('没有数据密钥');
  const dataKeys = given.map((one, index) => dataKey(object(one, broken, `第 ${index + 1} 个数据密钥`), broken));
  if (new Set(dataKeys.map((key) => key.version)).size < dataKeys.length) throw broken('数据密钥的版本号有重复');
  const index = object(whole['indexKey'], broken, '没有检索密钥');
  const indexKey = { key: text_(index, 'key', broken), createdAt: text_(index, 'createdAt', broken) };
  if (Buffer.from(indexKey.key, 'base64').length !== INDEX_KEY_BYTES) throw broken('检索密钥的长度不对');
  return { format: FORMAT, dataKeys, indexKey, signingKey: signingKey(whole['signingKey'], broken) };
}

type Broken = (reason: string) => Error;
type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What JSON.parse says quotes the text, and that is a secret.
    throw keysBroken(source, '不是 JSON');
  }
}

function object(value: unknown, broken: Broken, reason: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(reason);
  return value as Fields;
}

function text_(fields: Fields, name: string, broken: Broken): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw broken(`缺少 ${name}`);
  return value;
}

function dataKey(fields: Fields, broken: Broken): DataKey {
  const version = fields['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > MAX_VERSION) {
    throw broken('数据密钥的版本号不对');
  }
  const algorithm = ALGORITHMS.find((one) => one === fields['algorithm']);
  if (!algorithm) throw broken(`第 ${version} 版密钥的算法不认识`);
  const key = text_(fields, 'key', broken);
  if (Buffer.from(key, 'base64').length !== KEY_BYTES[algorithm]) throw broken(`第 ${version} 版密钥的长度不对`);
  const createdAt = text_(fields, 'createdAt', broken);
  const retired = fields['retired'] === undefined ? {} : { retired: text_(fields, 'retired', broken) };
  return { version, algorithm, key, createdAt, ...retired };
}

function signingKey(value: unknown, broken: Broken): KeyContent['signingKey'] {
  const fields = object(value, broken, '没有签名密钥');
  const [privateKey, publicKey] = [text_(fields, 'privateKey', broken), text_(fields, 'publicKey', broken)];
  const createdAt = text_(fields, 'createdAt', broken);
  let fits = false;
  try {
    const secret = createPrivateKey(privateKey);
    const own = createPublicKey(secret).export({ type: 'spki', format: 'pem' });
    fits = secret.asymmetricKeyType === 'ed25519' && own.toString().trim() === publicKey.trim();
  } catch {
    // Not a key at all: the same sentence.
  }
  if (!fits) throw broken('签名密钥不对，或公钥与私钥不成对');
  return { privateKey, publicKey, createdAt };
}
