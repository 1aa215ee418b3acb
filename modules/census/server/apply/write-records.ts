import { copyIn, type Pool, type PoolClient } from '@jianjia/db';
import { copyCell } from '@jianjia/registers/exchange';
import type { Mapping } from '../../contract/index.ts';
import { type CensusRecord, readRecord, type ReadingContext } from '../../domain/reading/record.ts';
import { layoutOf, rowKind } from '../../domain/reading/rows.ts';
import { identify } from '../link/naming.ts';
import { sharedCodes } from '../receive/compare.ts';
import { linesOf } from '../receive/lines.ts';
import { loadCodes } from '../receive/load-codes.ts';
import { areaOf } from '../works/kinds.ts';
import type { ReadOutcome } from './parts.ts';

/** A delivery that is to be read into records. */
export interface DeliveryToRead {
  readonly delivery_id: string;
  readonly union_id: string;
  readonly header: readonly string[];
  readonly mapping: Mapping;
  /** Division of the federation. */
  readonly division_code: string;
  /** Areas whose part of it is in the list already. */
  readonly done_areas: readonly string[];
}

/** What reading a delivery came to, in rows. */
export interface WrittenRecords {
  readonly read: ReadOutcome;
  /** Records for each area that is still to be put into the list. */
  readonly areas: ReadonlyMap<string, number>;
}

/** Where a row lies of which the list does not hear. */
const OUTSIDE = '';

const COLUMNS = [
  'name',
  'former_names',
  'uscc',
  'registration_no',
  'organisation_code',
  'written_code',
  'division_code',
  'division_told',
  'address',
  'industry_code',
  'industry_text',
  'scope',
  'sector',
  'employees',
  'insured',
  'established_on',
  'closed_on',
  'status',
  'representative',
  'phone',
] as const satisfies readonly (keyof CensusRecord)[];

/** Columns of census.read_record. */
export const READ_COLUMNS = ['line', 'entity_id', 'standard_name', ...COLUMNS] as const;

/**
 * Reads the lines of a delivery into census.read_record, in bounded memory. Rows outside the federation's place go into
 * census.record at once: they are kept, and concern no list.
 * @param lines another connection than `client`, which is busy taking the records
 * @param told hears how many lines are read
 */
export async function writeRecords(
  client: PoolClient,
  lines: Pool,
  delivery: DeliveryToRead,
  told: (lines: number) => Promise<void>,
): Promise<WrittenRecords> {
  const context = await contextOf(client, delivery);
  const written = { read: { records: 0, skipped: 0, outside: 0 }, areas: new Map<string, number>() };
  const ids = [delivery.delivery_id];
  await client.query('delete from census.read_record where delivery_id = $1', ids);
  await client.query('delete from census.record where delivery_id = $1 and entity_id is null', ids);
  await copyIn(
    client,
    `copy census.read_record (${READ_COLUMNS.join(', ')}, delivery_id, area) from stdin`,
    recordLines(linesOf(lines, delivery.delivery_id), context, delivery, written, told),
  );
  const columns = READ_COLUMNS.join(', ');
  await client.query(
    `with outside as (
       delete from census.read_record where delivery_id = $1 and area = '' returning delivery_id, ${columns}
     )
     insert into census.record (delivery_id, union_id, ${columns}) select delivery_id, $2, ${columns} from outside`,
    [delivery.delivery_id, delivery.union_id],
  );
  return written;
}

async function contextOf(
  client: PoolClient,
  { delivery_id, header, mapping, division_code }: DeliveryToRead,
): Promise<ReadingContext> {
  const shared = await sharedCodes(client, delivery_id, header, mapping.columns);
  return {
    layout: layoutOf(header, mapping.columns),
    translations: mapping.translations,
    sharedCodes: new Set(shared.map(({ code }) => code)),
    ...(await loadCodes(client, division_code)),
  };
}

interface Written {
  readonly read: { records: number; skipped: number; outside: number };
  readonly areas: Map<string, number>;
}

async function* recordLines(
  batches: ReturnType<typeof linesOf>,
  context: ReadingContext,
  { delivery_id, division_code, done_areas }: DeliveryToRead,
  { read, areas }: Written,
  told: (lines: number) => Promise<void>,
): AsyncGenerator<string> {
  const done = new Set(done_areas);
  let lineCount = 0;
  for await (const lines of batches) {
    let text = '';
    for (const { line, cells } of lines) {
      if (rowKind(context.layout, cells) !== 'data') {
        read.skipped++;
        continue;
      }
      const record = readRecord(context, cells);
      const area = record.division_code.startsWith(division_code) ? areaOf(record.division_code) : OUTSIDE;
      read.records++;
      if (area === OUTSIDE) read.outside++;
      else areas.set(area, (areas.get(area) ?? 0) + 1);
      if (!done.has(area)) text += recordLine(line, record, delivery_id, area);
    }
    yield text;
    lineCount += lines.length;
    await told(lineCount);
  }
}

/** Columns as READ_COLUMNS, then delivery and area. */
function recordLine(line: number, record: CensusRecord, delivery: string, area: string): string {
  const { entityId, standardName } = identify(record);
  const values = COLUMNS.map((column) => cellText(record[column]));
  const id = area === OUTSIDE ? String.raw`\N` : entityId;
  return `${[line, id, copyCell(standardName), ...values, delivery, area].join('\t')}\n`;
}

function cellText(value: CensusRecord[keyof CensusRecord]): string {
  if (value === null) return String.raw`\N`;
  if (typeof value === 'string') return copyCell(value);
  if (typeof value === 'object') {
    if (value.length === 0) return String.raw`\N`;
    return copyCell(`{${value.map((one) => `"${one.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`);
  }
  return String(value);
}
