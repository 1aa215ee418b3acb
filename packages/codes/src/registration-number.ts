/**
 * 工商注册号, the business registration numbers of before October 2015: fifteen digits, of which six are the division of
 * the registrar, eight a serial and the last a check digit by ISO 7064 MOD 11,10 (GS 15-2006, 市场主体注册号编制规则).
 */

const LENGTH = 15;
const DIGITS = /^\d+$/;

/** Whether a text, folded already, is a registration number with a right check digit. */
export function isRegistrationNumber(text: string): boolean {
  return text.length === LENGTH && DIGITS.test(text) && registrationCheckDigit(text) === text.charAt(LENGTH - 1);
}

/** The check digit for the first fourteen digits of `text`; null when one of them is none. */
export function registrationCheckDigit(text: string): string | null {
  const body = text.slice(0, LENGTH - 1);
  if (body.length < LENGTH - 1 || !DIGITS.test(body)) return null;
  let product = 10;
  for (const digit of body) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return String((11 - product) % 10);
}
