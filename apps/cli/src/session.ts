import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadStandards, type Standards } from '@jianjia/assessments/server';
import {
  type Database,
  inTransaction,
  migrate,
  type MigrationOutcome,
  openDatabase,
  type Signer,
  writeJournal,
} from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import { listMigrations } from '@jianjia/world/migrations';
import { commandActor } from './actor.ts';
import { say } from './console/say.ts';
import { fileSigner } from './journal-key.ts';

/** Opens the database, brings its tables up to date, runs the work and closes again, whatever happens. */
export async function withDatabase<T>(
  command: string,
  work: (db: Database, actor: Actor, migrated: MigrationOutcome) => Promise<T>,
): Promise<T> {
  const db = await openDatabase({ command, notify: say });
  const actor = commandActor(command);
  try {
    const migrated = await migrate(db.pool('owner'), listMigrations());
    if (isUpgrade(migrated)) await journalUpgrade(db, actor, migrated);
    return await work(db, actor, migrated);
  } finally {
    await db.close();
  }
}

/** Making the tables of a new database is no act: nothing was there, and a backup can still be restored into it. */
function isUpgrade({ applied, level }: MigrationOutcome): boolean {
  return applied.length > 0 && applied.length < level;
}

async function journalUpgrade(db: Database, actor: Actor, { applied, level }: MigrationOutcome): Promise<void> {
  const entry = { act: 'db.migrate', before: { level: level - applied.length }, after: { level, applied } };
  await inTransaction(db.pool('system'), (client) => writeJournal(client, actor, entry));
}

/** Where keys and signatures of this installation lie, with DATABASE_URL too. */
function dataFolder(): string {
  return resolve(process.env['JIANJIA_DATA_DIR'] || 'data');
}

/** Who signs the journal. */
export function journalSigner(): Signer {
  return fileSigner(join(dataFolder(), 'journal-key.json'));
}

/** Where the signatures of the journal are kept outside the database. */
export function journalHeadsFile(): string {
  return join(dataFolder(), 'journal-heads.jsonl');
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
