import { fileURLToPath } from 'node:url';
import { loadStandards, type Standards } from '@jianjia/assessments/server';
import { type Database, migrate, openDatabase } from '@jianjia/db';
import { listMigrations } from '@jianjia/world/migrations';
import { say } from './console/say.ts';

/** Opens the database, brings its tables up to date, runs the work and closes again, whatever happens. */
export async function withDatabase<T>(command: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ command, notify: say });
  try {
    await migrate(db.pool('owner'), listMigrations());
    return await work(db);
  } finally {
    await db.close();
  }
}

/** The standards in use: those that come with the program, or those of JIANJIA_STANDARDS_DIR. */
export function standardsFolder(): string {
  const given = process.env['JIANJIA_STANDARDS_DIR'];
  return given ? given : fileURLToPath(new URL('../../../standards', import.meta.url));
}

/** Loads the standards and warns when some of their files could not be loaded. */
export async function openStandards(): Promise<Standards> {
  const standards = await loadStandards(standardsFolder());
  const files = new Set(standards.errors.map((error) => error.file));
  if (files.size > 0) {
    say(`注意：${files.size} 个标准文件有错误，没有载入（${[...files].join('、')}）。运行 schemes check 查看错误。`);
  }
  return standards;
}
