/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Signs states of the chain; an Ed25519 key that lies outside the database. */
export interface Signer {
  readonly signingKeyId: string;
  sign(bytes: Buffer): Buffer;
  /** False for a wrong signature and for a key that is not known. */
  verify(bytes: Buffer, signature: Buffer, keyId: string): boolean;
}

/** A signed state of the chain: up to this line it is so. */
export interface Head {
  readonly day: string;
  readonly seq: number;
  readonly hash: Buffer;
  readonly keyId: string;
  readonly signature: Buffer;
  /** Instant with milliseconds, UTC. */
  readonly signedAt: string;
}

/** The first line of the journal that is not as it was written. */
export interface JournalFault {
  readonly day: string;
  /** Number within the day; null for an entry that has none. */
  readonly seq: number | null;
  /** What is wrong, a Chinese sentence. */
  readonly what: string;
}
