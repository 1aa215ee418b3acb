import { createHash } from 'node:crypto';
import { inTransaction, type Acting, type PoolClient } from '@jianjia/db';
import { chinaToday } from '@jianjia/kernel';
import type { RawRow } from '@jianjia/registers/exchange';
import { applyDelivery } from '../apply/apply-delivery.ts';
import type { CensusDeps } from '../deps.ts';
import { doerOf } from '../doer.ts';
import { receiveTable } from '../receive/receive-table.ts';
import { federationOf } from '../sources/add-source.ts';

const TITLE = '工会登记';
const HEADER = ['单位名称', '统一社会信用代码', '行政区划', '行业代码', '单位类型', '职工人数', '成立日期', '注销日期'];
const BATCH = 5000;

/**
 * Takes the union's own register in as one more source, as the actor sees it. Begins to put it into the list and answers; it
 * takes the place of what was taken in before.
 * @throws Problem census.noPlace
 */
export async function takeRegister(
  deps: CensusDeps,
  acting: Acting,
  at: string | undefined,
  now: Date,
): Promise<{ readonly delivery_id: string; readonly known: boolean }> {
  const { source, division } = await ownSource(acting, at);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const rows of registerRows(acting, division)) {
    const text = JSON.stringify(rows.map(({ cells }) => cells));
    hash.update(text);
    bytes += text.length;
  }
  const sha256 = hash.digest('hex');
  const known = await sameAsBefore(acting, source, sha256);
  if (known !== null) return { delivery_id: known, known: true };
  const today = chinaToday(now);
  const delivery = await receiveTable(doerOf(acting), {
    source,
    year: Number(today.slice(0, 4)),
    as_of: today,
    fileName: `工会单位台账 ${today}`,
    sha256,
    bytes,
    via: 'register',
    sentAs: null,
    merged: [],
    rows: registerRows(acting, division),
  });
  await applyDelivery(deps, doerOf(acting), delivery, 'all');
  return { delivery_id: delivery, known: false };
}

async function ownSource(
  acting: Acting,
  at: string | undefined,
): Promise<{ readonly source: string; readonly division: string }> {
  return inTransaction(acting, async (client) => {
    const unionId = await federationOf(client, at);
    await client.query(
      `insert into census.source (union_id, department, title) values ($1, 'union', $2) on conflict (union_id, title) do nothing`,
      [unionId, TITLE],
    );
    const { rows } = await client.query<{ source: string; division: string }>(
      `select s.source_id as source, u.division_code as division
       from census.source s join organisations.union u using (union_id) where s.union_id = $1 and s.title = $2`,
      [unionId, TITLE],
    );
    const [found] = rows;
    if (!found) throw new Error('the source was made and is not there');
    return found;
  });
}

async function sameAsBefore(acting: Acting, source: string, sha256: string): Promise<string | null> {
  return inTransaction(
    acting,
    async (client) => {
      const { rows } = await client.query<{ delivery_id: string }>(
        `select delivery_id from census.delivery where source_id = $1 and sha256 = $2 and status in ('applied', 'applying')`,
        [source, sha256],
      );
      return rows[0]?.delivery_id ?? null;
    },
    { readOnly: true },
  );
}

/** The register as a table, by credit code; the header first. */
async function* registerRows(acting: Acting, division: string): AsyncGenerator<readonly RawRow[]> {
  yield [{ line: 1, cells: HEADER, fault: null }];
  let line = 1;
  for (let after = ''; ;) {
    const cells = await inTransaction(acting, (client) => registerPage(client, division, after), { readOnly: true });
    const last = cells.at(-1);
    if (!last) return;
    yield cells.map((row) => ({ line: ++line, cells: row, fault: null }));
    after = last[1] ?? '';
  }
}

async function registerPage(client: PoolClient, division: string, after: string): Promise<readonly string[][]> {
  const { rows } = await client.query<string[]>({
    text: `select e.name, e.uscc, e.division_code, coalesce(e.industry_code, ''),
        case e.sector when 'state' then '国有' when 'collective' then '集体' when 'private' then '私营' when 'mixed' then '混合所有制'
          when 'public_institution' then '事业单位' when 'government' then '机关' else '社会组织' end,
        coalesce(w.employees::text, ''), coalesce(e.established_on::text, ''), coalesce(e.closed_on::text, '')
      from employers.employer e
      left join lateral (
        select w.employees from employers.workforce w where w.uscc = e.uscc order by w.as_of desc limit 1
      ) w on true
      where e.uscc > $1 and starts_with(e.division_code, $2) order by e.uscc limit ${BATCH}`,
    values: [after, division],
    rowMode: 'array',
  });
  return rows;
}
