import { copyIn, type Pool, type PoolClient } from '@jianjia/db';
import { copyCell } from '@jianjia/registers/exchange';
import type { Mapping } from '../../contract/index.ts';
import { type CensusRecord, readRecord, type ReadingContext } from '../../domain/reading/record.ts';
import { layoutOf, rowKind } from '../../domain/reading/rows.ts';
import { identify } from '../link/naming.ts';
import { sharedCodes } from '../receive/compare.ts';
import { linesOf } from '../receive/lines.ts';
import { loadCodes } from '../receive/load-codes.ts';

/** A delivery that is to be read into records. */
export interface DeliveryToRead {
  readonly delivery_id: string;
  readonly union_id: string;
  readonly header: readonly string[];
  readonly mapping: Mapping;
  /** Division of the federation. */
  readonly division_code: string;
}

/** How many rows became what. */
export interface WrittenRecords {
  readonly records: number;
  readonly skipped: number;
  readonly outside: number;
}

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

/**
 * Reads the lines of a delivery into census.record, in bounded memory.
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
  const counts = { records: 0, skipped: 0, outside: 0 };
  await client.query(
    'create temp table census_read (like census.record) on commit drop; alter table census_read alter union_id drop not null',
  );
  await copyIn(
    client,
    `copy census_read (line, entity_id, standard_name, ${COLUMNS.join(', ')}, delivery_id, union_id) from stdin`,
    recordLines(linesOf(lines, delivery.delivery_id), context, delivery, counts, told),
  );
  // Most employers are one entity: the id is right already, and only what linkage puts together is changed later.
  await client.query('update census_read set employer_id = entity_id where entity_id is not null');
  await client.query('insert into census.record select * from census_read');
  await client.query('drop table census_read');
  return counts;
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

async function* recordLines(
  batches: ReturnType<typeof linesOf>,
  context: ReadingContext,
  { delivery_id, union_id, division_code }: DeliveryToRead,
  counts: { records: number; skipped: number; outside: number },
  told: (lines: number) => Promise<void>,
): AsyncGenerator<string> {
  let read = 0;
  for await (const lines of batches) {
    let text = '';
    for (const { line, cells } of lines) {
      if (rowKind(context.layout, cells) !== 'data') {
        counts.skipped++;
        continue;
      }
      const record = readRecord(context, cells);
      const { entityId, standardName } = identify(record);
      const inside = record.division_code.startsWith(division_code);
      counts.records++;
      if (!inside) counts.outside++;
      const values = COLUMNS.map((column) => cellText(record[column]));
      text += `${[line, inside ? entityId : String.raw`\N`, copyCell(standardName), ...values, delivery_id, union_id].join('\t')}\n`;
    }
    yield text;
    read += lines.length;
    await told(read);
  }
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
