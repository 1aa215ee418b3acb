import { isWalk, repeats } from './walks.ts';

export const PASSWORD_SHORTEST = 10;
export const PASSWORD_LONGEST = 200;

/** Why a password is refused; null when it may be used. */
export type PasswordFault = 'short' | 'long' | 'login' | 'common';

/** The one form that is hashed: the same characters from another keyboard or system stay the same password. */
export function foldPassword(typed: string): string {
  return typed.normalize('NFKC');
}

/**
 * NIST SP 800-63B: length and a list of passwords that are tried first, no rules about kinds of characters.
 * @param isCommon whether a lower-case text is on the list
 */
export function passwordFault(
  password: string,
  login: string,
  isCommon: (text: string) => boolean,
): PasswordFault | null {
  const text = foldPassword(password);
  const length = Array.from(text).length;
  if (length < PASSWORD_SHORTEST) return 'short';
  if (length > PASSWORD_LONGEST) return 'long';
  const lower = text.toLowerCase();
  // Logins of two letters are in half of all words.
  if (login.length > 2 && lower.includes(login)) return 'login';
  return isGuessable(lower, isCommon) ? 'common' : null;
}

function isGuessable(text: string, isCommon: (text: string) => boolean): boolean {
  if (isPersonalNumber(text) || repeats(text) || isWalk(text)) return true;
  return variants(text).some((variant) => isCommon(variant) || isPersonalNumber(variant));
}

/** A mobile number, an identity number or a date: numbers others know. */
function isPersonalNumber(text: string): boolean {
  return (
    /^(\+?86)?1[3-9]\d{9}$/.test(text) ||
    /^[1-9]\d{16}[\dx]$/.test(text) ||
    /^\d{0,6}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{0,6}$/.test(text)
  );
}

/** What a guessing program makes of its list: digits or signs around a word, letters written as digits, twice the same. */
function variants(text: string): readonly string[] {
  const bare = text.replace(/[\d\W_]{1,8}$/, '');
  const front = text.replace(/^[\d\W_]{1,8}/, '');
  const core = bare.replace(/^[\d\W_]{1,8}/, '');
  const words = [text, bare, front, core];
  const plain = words.map((word) =>
    word.replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('1', 'i').replaceAll('3', 'e').replaceAll('$', 's'),
  );
  const half = text.slice(0, text.length / 2);
  const twice = half + half === text ? [half] : [];
  // Of three letters and less nothing is left of the word: the rest is what has to be guessed.
  return [...words, ...plain, ...twice].filter((word) => word.length > 3);
}
