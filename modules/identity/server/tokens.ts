import { createHash } from 'node:crypto';

/** A token nobody can guess: 256 bits, 43 characters base64url. */
export function newToken(random: (bytes: number) => Buffer): string {
  return random(32).toString('base64url');
}

/**
 * What the database keeps of a token. Plain SHA-256 is enough for 256 random bits, and is looked up by index without
 * comparing in constant time: a hash tells nothing of its neighbours.
 */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** Whether a text can be such a token at all: what cannot is not worth a query. */
export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}
