import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, type Signer } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';

interface KeyFile {
  readonly keyId: string;
  /** PEM. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * An Ed25519 key in a file that only its owner can read, made at the first use.
 * @throws Problem when the file is no key
 */
export function fileSigner(file: string): Signer {
  if (!existsSync(file)) writeKey(file);
  const { keyId, publicKey, privateKey } = readKey(file);
  const [secret, open] = [createPrivateKey(privateKey), createPublicKey(publicKey)];
  return {
    keyId,
    sign: (bytes) => sign(null, bytes, secret),
    verify: (bytes, signature, id) => id === keyId && verify(null, bytes, open, signature),
  };
}

function writeKey(file: string): void {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const keyId = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
  const key: KeyFile = { keyId, publicKey, privateKey };
  makeFolder(dirname(file));
  writeFileSync(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
}

function readKey(file: string): KeyFile {
  try {
    const key = JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
    createPrivateKey(key.privateKey);
    return key;
  } catch (error) {
    throw new Problem(
      'cli.journalKeyDamaged',
      'conflict',
      `日志密钥文件 ${file} 读不出来：${(error as Error).message}。请检查权限，或从备份中取回这个文件；没有它，旧的签名无法核对。`,
      { cause: error },
    );
  }
}
