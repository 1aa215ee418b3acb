import { pinyin } from 'pinyin-pro';

import { HASH_START, hashEnd, hashText, hashUnit } from '../spec/hash.ts';
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

/** The hash of the sound of each unit met so far, 0 for none. */
const hashes = new Uint32Array(0x10000);

/** A hash of a folded text, the same where `soundKey` is the same; 0 where it is empty. */
export function soundHash(folded: string): number {
  if (folded === '') return 0;
  let hash = HASH_START;
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    hash = hashUnit(hash, (hashes[unit] ||= hashText(soundOf(folded.charAt(index)))));
  }
  return hashEnd(hash, folded.length);
}

function soundOf(character: string): string {
  return HAN.test(character) ? pinyin(character, { toneType: 'none', v: true }) : character;
}
