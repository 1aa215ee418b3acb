/**
 * Short texts packed into rows, two UTF-16 units to a word, and the distances between them. Comparing words instead of
 * strings keeps a million records in one shared array and makes no garbage.
 */

/** Writes the first `2 × words` units of a text at `at`; shorter texts are filled with zeros. */
export function packText(text: string, row: Uint32Array, at: number, words: number): void {
  const length = Math.min(text.length, 2 * words);
  let word = at;
  for (let index = 0; index < length; index += 2) {
    const high = index + 1 < length ? text.charCodeAt(index + 1) : 0;
    row[word++] = text.charCodeAt(index) | (high << 16);
  }
  while (word < at + words) row[word++] = 0;
}

/** The unit at `index` of a text packed at `at`. */
export function unitAt(row: Uint32Array, at: number, index: number): number {
  const word = row[at + (index >> 1)] ?? 0;
  return (index & 1) === 0 ? word & 0xffff : word >>> 16;
}

/** The text packed at `at` in `words` words. */
export function unpackText(row: Uint32Array, at: number, words: number): string {
  let text = '';
  for (let index = 0; index < 2 * words; index++) {
    const unit = unitAt(row, at, index);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}

/** A part of a packed text: `length` units of the text at `at`, from unit `from` on. */
export interface Packed {
  readonly row: Uint32Array;
  readonly at: number;
  readonly from: number;
  readonly length: number;
}

/**
 * Whether at most one edit makes one text of the other: a unit put in, left out or replaced, or two neighbours swapped
 * (Damerau 1964). Equal texts are one edit apart at most, too.
 */
export function withinOneEdit(a: Packed, b: Packed): boolean {
  const shorter = a.length <= b.length ? a : b;
  const longer = shorter === a ? b : a;
  if (longer.length - shorter.length > 1) return false;
  let start = 0;
  while (start < shorter.length && unit(shorter, start) === unit(longer, start)) start++;
  if (start === shorter.length) return true;
  if (shorter.length < longer.length) return sameFrom(shorter, start, longer, start + 1);
  if (sameFrom(shorter, start + 1, longer, start + 1)) return true;
  return (
    unit(shorter, start) === unit(longer, start + 1) &&
    unit(shorter, start + 1) === unit(longer, start) &&
    sameFrom(shorter, start + 2, longer, start + 2)
  );
}

/** Whether a text begins with another one, or is the same. */
export function startsWith(text: Packed, head: Packed): boolean {
  if (head.length > text.length) return false;
  for (let index = 0; index < head.length; index++) if (unit(text, index) !== unit(head, index)) return false;
  return true;
}

/** Whether the units of the shorter text stand in the longer one in the same order, others between them or not. */
export function isSubsequence(shorter: Packed, longer: Packed): boolean {
  let found = 0;
  for (let index = 0; index < longer.length && found < shorter.length; index++) {
    if (unit(longer, index) === unit(shorter, found)) found++;
  }
  return found === shorter.length;
}

/** How many units of the one text stand in the other, wherever. */
export function unitsInCommon(a: Packed, b: Packed): number {
  let common = 0;
  for (let index = 0; index < a.length; index++) {
    const wanted = unit(a, index);
    for (let other = 0; other < b.length; other++) {
      if (unit(b, other) !== wanted) continue;
      common++;
      break;
    }
  }
  return common;
}

function unit(text: Packed, index: number): number {
  return unitAt(text.row, text.at, text.from + index);
}

function sameFrom(a: Packed, atA: number, b: Packed, atB: number): boolean {
  if (a.length - atA !== b.length - atB) return false;
  for (let index = 0; atA + index < a.length; index++) {
    if (unit(a, atA + index) !== unit(b, atB + index)) return false;
  }
  return true;
}
