import { createHash } from 'node:crypto';
import { inTransaction } from '@jianjia/db';
import type { RawRow } from '@jianjia/registers/exchange';
import type { Delivery, Fault, Outcome, RowsToReceive } from '../../contract/index.ts';
import { applyNow } from '../apply/apply-delivery.ts';
import { findDelivery } from '../deliveries/delivery-sql.ts';
import type { CensusDeps } from '../deps.ts';
import type { Doer } from '../doer.ts';
import { findBatch, isFine } from './batches.ts';
import { receiveTable } from './receive-table.ts';

/** What became of a batch. */
export interface ReceivedBatch {
  readonly delivery_id: string;
  readonly known: boolean;
  readonly status: Delivery['status'];
  readonly outcome: Outcome | null;
  readonly faults: readonly Fault[];
}

/**
 * Takes a batch from a department's own system, once: a batch known by its name is answered as it stands. It is put into
 * the list where nobody has to look at anything first.
 * @throws Problem census.noSource
 */
export async function receiveRows(
  { system }: Pick<CensusDeps, 'system'>,
  doer: Doer,
  source: string,
  { batch, year, as_of, rows }: RowsToReceive,
): Promise<ReceivedBatch> {
  const known = await findBatch(doer, source, batch);
  if (known !== null) return answerOf(doer, known, true);
  const text = JSON.stringify(rows);
  const delivery = await receiveTable(doer, {
    source,
    year,
    as_of,
    fileName: `接口批次 ${batch}`,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: Buffer.byteLength(text),
    via: 'interface',
    sentAs: batch,
    merged: [],
    rows: tableOf(rows),
  });
  if (await isFine(doer, delivery)) await applyNow(system, doer, delivery, []);
  return answerOf(doer, delivery, false);
}

async function answerOf(doer: Doer, delivery: string, known: boolean): Promise<ReceivedBatch> {
  const row = await inTransaction(doer.source, (client) => findDelivery(client, delivery), { readOnly: true });
  return { delivery_id: delivery, known, status: row.status, outcome: row.outcome, faults: row.faults };
}

/** Rows as a table: the titles of all rows together are the header, line 1. */
async function* tableOf(rows: RowsToReceive['rows']): AsyncGenerator<readonly RawRow[]> {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  yield [{ line: 1, cells: header, fault: null }];
  yield rows.map((row, index) => ({
    line: index + 2,
    cells: header.map((title) => {
      const value = row[title];
      return value === undefined || value === null ? '' : String(value);
    }),
    fault: null,
  }));
}
