export { type BackupOutcome, backup } from './backup/backup.ts';
export { restore } from './backup/restore.ts';
export { copyIn, copyOut } from './copy.ts';
export { cursorRows } from './cursor.ts';
export { type FolderOptions, makeFolder } from './folder.ts';
export { type Migration, type MigrationOutcome, appliedMigrations, migrate, migrationChecksum } from './migrate.ts';
export { type Database, type OpenOptions, openDatabase } from './open.ts';
export { ensureAppLogin } from './login.ts';
export { ROLES, type Pool, type PoolClient, type Role } from './pool.ts';
export { databaseProblem } from './problems.ts';
export { type Statement, Values } from './statement.ts';
export {
  type Acting,
  type OpenTransaction,
  type Source,
  type TransactionOptions,
  inTransaction,
  openTransaction,
} from './transaction.ts';
export {
  type JournalEntry,
  type JournalFault,
  type JournalFilter,
  type JournalRow,
  type JournalVerdict,
  type Json,
  type SignedHead,
  type Signer,
  type VerifyOptions,
  journalHeadsFile,
  readJournal,
  signHead,
  verifyJournal,
  writeJournal,
} from './journal/index.ts';
