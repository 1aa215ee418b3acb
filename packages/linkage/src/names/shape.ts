import { HASH_START, hashEnd, hashUnit } from '../spec/hash.ts';
import { foldName } from './fold.ts';
import { LOOK_ALIKES } from './look-alikes.ts';

/** By unit: the representative of its group, 0 for a character of no group. */
const REPRESENTATIVES = new Uint16Array(0x10000);
for (const group of LOOK_ALIKES) {
  const [first = ''] = group;
  for (const character of group) REPRESENTATIVES[character.charCodeAt(0)] = first.charCodeAt(0);
}

/**
 * A name with every character that is easily mistaken for another replaced by one of its group (未 and 末, 日 and 曰,
 * 己, 已 and 巳): equal for two names that a typist or a scanner may have confused. Key of the table: `look-alikes.ts`.
 */
export function shapeKey(text: string): string {
  const folded = foldName(text);
  let key = '';
  let start = 0;
  for (let index = 0; index < folded.length; index++) {
    const unit = REPRESENTATIVES[folded.charCodeAt(index)] ?? 0;
    if (unit === 0) continue;
    key += folded.slice(start, index) + String.fromCharCode(unit);
    start = index + 1;
  }
  return start === 0 ? folded : key + folded.slice(start);
}

/** The hash of `shapeKey(folded)` of a folded text, without making the key; 0 where it is empty. */
export function shapeHash(folded: string): number {
  if (folded === '') return 0;
  let hash = HASH_START;
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    hash = hashUnit(hash, (REPRESENTATIVES[unit] ?? 0) || unit);
  }
  return hashEnd(hash, folded.length);
}
