import { CLOSE, COMPOUND, MAPPED, OPEN, SAME, SEPARATOR, characters } from './characters.ts';

/**
 * A name with nothing left that says nothing: Unicode NFKC (full width, ㈱, ①), traditional to simplified characters,
 * Latin capitals; brackets, spaces and punctuation gone (a hyphen stays between digits). Empty for nothing. Folding
 * twice changes nothing more; the time is linear.
 */
export function foldName(text: string): string {
  return fold(text, false);
}

/** Like `foldName`, but every kind of bracket stays as `(` or `)`: what stands in brackets tells the parser a lot. */
export function foldKeepingBrackets(text: string): string {
  return fold(text, true);
}

function fold(text: string, brackets: boolean): string {
  const { kind, target } = characters();
  let folded = '';
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const what = kind[unit];
    if (what === SAME) continue;
    if (what === COMPOUND) return foldCompound(text, brackets);
    if (index > start) folded += text.slice(start, index);
    start = index + 1;
    if (what === MAPPED) folded += String.fromCharCode(target[unit] ?? 0);
    else if (what === OPEN) folded += brackets ? '(' : hyphen(text, index);
    else if (what === CLOSE) folded += brackets ? ')' : hyphen(text, index);
    else if (what === SEPARATOR) folded += hyphen(text, index);
  }
  return start === 0 ? text : folded + text.slice(start);
}

/** Texts with characters that become several, join, or lie beyond the basic plane: seldom, and slower. */
function foldCompound(text: string, brackets: boolean): string {
  const { kind, target } = characters();
  const plain = text.normalize('NFKC');
  let folded = '';
  for (const character of plain) {
    const unit = character.charCodeAt(0);
    const what = character.length > 1 ? (/^[\p{L}\p{N}]$/u.test(character) ? SAME : COMPOUND) : kind[unit];
    if (what === SAME) folded += character;
    else if (what === MAPPED) folded += String.fromCharCode(target[unit] ?? 0);
    else if (what === OPEN) folded += '(';
    else if (what === CLOSE) folded += ')';
    else if (what === SEPARATOR) folded += '-';
  }
  return brackets
    ? folded.replaceAll(/(?<!\d)-|-(?!\d)/g, '')
    : folded.replaceAll(/(?<!\d)[-()]|[-()](?!\d)/g, '').replaceAll(/[()]/g, '-');
}

function hyphen(text: string, index: number): string {
  return isDigit(text.charCodeAt(index - 1)) && isDigit(text.charCodeAt(index + 1)) ? '-' : '';
}

/** A digit, half or full width. */
function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19);
}
