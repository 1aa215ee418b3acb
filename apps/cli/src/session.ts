import { fileURLToPath } from 'node:url';
import { allRegisters } from '@jianjia/assessments/contract';
import { loadStandards, type Standards } from '@jianjia/assessments/server';
import {
  type Database,
  inTransaction,
  migrate,
  type MigrationOutcome,
  openDatabase,
  type OpenOptions,
  writeJournal,
} from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import { openVault } from '@jianjia/registers/exchange';
import type { Keyring } from '@jianjia/vault';
import { listMigrations } from '@jianjia/world/migrations';
import { commandActor } from './actor.ts';
import { say } from './console/say.ts';

/** What a command works with before any key is looked at. */
export interface UnopenedSession {
  readonly db: Database;
  /** Who runs the command, for the journal. */
  readonly actor: Actor;
  readonly migrated: MigrationOutcome;
}

export interface Session extends UnopenedSession {
  readonly vault: Keyring;
}

/** `signals`: false for a command that ends by itself when it is told to. */
type SessionOptions = Pick<OpenOptions, 'signals' | 'connections'>;

/**
 * Opens the database, brings its tables up to date, opens its keys, runs the work and closes again, whatever happens.
 * @throws Problem also when the keys are not those of this database
 */
export function withDatabase<T>(
  command: string,
  work: (session: Session) => Promise<T>,
  options: SessionOptions = {},
): Promise<T> {
  const opened = async (session: UnopenedSession): Promise<T> =>
    work({ ...session, vault: await openKeys(session.db) });
  return withUnopenedDatabase(command, opened, options);
}

/** The same for work that comes before any key is looked at: `migrate`, and `restore`, which brings the database. */
export async function withUnopenedDatabase<T>(
  command: string,
  work: (session: UnopenedSession) => Promise<T>,
  options: SessionOptions = {},
): Promise<T> {
  const db = await openDatabase({ command, notify: say, ...options });
  const actor = commandActor(command);
  try {
    const migrated = await migrate(db.pool('owner'), listMigrations());
    if (isUpgrade(migrated)) await journalUpgrade(db, actor, migrated);
    return await work({ db, actor, migrated });
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
