/**
 * A 32-bit hash of a text: FNV-1a over UTF-16 units with the finaliser of MurmurHash3, so that every bit of the result
 * depends on every unit. Never 0, for 0 stands for «no value» in a row. The same on every machine and in every version:
 * kept indexes hold hashes.
 */
export function hashText(text: string, seed = 0): number {
  return finished(hashUnits(HASH_START ^ seed, text) ^ text.length);
}

/** Where the hash of a text begins that is made piece by piece. */
export const HASH_START = 0x811c9dc5;

/** One piece more of a text hashed piece by piece. */
export function hashUnits(hash: number, piece: string): number {
  let next = hash;
  for (let index = 0; index < piece.length; index++) next = hashUnit(next, piece.charCodeAt(index));
  return next;
}

/** One UTF-16 unit more. */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** The hash of a text of so many units whose pieces were hashed: what `hashText` gives for the whole. */
export function hashEnd(hash: number, length: number): number {
  return finished(hash ^ length);
}

/** The hash of two hashes in this order; 0 when either is 0: a key one part of which is unknown is no key. */
export function hashPair(first: number, second: number): number {
  if (first === 0 || second === 0) return 0;
  return finished(Math.imul(first ^ 0x9e3779b9, 0x85ebca6b) ^ ((second << 13) | (second >>> 19)));
}

function finished(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed = (mixed ^ (mixed >>> 16)) >>> 0;
  return mixed === 0 ? 1 : mixed;
}
