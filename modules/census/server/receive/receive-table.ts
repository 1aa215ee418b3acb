import { inTransaction, writeJournal, type PoolClient } from '@jianjia/db';
import type { RawRow } from '@jianjia/registers/exchange';
import type { Fault } from '../../contract/index.ts';
import { faultOf } from '../../domain/profile/fault-words.ts';
import { findHeader, HEADER_WITHIN, titlesOf } from '../../domain/profile/header.ts';
import { FileProfiler } from '../../domain/profile/profiler.ts';
import { problems } from '../problems.ts';
import { compareDeliveries, sharedCodes, sharedFaults } from './compare.ts';
import { findMapping } from './find-mapping.ts';
import { stageLines } from './stage.ts';
import { type Doer, maySend } from '../doer.ts';

/** A table that somebody delivers. */
export interface DeliveredTable {
  readonly source: string;
  readonly year: number;
  readonly as_of: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly via: 'upload' | 'interface' | 'command' | 'register';
  /** What the sender calls it, where it does. */
  readonly sentAs: string | null;
  readonly merged: readonly string[];
  readonly rows: AsyncIterable<readonly RawRow[]>;
}

/**
 * Reads a table, keeps its lines aside and says what is in it; the list is not touched. One transaction: a broken upload
 * leaves nothing.
 * @returns delivery_id
 * @throws Problem census.noSource, census.tooManyRows; FileRefused while the rows come
 */
export async function receiveTable(doer: Doer, table: DeliveredTable): Promise<string> {
  return inTransaction(doer.source, async (client) => {
    const unionId = await writableSource(client, table.source);
    const { first, rest } = await beginOf(table.rows);
    const headerAt = findHeader(first.map(({ cells }) => cells));
    const { header, repeated } = titlesOf(headerAt === null ? [] : (first[headerAt]?.cells ?? []));
    const { mapping, missing } = await findMapping(client, table.source, table.year, header);
    const delivery = await insertDelivery(client, doer.actor.name, unionId, table, header);
    const profiler = new FileProfiler(header, mapping, {
      titleRows: headerAt ?? 0,
      merged: table.merged,
      repeatedTitles: repeated,
    });
    const rows = headerAt === null ? nothing() : chained(first.slice(headerAt + 1), rest);
    const count = await stageLines(client, delivery, rows, ({ line, cells, fault }) =>
      profiler.add(line, cells, fault),
    );
    const compared = { delivery, source: table.source, sha256: table.sha256, as_of: table.as_of, rows: count };
    const faults: readonly Fault[] = [
      ...(headerAt === null && first.length > 0 ? [faultOf('no_header', 0)] : profiler.faults()),
      ...(missing.length === 0 ? [] : [faultOf('missing_columns', missing.length, [], missing.join('、'))]),
      ...sharedFaults(await sharedCodes(client, delivery, header, mapping.columns)),
      ...(await compareDeliveries(client, compared)),
    ];
    await client.query(
      'update census.delivery set rows = $2, profile = $3, faults = $4, mapping = $5 where delivery_id = $1',
      [
        delivery,
        count,
        JSON.stringify(profiler.profile()),
        JSON.stringify(faults),
        JSON.stringify({
          ...mapping,
          notes: { titleRows: headerAt ?? 0, merged: table.merged.slice(0, 50), repeatedTitles: repeated },
        }),
      ],
    );
    await writeJournal(client, doer.actor, {
      act: 'census.receive',
      unionId,
      subject: `census/delivery/${delivery}`,
      after: { file: table.fileName, sha256: table.sha256, rows: count, as_of: table.as_of, via: table.via },
    });
    return delivery;
  });
}

/** @throws Problem census.noSource */
async function writableSource(client: PoolClient, source: string): Promise<string> {
  const { rows } = await client.query<{ union_id: string }>(
    `select union_id from census.source where source_id = $1 and ${maySend('union_id')}`,
    [source],
  );
  const [found] = rows;
  if (!found) throw problems.noSource();
  return found.union_id;
}

async function insertDelivery(
  client: PoolClient,
  by: string,
  unionId: string,
  table: DeliveredTable,
  header: readonly string[],
): Promise<string> {
  const { rows } = await client.query<{ delivery_id: string }>(
    `insert into census.delivery
       (source_id, union_id, year, file_name, sha256, bytes, as_of, via, sent_as, status, header, rows, received_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'profiled', $10, 0, $11) returning delivery_id`,
    [
      table.source,
      unionId,
      table.year,
      table.fileName.slice(0, 200),
      table.sha256,
      table.bytes,
      table.as_of,
      table.via,
      table.sentAs,
      header,
      by,
    ],
  );
  return rows[0]?.delivery_id ?? '';
}

interface Begin {
  /** Enough rows to find the header among. */
  readonly first: readonly RawRow[];
  readonly rest: AsyncIterator<readonly RawRow[]>;
}

async function beginOf(batches: AsyncIterable<readonly RawRow[]>): Promise<Begin> {
  const rest = batches[Symbol.asyncIterator]();
  const first: RawRow[] = [];
  while (first.length < HEADER_WITHIN) {
    const next = await rest.next();
    if (next.done === true) break;
    first.push(...next.value);
  }
  return { first, rest };
}

async function* chained(
  first: readonly RawRow[],
  rest: AsyncIterator<readonly RawRow[]>,
): AsyncGenerator<readonly RawRow[]> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* nothing(): AsyncGenerator<readonly RawRow[]> {}
