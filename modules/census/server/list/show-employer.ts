import { sectors } from '@jianjia/employers/contract';
import { inTransaction, type Acting, type PoolClient } from '@jianjia/db';
import { type ListField, statuses, type WholeEmployer } from '../../contract/index.ts';
import { coverMobiles, coverName, coverPhone } from '../../domain/reading/covering.ts';
import { problems } from '../problems.ts';
import { LISTED_COLUMNS, LISTED_TABLES, listedOf, type ListedRow } from './list-employers.ts';

const MOST_RECORDS = 100;
const MOST_EVENTS = 50;

/**
 * An employer of the list with the origin of every value.
 * @throws Problem census.noEmployer
 */
export async function showEmployer(acting: Acting, employer: string): Promise<WholeEmployer> {
  return inTransaction(
    acting,
    async (client) => {
      const found = await client.query<ListedRow>(
        `select ${LISTED_COLUMNS} from census.employer e ${LISTED_TABLES} where e.employer_id = $1`,
        [employer],
      );
      const [row] = found.rows;
      if (!row) throw problems.noEmployer();
      const records = await recordsOf(client, employer);
      return {
        ...listedOf(row),
        values: await valuesOf(client, employer),
        records: records.slice(0, MOST_RECORDS),
        more_records: records.length > MOST_RECORDS,
        events: await eventsOf(client, employer),
      };
    },
    { readOnly: true },
  );
}

type ValueRow = Omit<WholeEmployer['values'][number], 'text'> & {
  readonly value: string;
  readonly named: string | null;
};

async function valuesOf(client: PoolClient, employer: string): Promise<WholeEmployer['values']> {
  const { rows } = await client.query<ValueRow>(
    `select v.field, v.value, v.department, s.title as source, v.delivery_id, d.file_name, v.line, v.as_of,
       case v.field when 'division_code' then (select name from kernel.division where code = v.value)
         when 'industry_code' then (select name from kernel.industry where code = v.value) end as named
     from census.value v
     join census.delivery d on d.delivery_id = v.delivery_id
     join census.source s on s.source_id = v.source_id
     where v.employer_id = $1`,
    [employer],
  );
  return rows.map(({ value, named, ...row }) => ({ ...row, text: textOf(row.field, value, named) }));
}

function textOf(field: ListField, value: string, named: string | null): string {
  if (named !== null) return `${value} ${named}`;
  if (field === 'sector') return (sectors as Readonly<Record<string, string>>)[value] ?? value;
  if (field === 'status') return (statuses as Readonly<Record<string, string>>)[value] ?? value;
  return field === 'phone' ? coverPhone(value) : value;
}

interface RecordRow extends Omit<WholeEmployer['records'][number], 'raw'> {
  readonly header: readonly string[];
  readonly cells: readonly string[] | null;
  readonly columns: Readonly<Record<string, string>> | null;
}

async function recordsOf(client: PoolClient, employer: string): Promise<WholeEmployer['records']> {
  const { rows } = await client.query<RecordRow>(
    `select r.delivery_id, r.line, s.department, s.title as source, d.file_name, d.as_of, r.name, r.uscc, r.entity_id, d.header,
       l.cells, d.mapping -> 'columns' as columns
     from census.record r
     join census.delivery d on d.delivery_id = r.delivery_id
     join census.source s on s.source_id = d.source_id
     left join census.line l on l.delivery_id = r.delivery_id and l.line = r.line
     where r.employer_id = $1
     order by d.as_of desc, r.delivery_id, r.line limit ${MOST_RECORDS + 1}`,
    [employer],
  );
  return rows.map(({ header, cells, columns, ...record }) => ({
    ...record,
    raw: header.map((title, index) => ({ title, cell: covered(columns?.[title], cells?.[index] ?? '') })),
  }));
}

function covered(field: string | undefined, cell: string): string {
  if (cell === '') return '';
  if (field === 'phone') return coverPhone(cell);
  if (field === 'representative') return coverName(cell);
  return coverMobiles(cell);
}

async function eventsOf(client: PoolClient, employer: string): Promise<WholeEmployer['events']> {
  const { rows } = await client.query<WholeEmployer['events'][number]>(
    `select kind, from_id, into_id, to_char(happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as happened_at
     from census.event where from_id = $1 or into_id = $1 order by event_id desc limit ${MOST_EVENTS}`,
    [employer],
  );
  return rows;
}
