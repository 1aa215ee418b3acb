import { inTransaction, writeJournal } from '@jianjia/db';
import { problems } from '../problems.ts';
import { findDelivery } from './delivery-sql.ts';
import { stateWords } from './state-words.ts';
import { type Doer, mayWrite } from '../doer.ts';

/**
 * Throws away a file that was read and never applied, with its lines.
 * @throws Problem census.noDelivery, census.notProfiled
 */
export async function discardDelivery(doer: Doer, delivery: string): Promise<void> {
  await inTransaction(doer.source, async (client) => {
    const row = await findDelivery(client, delivery, mayWrite);
    if (row.status !== 'profiled') throw problems.notProfiled(stateWords(row));
    await client.query('delete from census.delivery where delivery_id = $1', [delivery]);
    await writeJournal(client, doer.actor, {
      act: 'census.discard',
      unionId: row.union_id,
      subject: `census/delivery/${delivery}`,
      before: { file: row.file_name, rows: row.rows },
    });
  });
}
