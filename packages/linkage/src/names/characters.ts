import { Converter } from 'opencc-js/t2cn';

/**
 * What becomes of each UTF-16 unit when a name is folded. Tables, for a register has millions of names and most of
 * their characters stay as they are.
 */
export interface CharacterTable {
  /** One of the kinds below, by unit. */
  readonly kind: Uint8Array;
  /** The unit a `MAPPED` unit becomes. */
  readonly target: Uint16Array;
}

export const SAME = 0;
export const MAPPED = 1;
export const DROPPED = 2;
/** Punctuation that is seen: dropped, but kept as a hyphen between digits (1-1 is not 11). */
export const SEPARATOR = 3;
export const OPEN = 4;
export const CLOSE = 5;
/** Needs the whole text: it becomes several characters, or joins with its neighbour. */
export const COMPOUND = 6;

const OPENING = new Set('([{〔〖【〈<');
const CLOSING = new Set(')]}〕〗】〉>');
const LETTER = /^[\p{L}\p{N}]$/u;
const MARK = /^\p{M}$/u;
const SEEN = /^[\p{P}\p{S}]$/u;

/** Conjoining Hangul: joined by normalisation when both halves stand together, and then no letter of ours. */
const JAMO = /^[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]$/;
const HAN = /^[\u3400-\u9fff]$/;

let made: CharacterTable | undefined;

/** The table, made at the first call. */
export function characters(): CharacterTable {
  made ??= makeTable();
  return made;
}

function makeTable(): CharacterTable {
  const kind = new Uint8Array(0x10000);
  const target = new Uint16Array(0x10000);
  // The library's own declarations do not resolve under ECMAScript modules: its type is said here.
  const simplify = Converter({ from: 't', to: 'cn' }) as (text: string) => string;
  for (let unit = 0; unit < 0x10000; unit++) {
    const character = String.fromCharCode(unit);
    if (unit >= 0xd800 && unit <= 0xdfff) {
      kind[unit] = COMPOUND;
      continue;
    }
    const plain = character.normalize('NFKC');
    kind[unit] = plain.length > 1 || MARK.test(character) ? COMPOUND : kindOf(plain);
    if (kind[unit] !== SAME) continue;
    const folded = foldLetter(plain, simplify);
    target[unit] = folded.charCodeAt(0);
    if (folded !== character) kind[unit] = MAPPED;
  }
  return { kind, target };
}

function kindOf(character: string): number {
  if (OPENING.has(character)) return OPEN;
  if (CLOSING.has(character)) return CLOSE;
  if (LETTER.test(character) && !JAMO.test(character)) return SAME;
  return SEEN.test(character) ? SEPARATOR : DROPPED;
}

/** Traditional to simplified, small to capital, until nothing changes: folding twice must change nothing more. */
function foldLetter(character: string, simplify: (text: string) => string): string {
  let folded = character;
  for (let round = 0; round < 4; round++) {
    const next = HAN.test(folded) ? simplify(folded) : folded.toUpperCase().normalize('NFKC');
    if (next.length !== 1 || next === folded || !LETTER.test(next)) return folded;
    folded = next;
  }
  return folded;
}
