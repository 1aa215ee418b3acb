import type { Text } from './distances.ts';

/** Texts in rows of numbers, as the engine wants them: two UTF-16 units to a word, zeros behind the end. */
export function pack(text: string, words: Uint32Array, at: number, length: number): void {
  for (let word = 0; word < length; word++) {
    words[at + word] = ((text.charCodeAt(2 * word) || 0) | ((text.charCodeAt(2 * word + 1) || 0) << 16)) >>> 0;
  }
}

/** Puts the text packed in `length` words at `at` into its room. */
export function unpack(text: Text, words: Uint32Array, at: number, length: number): Text {
  let units = 0;
  for (let word = 0; word < length; word++) {
    const value = words[at + word] ?? 0;
    if (value === 0) break;
    text.units[units++] = value & 0xffff;
    if (value > 0xffff) text.units[units++] = value >>> 16;
  }
  text.length = units;
  return text;
}

/** 32-bit hash of a text (FNV-1a); 0 for the empty one only. */
export function hashOf(text: string): number {
  if (text === '') return 0;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0 || 1;
}
