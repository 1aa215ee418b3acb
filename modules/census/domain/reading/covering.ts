/** Identity numbers of persons (18 digits, birth date inside) and mobile numbers. */
const IDENTITY =
  /(?<!\d)([1-9]\d{5})((?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\d{3}[\dXx])(?![\dA-Za-z])/g;
const MOBILE = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;

/** Mobile numbers covered in the middle. */
export function coverMobiles(text: string): string {
  return text.replaceAll(MOBILE, '$1****$2');
}

/**
 * Identity numbers covered but for the division and the last two characters: a register of employers has no use for them, so
 * they are not kept. Credit codes pass: theirs is no birth date, or the caller knows that the cell is one.
 */
export function coverIdentities(text: string): string {
  return text.length < 18
    ? text
    : text.replaceAll(IDENTITY, (_all, place: string, _born, end: string) => {
        return `${place}**********${end.slice(-2)}`;
      });
}

/** A phone number as others see it: the first three and the last four digits. */
export function coverPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  return digits.length < 7 ? '***' : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** A person's name as an example shows it: the surname. */
export function coverName(name: string): string {
  const [first = ''] = name.trim();
  return `${first}${'*'.repeat(Math.max(1, Math.min(3, [...name.trim()].length - 1)))}`;
}
