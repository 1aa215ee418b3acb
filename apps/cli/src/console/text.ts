/** Control and direction characters: shown to a terminal as they are they could hide or forge what stands there. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are what it looks for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Text from a file or an argument, safe to print on a terminal: every invisible character as its code point. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) =>
    character === '\n'
      ? '⏎'
      : character === '\t'
        ? ' '
        : `‹${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}›`,
  );
}

/** A share 0–1 as a percentage with at most two decimals, never rounded up to a value it does not reach. */
export function percent(share: number): string {
  return `${trimmed(Math.floor(share * 10_000 + 1e-7) / 100)}%`;
}

/** A number with at most four decimals, without trailing zeros. */
export function trimmed(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** Whole numbers with thousands separators, as printed in Chinese tables. */
export function counted(value: number): string {
  return value.toLocaleString('zh-CN');
}

/** The text cut to so many characters, with an ellipsis where it was longer. */
export function shortened(text: string, length: number): string {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}
