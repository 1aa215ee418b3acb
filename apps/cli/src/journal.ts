import { basename } from 'node:path';
import { inTransaction, type JournalEntry, type Pool, writeJournal } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import type { ImportOptions } from '@jianjia/registers/exchange';

/** Writes a line for an act that has no transaction of its own, right after it. */
export async function journal(pool: Pool, actor: Actor, entry: JournalEntry): Promise<void> {
  await inTransaction(pool, (client) => writeJournal(client, actor, entry));
}

/** One line for every file that an import loads, in the transaction of the import. */
export function journalImport(actor: Actor): NonNullable<ImportOptions['journal']> {
  return (client, report, importId) => {
    const { register, read, new: added, changed, same, rejected } = report;
    return writeJournal(client, actor, {
      act: 'registers.import',
      subject: `imports/${importId}`,
      after: { file: basename(report.file), register, read, new: added, changed, same, rejected },
    });
  };
}
