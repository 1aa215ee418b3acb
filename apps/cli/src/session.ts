import { fileURLToPath } from 'node:url';
import { loadStandards, type Standards } from '@jianjia/assessments/server';
import { allRegisters } from '@jianjia/assessments/contract';
import { type Database, migrate, type MigrationOutcome, openDatabase } from '@jianjia/db';
import { openVault } from '@jianjia/registers/exchange';
import type { Keyring } from '@jianjia/vault';
import { listMigrations } from '@jianjia/world/migrations';
import { say } from './console/say.ts';

/**
 * Opens the database, brings its tables up to date, opens its keys, runs the work and closes again, whatever happens.
 * @throws Problem also when the keys are not those of this database
 */
export function withDatabase<T>(command: string, work: (db: Database, vault: Keyring) => Promise<T>): Promise<T> {
  return withUnopenedDatabase(command, async (db) => work(db, await openKeys(db)));
}

/** The same for work that comes before any key is looked at: `migrate`, and `restore`, which brings the database. */
export async function withUnopenedDatabase<T>(
  command: string,
  work: (db: Database, migrated: MigrationOutcome) => Promise<T>,
): Promise<T> {
  const db = await openDatabase({ command, notify: say });
  try {
    const migrated = await migrate(db.pool('owner'), listMigrations());
    return await work(db, migrated);
  } finally {
    await db.close();
  }
}

/** Opens the keys of a migrated database, and seals what an older version left plain. */
export function openKeys(db: Database): Promise<Keyring> {
  const pools = { system: db.pool('system'), owner: db.pool('owner') };
  return openVault(pools, allRegisters, { env: process.env, notify: say });
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
