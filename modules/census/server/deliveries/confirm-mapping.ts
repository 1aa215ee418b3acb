import { inTransaction, writeJournal, type PoolClient } from '@jianjia/db';
import {
  type CodedField,
  codedFields,
  type Fault,
  fields,
  type Mapping,
  type WholeDelivery,
} from '../../contract/index.ts';
import { FileProfiler } from '../../domain/profile/profiler.ts';
import { problems } from '../problems.ts';
import { compareDeliveries, sharedCodes, sharedFaults } from '../receive/compare.ts';
import { linesOf } from '../receive/lines.ts';
import { type DeliveryRow, findDelivery } from './delivery-sql.ts';
import { wholeOf } from './show-delivery.ts';
import { stateWords } from './state-words.ts';
import { type Doer, mayWrite } from '../doer.ts';

/**
 * Keeps what the columns mean, for the source and its year, and looks at the file anew where that changes anything.
 * @throws Problem census.noDelivery, census.notProfiled, census.unknownTitle, census.twoColumns, census.badTranslation
 */
export async function confirmMapping(doer: Doer, delivery: string, mapping: Mapping): Promise<WholeDelivery> {
  return inTransaction(doer.source, async (client) => {
    const row = await findDelivery(client, delivery, mayWrite);
    if (row.status !== 'profiled') throw problems.notProfiled(stateWords(row));
    checkMapping(row.header, mapping);
    await client.query(
      `insert into census.mapping (source_id, year, columns, translations, confirmed_by) values ($1, $2, $3, $4, $5)
       on conflict (source_id, year) do update set columns = excluded.columns, translations = excluded.translations,
         confirmed_by = excluded.confirmed_by, confirmed_at = now()`,
      [row.source_id, row.year, JSON.stringify(mapping.columns), JSON.stringify(mapping.translations), doer.actor.name],
    );
    await lookAnew(client, row, mapping);
    await writeJournal(client, doer.actor, {
      act: 'census.confirmMapping',
      unionId: row.union_id,
      subject: `census/source/${row.source_id}`,
      after: {
        year: row.year,
        columns: Object.entries(mapping.columns).map(([title, field]) => `${title} → ${field}`),
        values: meaningsOf(mapping).slice(0, MOST_NOTED),
      },
    });
    return wholeOf(client, await findDelivery(client, delivery));
  });
}

/** Meanings that the journal names; a source that has more has a column that was mistaken for another. */
const MOST_NOTED = 200;

function meaningsOf({ translations }: Mapping): readonly string[] {
  return (Object.entries(translations) as [CodedField, Readonly<Record<string, string>>][]).flatMap(([field, values]) =>
    Object.entries(values).map(
      ([text, meaning]) => `${fields[field]}：${text} → ${meaning === '' ? '不采用' : meaning}`,
    ),
  );
}

/** @throws Problem census.unknownTitle, census.twoColumns, census.badTranslation */
function checkMapping(header: readonly string[], { columns, translations }: Mapping): void {
  const seen = new Set<string>();
  for (const [title, field] of Object.entries(columns)) {
    if (!header.includes(title)) throw problems.unknownTitle(title);
    if (seen.has(field)) throw problems.twoColumns(fields[field]);
    seen.add(field);
  }
  for (const [field, values] of Object.entries(translations) as [CodedField, Readonly<Record<string, string>>][]) {
    for (const value of Object.values(values)) {
      if (value !== '' && !Object.hasOwn(codedFields[field], value))
        throw problems.badTranslation(fields[field], value);
    }
  }
}

async function lookAnew(client: PoolClient, row: DeliveryRow, mapping: Mapping): Promise<void> {
  const { delivery_id: delivery, header, kept, sha256, as_of, source_id: source } = row;
  const notes = kept?.notes ?? { titleRows: 0, merged: [], repeatedTitles: [] };
  const profiler = new FileProfiler(header, mapping, notes);
  for await (const lines of linesOf(client, delivery)) for (const { line, cells } of lines) profiler.add(line, cells);
  // What was said about earlier columns and broken rows is known from the first reading alone.
  const before = row.faults.filter(({ code }) => ['broken_rows', 'no_header', 'missing_columns'].includes(code));
  const faults: readonly Fault[] = [
    ...before.filter(({ code }) => code !== 'missing_columns'),
    ...(header.length === 0 ? [] : profiler.faults()),
    ...sharedFaults(await sharedCodes(client, delivery, header, mapping.columns)),
    ...(await compareDeliveries(client, { delivery, source, sha256, as_of, rows: row.rows })),
  ];
  await client.query('update census.delivery set profile = $2, faults = $3, mapping = $4 where delivery_id = $1', [
    delivery,
    JSON.stringify(profiler.profile()),
    JSON.stringify(faults),
    JSON.stringify({ ...mapping, notes }),
  ]);
}
