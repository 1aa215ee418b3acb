import { pinyin } from 'pinyin-pro';

import { HASH_START, hashEnd, hashUnits } from '../spec/hash.ts';
import { foldName } from './fold.ts';

/** The sound of each UTF-16 unit met so far; the library is asked once for each. */
const sounds: (string | undefined)[] = [];

const HAN = /^[\u3400-\u9fff]$/;

/**
 * The sound of a name: pinyin without tones of each character, a blank between them (西安 is not 先); ü is v. Each
 * character has its most common reading wherever it stands, so that equal characters always sound alike. Digits and
 * Latin letters stand for themselves. Equal for homophones such as 红光 and 宏光; sounds that only resemble each other
 * (n and l, in and ing) stay apart.
 */
export function soundKey(text: string): string {
  const folded = foldName(text);
  let key = '';
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    const sound = (sounds[unit] ??= soundOf(folded.charAt(index)));
    key = index === 0 ? sound : `${key} ${sound}`;
  }
  return key;
}

/** The hash of `soundKey(folded)` of a folded text, without making the key; 0 where it is empty. */
export function soundHash(folded: string): number {
  if (folded === '') return 0;
  let hash = HASH_START;
  let length = folded.length - 1;
  for (let index = 0; index < folded.length; index++) {
    const sound = (sounds[folded.charCodeAt(index)] ??= soundOf(folded.charAt(index)));
    hash = hashUnits(index === 0 ? hash : hashUnits(hash, ' '), sound);
    length += sound.length;
  }
  return hashEnd(hash, length);
}

function soundOf(character: string): string {
  return HAN.test(character) ? pinyin(character, { toneType: 'none', v: true }) : character;
}
