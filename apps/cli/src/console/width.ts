/** Characters that take two columns on a terminal (East Asian Wide and Fullwidth, and emoji). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Marks that are drawn over the character before them. */
const NONE = /\p{Mn}|\p{Me}/u;

/** Columns a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Breaks text into lines of at most so many columns. Chinese breaks anywhere; runs of Latin letters are kept whole. */
export function wrapped(text: string, columns: number): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\w.%/-]+|[^]/gu) ?? []) {
    for (const part of displayWidth(piece) > columns ? piece : [piece]) {
      // A full stop does not begin a line.
      const hangs = /^[，。；：、！？）”]$/u.test(part) && line !== '' && displayWidth(line) <= columns;
      if (!hangs && displayWidth(line + part) > columns) {
        lines.push(line);
        line = '';
      }
      line += part;
    }
  }
  return [...lines, line].join('\n');
}
