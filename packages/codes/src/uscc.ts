/**
 * GB 32100-2015, 法人和其他组织统一社会信用代码: 18 characters, the last one a check character modulo 31.
 * Position 1 is the registering authority, 2 the kind of body (unions: `81`), 3–8 the division of the
 * registrar, 9–17 the organisation code of GB 11714.
 */

/** The standard's alphabet: digits and capitals without I, O, S, V, Z. A character's value is its index. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
const MODULUS = 31;
/** Wi = 3^(i-1) mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

const VALUE_BY_CHARACTER = new Int8Array(128).fill(-1);
for (let value = 0; value < ALPHABET.length; value++) VALUE_BY_CHARACTER[ALPHABET.charCodeAt(value)] = value;

/**
 * Whether a text is a unified social credit code: 18 characters of the alphabet and a right check character.
 * The text must be folded already (`foldCapitals`). The inner organisation code and the division are not
 * checked: codes issued before 2015 were carried over with registrars that no longer exist.
 */
export function isUscc(text: string): boolean {
  if (text.length !== LENGTH) return false;
  const check = usccCheckCharacter(text);
  return check !== null && text.charCodeAt(LENGTH - 1) === check.charCodeAt(0);
}

/** The check character for the first 17 characters of `text`; null when one of them is not in the alphabet. */
export function usccCheckCharacter(text: string): string | null {
  let sum = 0;
  for (let index = 0; index < LENGTH - 1; index++) {
    // Beyond the end charCodeAt gives NaN, and outside ASCII the table gives undefined: both become -1.
    const value = VALUE_BY_CHARACTER[text.charCodeAt(index)] ?? -1;
    if (value < 0) return null;
    sum += value * (WEIGHTS[index] ?? 0);
  }
  return ALPHABET.charAt((MODULUS - (sum % MODULUS)) % MODULUS);
}
