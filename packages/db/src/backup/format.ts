import type { BackupTable } from './tables.ts';

/** First entry of a backup: what it is and what it needs. */
export const ABOUT = 'about.json';
/** Last entry: what must have been read by then. */
export const CHECKSUMS = 'checksums.json';

export interface About {
  readonly format: 1;
  /** Instant, UTC. */
  readonly made: string;
  /** The schema's steps the data belongs to. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  readonly tables: readonly BackupTable[];
}

export interface TableSum {
  readonly table: string;
  readonly rows: number;
  /** Of the table's COPY text, all chunks together. */
  readonly sha256: string;
}

export interface Checksums {
  readonly tables: readonly TableSum[];
  /** Sequences that were used, with their last value. */
  readonly sequences: Readonly<Record<string, string>>;
}

const CHUNK = /^tables\/(\d{4})\/(\d{8})\.copy$/;

/** Name of a piece of a table's rows: the table by its place in `about.json`. */
export function chunkName(table: number, number: number): string {
  return `tables/${String(table).padStart(4, '0')}/${String(number).padStart(8, '0')}.copy`;
}

/** The table a chunk belongs to; null for entries that are no chunk. */
export function tableOfChunk(name: string): number | null {
  const match = CHUNK.exec(name);
  return match ? Number(match[1]) : null;
}
