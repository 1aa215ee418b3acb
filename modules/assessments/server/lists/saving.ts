import type { Readable } from 'node:stream';

/** More rows than this are no list anybody reads. */
export const MOST_ROWS = 200_000;

/** Media type of XLSX. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Who saves a list, when, and how long it may be. */
export interface Saver {
  readonly by: string;
  readonly at: Date;
  readonly most: number;
}

export interface SavedFile {
  readonly name: string;
  readonly content: Readable;
}
