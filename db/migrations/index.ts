import { readFileSync, readdirSync } from 'node:fs';
import type { Migration } from '@jianjia/db';

const NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** The ordered line of SQL migrations: every `NNNN_name.sql` of this folder, by number. */
export function listMigrations(): readonly Migration[] {
  const folder = new URL('./', import.meta.url);
  return readdirSync(folder)
    .filter((file) => NAME.test(file))
    .sort()
    .map((file) => ({
      number: Number(file.slice(0, 4)),
      name: file.slice(0, -'.sql'.length),
      sql: readFileSync(new URL(file, folder), 'utf8'),
    }));
}
