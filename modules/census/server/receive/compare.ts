import type { PoolClient } from '@jianjia/db';
import type { Fault, Mapping } from '../../contract/index.ts';
import { faultOf } from '../../domain/profile/fault-words.ts';
import { layoutOf } from '../../domain/reading/rows.ts';

/** From so many rows and different names on, a code tells nobody apart. */
export const SHARED_ROWS = 20;
const SHARED_NAMES = 5;
/** This share of rows in common makes two deliveries the same content. */
const SAME_SHARE = 0.98;
const FEWEST_COMPARED = 20;

/** A delivery that is compared with the others. */
export interface Compared {
  readonly delivery: string;
  readonly source: string;
  readonly sha256: string;
  readonly as_of: string;
  readonly rows: number;
}

/** What other deliveries say against this one: the same file again, old content under a new date. */
export async function compareDeliveries(client: PoolClient, one: Compared): Promise<readonly Fault[]> {
  return [...(await sameFile(client, one)), ...(await sameContent(client, one)), ...(await olderDay(client, one))];
}

async function sameFile(client: PoolClient, { delivery, source, sha256 }: Compared): Promise<readonly Fault[]> {
  const { rows } = await client.query<{ file_name: string; as_of: string; source_id: string; title: string }>(
    `select d.file_name, d.as_of, d.source_id, s.title from census.delivery d join census.source s on s.source_id = d.source_id
     where d.sha256 = $1 and d.delivery_id <> $2 and d.status <> 'withdrawn'
     order by (d.source_id = $3) desc, d.delivery_id limit 1`,
    [sha256, delivery, source],
  );
  const [found] = rows;
  if (!found) return [];
  const text = `“${found.title}”的 ${found.file_name}，数据日期 ${found.as_of}`;
  return [faultOf(found.source_id === source ? 'same_file' : 'same_file_elsewhere', 1, [], text)];
}

/** Against the newest delivery of the source that is in the list, row by row, in one hash join. */
async function sameContent(
  client: PoolClient,
  { delivery, source, sha256, rows }: Compared,
): Promise<readonly Fault[]> {
  if (rows < FEWEST_COMPARED) return [];
  const found = await client.query<{ file_name: string; as_of: string; same: number }>(
    `select o.file_name, o.as_of,
       (select count(*) from census.line n where n.delivery_id = $1
          and exists (select from census.line l where l.delivery_id = o.delivery_id and l.cells = n.cells))::int as same
     from census.delivery o
     where o.source_id = $2 and o.status = 'applied' and o.delivery_id <> $1 and o.sha256 <> $3
     order by o.as_of desc, o.delivery_id desc limit 1`,
    [delivery, source, sha256],
  );
  const [earlier] = found.rows;
  if (!earlier || earlier.same < rows * SAME_SHARE) return [];
  const text = `${earlier.file_name}（数据日期 ${earlier.as_of}，${earlier.same} 行完全一样）`;
  return [faultOf('earlier_content', earlier.same, [], text)];
}

async function olderDay(client: PoolClient, { delivery, source, as_of }: Compared): Promise<readonly Fault[]> {
  const { rows } = await client.query<{ newest: string | null }>(
    `select max(as_of) as newest from census.delivery where source_id = $1 and status = 'applied' and delivery_id <> $2`,
    [source, delivery],
  );
  const newest = rows[0]?.newest ?? null;
  return newest !== null && newest > as_of ? [faultOf('older_day', 1, [], newest)] : [];
}

/** A credit code that stands on many rows with different names. */
interface SharedCode {
  readonly code: string;
  readonly rows: number;
  readonly first: number;
}

/** Codes that a file gives to many employers, those with most rows first. */
export async function sharedCodes(
  client: PoolClient,
  delivery: string,
  header: readonly string[],
  columns: Mapping['columns'],
): Promise<readonly SharedCode[]> {
  const { at } = layoutOf(header, columns);
  const [code, name] = [at.get('uscc'), at.get('name')];
  if (code === undefined || name === undefined) return [];
  const { rows } = await client.query<SharedCode>(
    `select code, count(*)::int as rows, min(line) as first
     from (select line, upper(regexp_replace(normalize(cells[$2], NFKC), '[\\s-]', '', 'g')) as code, cells[$3] as name
       from census.line where delivery_id = $1 and cells[$2] <> '') l
     where length(code) between 9 and 18
     group by code having count(*) >= ${SHARED_ROWS} and count(distinct name) >= ${SHARED_NAMES}
     order by count(*) desc, code limit 10000`,
    [delivery, code + 1, name + 1],
  );
  return rows;
}

/** The same as a fault; none for none. */
export function sharedFaults(shared: readonly SharedCode[]): readonly Fault[] {
  if (shared.length === 0) return [];
  const text = shared
    .slice(0, 3)
    .map(({ code, rows }) => `${code}（${rows} 行）`)
    .join('、');
  return [
    faultOf(
      'shared_code',
      shared.length,
      shared.map(({ first }) => first),
      `${text}${shared.length > 3 ? '等' : ''}`,
    ),
  ];
}
