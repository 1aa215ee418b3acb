/** String similarities on characters (UTF-16 units), as any linkage program has them. */

/** A text as units; only the first `length` of them count. */
export interface Text {
  readonly units: Uint16Array;
  length: number;
}

const LONGEST = 1024;

/** Room for a text that is compared and then forgotten. */
export const newText = (): Text => ({ units: new Uint16Array(LONGEST), length: 0 });

/** Puts a text into its room; beyond 1,024 units it is cut. */
export function setText(text: Text, from: string): Text {
  text.length = Math.min(LONGEST, from.length);
  for (let index = 0; index < text.length; index++) text.units[index] = from.charCodeAt(index);
  return text;
}

export function sameText(a: Text, b: Text): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a.units[index] !== b.units[index]) return false;
  return true;
}

const flagsA = new Uint8Array(LONGEST);
const flagsB = new Uint8Array(LONGEST);

/** Jaro–Winkler similarity 0–1 (Winkler 1990): prefix of up to four characters, scale 0.1. */
export function jaroWinkler(a: Text, b: Text): number {
  const jaro = jaroOf(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && prefix < b.length && a.units[prefix] === b.units[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroOf(a: Text, b: Text): number {
  if (a.length === 0 || b.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  flagsA.fill(0, 0, a.length);
  flagsB.fill(0, 0, b.length);
  let matches = 0;
  for (let left = 0; left < a.length; left++) {
    const unit = a.units[left];
    const end = Math.min(b.length, left + reach + 1);
    for (let right = Math.max(0, left - reach); right < end; right++) {
      if (flagsB[right] === 1 || b.units[right] !== unit) continue;
      flagsA[left] = flagsB[right] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  return (matches / a.length + matches / b.length + (matches - transposed(a, b)) / matches) / 3;
}

/** Half the number of matched characters that stand in another order. */
function transposed(a: Text, b: Text): number {
  let moved = 0;
  let right = 0;
  for (let left = 0; left < a.length; left++) {
    if (flagsA[left] === 0) continue;
    while (flagsB[right] === 0) right++;
    if (a.units[left] !== b.units[right]) moved++;
    right++;
  }
  return moved / 2;
}

const row = new Uint16Array(LONGEST + 1);

/** Levenshtein distance. */
export function levenshtein(a: Text, b: Text): number {
  for (let column = 0; column <= b.length; column++) row[column] = column;
  for (let line = 1; line <= a.length; line++) {
    let diagonal = row[0] ?? 0;
    row[0] = line;
    const unit = a.units[line - 1];
    for (let column = 1; column <= b.length; column++) {
      const above = row[column] ?? 0;
      const change = diagonal + (unit === b.units[column - 1] ? 0 : 1);
      row[column] = Math.min(change, above + 1, (row[column - 1] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
