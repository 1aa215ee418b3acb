import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomFillSync } from 'node:crypto';
import { sm4 } from 'sm-crypto-v2';
import { noCipher, notOpened } from './problems.ts';

/** Authenticated ciphers a data key may be for. OpenSSL has no SM4-GCM, so that one is computed in JavaScript. */
export const ALGORITHMS = ['aes-256-gcm', 'sm4-gcm'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const KEY_BYTES: Readonly<Record<Algorithm, number>> = { 'aes-256-gcm': 32, 'sm4-gcm': 16 };
const MARKS: Readonly<Record<Algorithm, number>> = { 'aes-256-gcm': 1, 'sm4-gcm': 2 };

/** algorithm 1, version 2, nonce 12; then the ciphertext, then the tag of 16 bytes. */
const [VERSION_AT, NONCE_AT, TEXT_AT, NONCE_BYTES, TAG_BYTES] = [1, 3, 15, 12, 16];
/** Bytes that a sealed value is longer than its text. */
export const OVERHEAD = TEXT_AT + TAG_BYTES;

/** The key of one version, ready for use. */
export interface DataCipher {
  readonly version: number;
  readonly algorithm: Algorithm;
  readonly fingerprint: string;
  seal(text: string, context: string): Buffer;
  /** @throws Problem vault.notOpened unless the value was sealed with this key for this context */
  open(sealed: Uint8Array, context: string): string;
}

/**
 * Names an algorithm.
 * @throws Problem for any other text
 */
export function algorithmNamed(name: string): Algorithm {
  const found = ALGORITHMS.find((algorithm) => algorithm === name);
  if (!found) throw noCipher(name);
  return found;
}

/** Makes the cipher of a version; the key has {@link KEY_BYTES} bytes. */
export function dataCipher(version: number, algorithm: Algorithm, key: Buffer): DataCipher {
  const { encrypt, decrypt } = gcm(algorithm, key);
  const mark = MARKS[algorithm];
  return {
    version,
    algorithm,
    fingerprint: fingerprintOf(key, algorithm),
    seal(text, context) {
      const plain = Buffer.from(text, 'utf8');
      const sealed = Buffer.allocUnsafe(OVERHEAD + plain.length);
      sealed[0] = mark;
      sealed.writeUInt16BE(version, VERSION_AT);
      freshNonce(sealed, NONCE_AT);
      encrypt(sealed, plain, Buffer.from(context, 'utf8'));
      return sealed;
    },
    open(bytes, context) {
      const sealed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (sealed.length < OVERHEAD || sealed[0] !== mark || versionOf(sealed) !== version) throw notOpened(context);
      try {
        return decrypt(sealed, Buffer.from(context, 'utf8')).toString('utf8');
      } catch {
        throw notOpened(context);
      }
    },
  };
}

/** The key version a sealed value names; not yet authenticated. */
export function versionOf(sealed: Uint8Array): number {
  return ((sealed[VERSION_AT] ?? 0) << 8) | (sealed[VERSION_AT + 1] ?? 0);
}

/** Says which key it is without telling anything about it. */
export function fingerprintOf(key: Buffer, use: string): string {
  return createHmac('sha256', key).update(`jianjia fingerprint ${use}`).digest('hex').slice(0, 16);
}

interface Gcm {
  /** Fills in ciphertext and tag; head and nonce stand there already. */
  encrypt(sealed: Buffer, plain: Buffer, context: Buffer): void;
  /** Throws when the tag does not fit. */
  decrypt(sealed: Buffer, context: Buffer): Buffer;
}

/** The cipher proper, on bytes; its own function for the sake of published test vectors. */
export function gcm(algorithm: Algorithm, key: Buffer): Gcm {
  return algorithm === 'aes-256-gcm' ? aesGcm(key) : sm4Gcm(key);
}

function aesGcm(bytes: Buffer): Gcm {
  // A key object: handing over the bytes each time would cost four times as much.
  const key = createSecretKey(bytes);
  const options = { authTagLength: TAG_BYTES };
  return {
    encrypt(sealed, plain, context) {
      const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(NONCE_AT, TEXT_AT), options);
      cipher.setAAD(context);
      sealed.set(cipher.update(plain), TEXT_AT);
      cipher.final();
      sealed.set(cipher.getAuthTag(), TEXT_AT + plain.length);
    },
    decrypt(sealed, context) {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(NONCE_AT, TEXT_AT), options);
      cipher.setAAD(context);
      cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const plain = cipher.update(sealed.subarray(TEXT_AT, -TAG_BYTES));
      cipher.final();
      return plain;
    },
  };
}

function sm4Gcm(key: Buffer): Gcm {
  const options = (sealed: Buffer, context: Buffer) =>
    ({
      mode: 'gcm',
      output: 'array',
      padding: 'none',
      iv: sealed.subarray(NONCE_AT, TEXT_AT),
      associatedData: context,
    }) as const;
  return {
    encrypt(sealed, plain, context) {
      const made = sm4.encrypt(plain, key, { ...options(sealed, context), outputTag: true });
      if (made.tag?.length !== TAG_BYTES) throw new Error('SM4-GCM gave no tag');
      sealed.set(made.output, TEXT_AT);
      sealed.set(made.tag, TEXT_AT + plain.length);
    },
    decrypt(sealed, context) {
      const text = sealed.subarray(TEXT_AT, -TAG_BYTES);
      // Without a tag the library would decrypt unasked.
      const tag = Uint8Array.from(sealed.subarray(-TAG_BYTES));
      return Buffer.from(sm4.decrypt(text, key, { ...options(sealed, context), tag }));
    },
  };
}

/** Random nonces are drawn by the thousand: a call to the system for each would cost as much as the cipher. */
const drawn = Buffer.alloc(NONCE_BYTES * 1024);
let used = drawn.length;

function freshNonce(target: Buffer, at: number): void {
  if (used >= drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  drawn.copy(target, at, used, used + NONCE_BYTES);
  used += NONCE_BYTES;
}
