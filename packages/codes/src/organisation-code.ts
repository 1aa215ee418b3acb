/** GB 11714-1997, 全国组织机构代码: eight digits or capitals and a check character modulo 11 (X stands for 10). */

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Whether a text is an organisation code, with (`12345678-8`) or without the hyphen; folded already. */
export function isOrganisationCode(text: string): boolean {
  const plain = text.length === 10 && text[8] === '-' ? text.slice(0, 8) + text.slice(9) : text;
  return plain.length === 9 && organisationCodeCheckCharacter(plain) === plain[8];
}

/** The check character for the first eight characters of `text`; null when they are not digits or capitals. */
export function organisationCodeCheckCharacter(text: string): string | null {
  let sum = 0;
  for (let index = 0; index < WEIGHTS.length; index++) {
    const value = valueOf(text.charCodeAt(index));
    if (value < 0) return null;
    sum += value * (WEIGHTS[index] ?? 0);
  }
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** 0–9, A = 10 … Z = 35; −1 for anything else and beyond the end. */
function valueOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  return unit >= 0x41 && unit <= 0x5a ? unit - 0x41 + 10 : -1;
}
