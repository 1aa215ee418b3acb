import { parsePlainDate, type PlainDate } from '@jianjia/kernel';

/**
 * GB 11643-1999, 公民身份号码: six digits of the division of first registration, the birth date (YYYYMMDD), a
 * serial of three digits (odd: male), a check character modulo 11 (X stands for 10). The numbers on residence
 * permits for Hong Kong, Macao and Taiwan (81…, 82…, 83…) are built alike.
 */

const LENGTH = 18;
/** Wi = 2^(18-i) mod 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** The check character by the weighted sum modulo 11. */
const CHECKS = '10X98765432';
const ZERO = 48;

/**
 * Whether a text is a resident identity number: 18 characters, a day of the calendar as birth date, a right check
 * character. The text must be folded to half width already; a small x is taken too, for people write it so, but
 * store `foldCapitals` of the number, or one person becomes two. The area is not checked: abolished divisions live
 * on in the numbers.
 */
export function isResidentId(text: string): boolean {
  if (text.length !== LENGTH) return false;
  const check = residentIdCheckCharacter(text);
  return check !== null && text.charAt(LENGTH - 1).toUpperCase() === check && residentIdBirthDate(text) !== null;
}

/** The check character for the first 17 digits of `text`; null when one of them is not a digit. */
export function residentIdCheckCharacter(text: string): string | null {
  let sum = 0;
  for (let index = 0; index < LENGTH - 1; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return null;
    sum += digit * (WEIGHTS[index] ?? 0);
  }
  return CHECKS.charAt(sum % 11);
}

/** The birth date inside the number; null when it is not a day of the calendar. The check digit is not looked at. */
export function residentIdBirthDate(text: string): PlainDate | null {
  return parsePlainDate(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`);
}

/** The gender inside the number: the 17th digit is odd for men; null when it is not a digit. */
export function residentIdGender(text: string): 'male' | 'female' | null {
  const digit = text.charCodeAt(16) - ZERO;
  if (!(digit >= 0 && digit <= 9)) return null;
  return digit % 2 === 1 ? 'male' : 'female';
}
