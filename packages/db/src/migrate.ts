import { createHash } from 'node:crypto';
import { Problem } from '@jianjia/kernel';
import type { Pool, PoolClient } from './pool.ts';
import { databaseProblem, throwAsProblem } from './problems.ts';

/** One step of the schema; steps only go forward. */
export interface Migration {
  /** Position in the line, from the file name: 0002_registers.sql → 2. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export interface MigrationOutcome {
  /** Names of the steps this call applied, in order. */
  readonly applied: readonly string[];
  /** Number of the last step the database now has. */
  readonly level: number;
}

interface AppliedRow {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** Key of the advisory lock that lets one process migrate at a time ("jian" in ASCII). */
const MIGRATION_LOCK = 0x6a69616e;

const JOURNAL = `
  create schema if not exists kernel;
  create table if not exists kernel.migration (
    number integer primary key check (number > 0),
    name text not null unique,
    checksum text not null,
    applied_at timestamptz not null default now(),
    milliseconds integer not null
  )`;

/** SHA-256 of a step's text; line ends do not count, since Git may change them. */
export function migrationChecksum(migration: Migration): string {
  return createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest('hex');
}

/**
 * Brings the database to the last step: forward only, in order, under one advisory lock, each step in its own
 * transaction and noted in `kernel.migration`.
 * @throws Problem when an applied step's file changed, a step is out of order, or the database is newer than the program
 */
export async function migrate(owner: Pool, migrations: readonly Migration[]): Promise<MigrationOutcome> {
  checkOrder(migrations);
  const client = await owner.connect().catch(throwAsProblem);
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await ensureJournal(client);
      return await applyMissing(client, migrations);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    }
  } finally {
    client.release();
  }
}

/** The steps a database has, in order; empty when it was never migrated. */
export async function appliedMigrations(client: Pool | PoolClient): Promise<readonly AppliedRow[]> {
  const known = await client.query<{ known: boolean }>(`select to_regclass('kernel.migration') is not null as known`);
  if (!known.rows[0]?.known) return [];
  const result = await client.query<AppliedRow>('select number, name, checksum from kernel.migration order by number');
  return result.rows;
}

async function ensureJournal(client: PoolClient): Promise<void> {
  const rows = await client.query<{ known: boolean }>(`select to_regclass('kernel.migration') is not null as known`);
  if (!rows.rows[0]?.known) await client.query(JOURNAL);
}

async function applyMissing(client: PoolClient, migrations: readonly Migration[]): Promise<MigrationOutcome> {
  const applied = await appliedMigrations(client);
  checkApplied(applied, migrations);
  const names: string[] = [];
  for (const migration of migrations.slice(applied.length)) {
    await applyOne(client, migration);
    names.push(migration.name);
  }
  return { applied: names, level: migrations.at(-1)?.number ?? 0 };
}

async function applyOne(client: PoolClient, migration: Migration): Promise<void> {
  const start = performance.now();
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into kernel.migration (number, name, checksum, milliseconds) values ($1, $2, $3, $4)', [
      migration.number,
      migration.name,
      migrationChecksum(migration),
      Math.round(performance.now() - start),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const reason = databaseProblem(error)?.message ?? (error instanceof Error ? error.message : String(error));
    throw new Problem(
      'db.migrationFailed',
      'conflict',
      `数据库结构升级在 ${migration.name} 这一步失败，已全部撤销，数据未受影响。原因：${reason}`,
      { migration: migration.name, position: (error as { position?: string }).position, cause: error },
    );
  }
}

function checkOrder(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.number === index + 1) return;
    throw new Problem(
      'db.migrationOrder',
      'invalid',
      `迁移文件编号不连续：第 ${index + 1} 个文件是 ${migration.name}。请按 0001、0002…… 依次编号。`,
    );
  });
}

function checkApplied(applied: readonly AppliedRow[], migrations: readonly Migration[]): void {
  for (const row of applied) {
    const migration = migrations[row.number - 1];
    if (!migration) {
      throw new Problem(
        'db.newerThanProgram',
        'conflict',
        `数据库比程序新：数据库已升级到 ${row.name}，本程序没有这一步。请使用新版程序。`,
      );
    }
    if (migration.name !== row.name || migrationChecksum(migration) !== row.checksum) {
      throw new Problem(
        'db.migrationChanged',
        'conflict',
        `已执行的迁移 ${row.name} 的文件被改动过，数据库结构与程序对不上。请恢复该文件，改动另写一个新的迁移文件。`,
      );
    }
  }
}
