/**
 * Folds a cell that holds a code, number, date or listed value to half width (Unicode NFKC) and trims it
 * (ruling «Exchange format»): `１５０１０２ ` → `150102`. Letters keep their case, for union codes tell case apart.
 */
export function foldCode(text: string): string {
  // Nearly every code is plain ASCII, which NFKC leaves alone; normalising a million of them is not free.
  return isAscii(text) ? text.trim() : text.normalize('NFKC').trim();
}

/** Folds like `foldCode` and raises letters: check-digit codes are printed in capitals (…x → …X). */
export function foldCapitals(text: string): string {
  return foldCode(text).toUpperCase();
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
