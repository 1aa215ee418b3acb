import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { type Algorithm, type DataCipher, dataCipher, fingerprintOf, versionOf } from './ciphers.ts';
import { type KeyContent, withNewKey, withRetired } from './key-content.ts';
import { readKeyFile, stampAt, writeKeyFile } from './key-file.ts';
import { keysFromEnvironment, noCurrentKey, unknownVersion } from './problems.ts';
import { indexHasher } from './search.ts';

/** What may be told about a key. */
export interface KeyInfo {
  readonly version: number;
  readonly algorithm: Algorithm;
  readonly fingerprint: string;
  readonly createdAt: string;
  readonly retired: string | null;
}

/** How long a running service may go on with the keys it knows before it looks whether the file has new ones. */
const RECHECK_MS = 3000;

/** What is derived from the content of a key file. */
interface Loaded {
  readonly content: KeyContent;
  readonly stamp: string;
  readonly ciphers: ReadonlyMap<number, DataCipher>;
  readonly current: DataCipher | null;
  readonly hash: (kind: string, text: string) => Buffer;
  readonly indexFingerprint: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly signingKeyId: string;
}

/**
 * The keys of an installation: seals and opens personal values, hashes them for exact search, signs. Where the keys lie
 * in a file, a version added there by another process is taken up by itself. Made by `openKeyring`.
 */
export class Keyring {
  /** Where the keys come from: a path, or the name of an environment variable. */
  readonly source: string;
  /** Whether these are the published keys of the tests, which protect nothing. */
  readonly isDemo: boolean;
  readonly #path: string | null;
  readonly #now: () => number;
  #loaded: Loaded;
  #checkedAt: number;

  constructor(
    content: KeyContent,
    from: { readonly source: string; readonly path?: string; readonly stamp?: string; readonly isDemo: boolean },
    now: () => number = Date.now,
  ) {
    this.source = from.source;
    this.isDemo = from.isDemo;
    this.#path = from.path ?? null;
    this.#now = now;
    this.#loaded = load(content, from.stamp ?? '');
    this.#checkedAt = now();
  }

  /**
   * Seals a text with the current key.
   * @param context where it will lie (`people.member.id_number/M001`); it opens there and nowhere else
   */
  seal(text: string, context: string): Buffer {
    return this.#current().seal(text, context);
  }

  /**
   * Opens a sealed text, whatever key of the ring it was sealed with.
   * @throws Problem when the key is not there, the bytes were changed, or they belong to another context
   */
  open(sealed: Uint8Array, context: string): string {
    const version = versionOf(sealed);
    if (!this.#loaded.ciphers.has(version)) this.refresh();
    const cipher = this.#loaded.ciphers.get(version);
    if (!cipher) throw unknownVersion(version);
    return cipher.open(sealed, context);
  }

  /** 16 bytes that are equal for equal texts of a kind, and tell nothing to whoever lacks the key. */
  indexHash(kind: string, text: string): Buffer {
    return this.#loaded.hash(kind, text);
  }

  /** The key that `seal` takes. Throws a Problem when every version is retired. */
  get current(): KeyInfo {
    return this.keys.find(({ version }) => version === this.#current().version) as KeyInfo;
  }

  /** All versions, in their order. */
  get keys(): readonly KeyInfo[] {
    const { content, ciphers } = this.#loaded;
    const infos = content.dataKeys.map(({ version, algorithm, createdAt, retired }) => {
      const fingerprint = ciphers.get(version)?.fingerprint ?? '';
      return { version, algorithm, fingerprint, createdAt, retired: retired ?? null };
    });
    return infos.toSorted((a, b) => a.version - b.version);
  }

  /** The index key never changes: every hash in the database would change with it. */
  get indexKey(): { readonly fingerprint: string; readonly createdAt: string } {
    const { indexFingerprint, content } = this.#loaded;
    return { fingerprint: indexFingerprint, createdAt: content.indexKey.createdAt };
  }

  /** Names the signing key, so that a signature can say whose it is. */
  get signingKeyId(): string {
    return this.#loaded.signingKeyId;
  }

  /** The public half, for whoever checks signatures elsewhere (PEM, SPKI). */
  get publicKey(): string {
    return this.#loaded.content.signingKey.publicKey;
  }

  /** An Ed25519 signature of 64 bytes. */
  sign(bytes: Uint8Array): Buffer {
    return sign(null, bytes, this.#loaded.privateKey);
  }

  /** Whether a signature is that of the key named, which must be this ring's. */
  verify(bytes: Uint8Array, signature: Uint8Array, keyId: string): boolean {
    return keyId === this.#loaded.signingKeyId && verify(null, bytes, this.#loaded.publicKey, signature);
  }

  /** Takes up what the file says now, at once instead of within seconds: before work that must use the newest key. */
  refresh(): void {
    this.#checkedAt = this.#now();
    if (this.#path === null || stampAt(this.#path) === this.#loaded.stamp) return;
    const { content, stamp } = readKeyFile(this.#path);
    this.#loaded = load(content, stamp);
  }

  /**
   * Adds a version to the file; from then on it is the current one. Callers keep others from doing the same meanwhile.
   * @throws Problem when the keys come from the environment or the file cannot be written
   */
  addKey(algorithm: Algorithm, now: Date): KeyInfo {
    this.#rewrite((content) => withNewKey(content, algorithm, now));
    return this.current;
  }

  /** Marks a version in the file: it seals no more, but still opens old backups. Throws as `addKey` does. */
  retire(version: number, now: Date): void {
    this.#rewrite((content) => withRetired(content, version, now));
  }

  #rewrite(change: (content: KeyContent) => KeyContent): void {
    if (this.#path === null) throw keysFromEnvironment();
    writeKeyFile(this.#path, change(readKeyFile(this.#path).content), false);
    this.refresh();
  }

  #current(): DataCipher {
    const now = this.#now();
    if (now - this.#checkedAt >= RECHECK_MS || now < this.#checkedAt) this.refresh();
    const { current } = this.#loaded;
    if (!current) throw noCurrentKey();
    return current;
  }
}

function load(content: KeyContent, stamp: string): Loaded {
  const ciphers = content.dataKeys.map(({ version, algorithm, key }) =>
    dataCipher(version, algorithm, Buffer.from(key, 'base64')),
  );
  const usable = content.dataKeys.filter(({ retired }) => retired === undefined).map(({ version }) => version);
  const newest = Math.max(0, ...usable);
  const indexKey = Buffer.from(content.indexKey.key, 'base64');
  const privateKey = createPrivateKey(content.signingKey.privateKey);
  const publicKey = createPublicKey(privateKey);
  return {
    content,
    stamp,
    ciphers: new Map(ciphers.map((cipher) => [cipher.version, cipher])),
    current: ciphers.find(({ version }) => version === newest) ?? null,
    hash: indexHasher(indexKey),
    indexFingerprint: fingerprintOf(indexKey, 'hmac-sha256'),
    privateKey,
    publicKey,
    signingKeyId: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 16),
  };
}
