import { knownTitles } from '../reading/titles.ts';

/** Rows among which the header is looked for. */
export const HEADER_WITHIN = 10;

/**
 * Which of the first rows is the header: the one with most known titles; where none has any, the first with three filled
 * cells, no cell of which is a number. Null when there is none.
 */
export function findHeader(rows: readonly (readonly string[])[]): number | null {
  let best = { index: -1, known: 0 };
  for (const [index, cells] of rows.slice(0, HEADER_WITHIN).entries()) {
    const known = knownTitles(cells);
    if (known > best.known) best = { index, known };
  }
  if (best.known >= 2 || (best.known === 1 && best.index === 0)) return best.index;
  const plain = rows.slice(0, HEADER_WITHIN).findIndex((cells) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    return filled.length >= 3 && filled.every((cell) => cell.length <= 40 && !/^[\d.]+$/.test(cell.trim()));
  });
  return plain < 0 ? null : plain;
}

/** Titles that name one column each: an empty one by its place, a repeated one by its number. */
export function titlesOf(cells: readonly string[]): {
  readonly header: readonly string[];
  readonly repeated: readonly string[];
} {
  const seen = new Map<string, number>();
  const repeated = new Set<string>();
  let last = cells.length;
  while (last > 0 && (cells[last - 1] ?? '').trim() === '') last--;
  const header = cells.slice(0, last).map((cell, index) => {
    const title = cell.replaceAll(/\s+/g, ' ').trim().slice(0, 100) || `（第 ${index + 1} 栏）`;
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    if (times === 1) return title;
    repeated.add(title);
    return `${title}（${times}）`;
  });
  return { header, repeated: [...repeated] };
}
