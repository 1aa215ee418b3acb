import Table from 'cli-table3';
import { visible } from './text.ts';
import { wrapped } from './width.ts';

export type Cell = string | number;

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Columns of the terminal that its text takes at most; longer text is broken into lines. */
  readonly width?: number;
}

/** A table for a terminal; Chinese characters take two columns. No colours: tables are read by pipes, too. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const drawn = new Table({
    head: columns.map((column) => column.title),
    colAligns: columns.map((column) => column.align ?? 'left'),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => row.map((cell, index) => cellText(cell, columns[index]?.width))));
  return `${drawn.toString()}\n`;
}

function cellText(cell: Cell, width: number | undefined): string {
  if (typeof cell === 'number') return String(cell);
  return width === undefined ? visible(cell) : wrapped(visible(cell), width);
}
