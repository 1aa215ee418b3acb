import { createHmac, createSecretKey } from 'node:crypto';

/** What a sealed value is, for its canonical form and its mask. */
export type SealedKind = 'id_number' | 'phone';

/** An index hash is cut to this: no two of a hundred million texts meet by chance. */
const HASH_BYTES = 16;

/** HMAC-SHA256 over `kind NUL canonical text`, cut to 16 bytes. */
export function indexHasher(key: Buffer): (kind: string, text: string) => Buffer {
  // A key object: handing over the bytes each time would prepare the key each time.
  const secret = createSecretKey(key);
  return (kind, text) =>
    createHmac('sha256', secret)
      .update(`${kind}\0${canonical(kind, text)}`)
      .digest()
      .subarray(0, HASH_BYTES);
}

/**
 * One form for every way of writing the same number: half width, capitals, no blanks or dashes; telephone numbers
 * without the prefix of the country.
 */
export function canonical(kind: string, text: string): string {
  if (isPlain(text)) return text;
  const folded = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}()]/gu, '')
    .toUpperCase();
  return kind === 'phone' ? folded.replace(/^(\+|00)86(?=1\d{10}$)/, '') : folded;
}

/** Digits and capitals only: nearly every number, and nothing to fold; 00 may be a prefix. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const c = text.charCodeAt(index);
    if (!((c >= 48 && c <= 57) || (c >= 65 && c <= 90))) return false;
  }
  return !text.startsWith('00');
}

/** The end of a number that may be shown and searched: four characters, but never more than half of it. */
export function lastFour(text: string): string {
  return text.slice(text.length - Math.min(4, text.length >> 1));
}

/** What is shown of an identity number: that there is one. Its end and a birthday beside it would nearly be the number. */
export const HIDDEN_NUMBER = '*'.repeat(18);

/**
 * The end of a number as it lies beside the sealed value. Of a telephone number the end itself, for people to tell them
 * apart. Of an identity number only a keyed hash of it: with birthday and county the end is nearly the number. As it is
 * written, so that a small x corrected into a capital is a change.
 */
export function storedEnd(
  vault: { indexHash(kind: string, text: string): Buffer },
  kind: SealedKind,
  text: string,
): string {
  return kind === 'phone' ? lastFour(text) : endHash(vault, lastFour(text));
}

/** What {@link storedEnd} gives for identity numbers that end so. */
export function endHash(vault: { indexHash(kind: string, text: string): Buffer }, end: string): string {
  return vault.indexHash('id_number.end', Buffer.from(end, 'utf8').toString('hex')).toString('hex');
}
