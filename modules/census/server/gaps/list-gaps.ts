import { inTransaction, type PoolClient, type Source, Values } from '@jianjia/db';
import { industryFilterText } from '@jianjia/organisations/contract';
import { z } from 'zod';
import {
  gapTitles,
  type GapEmployer,
  type GapQuery,
  growthTitles,
  type listGaps as listContract,
  placeTitles,
} from '../../contract/index.ts';
import type { FieldDeps } from '../field-deps.ts';
import { employerOf, type GapRow, gapRowsSql } from './gap-rows.ts';
import { foundSql, type GapPosition, type GapWanted } from './gaps-sql.ts';
import { problems } from './problems.ts';

type Page = z.output<(typeof listContract)['answer']>;
type Filter = Page['filters'][number];

/** Which page of the list. */
export interface Cut {
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * One page of the employers of a gap.
 * @throws Problem census.noDivision, census.lapsedPage
 */
export async function listGaps(deps: FieldDeps, source: Source, query: GapQuery, { after, limit }: Cut): Promise<Page> {
  const position = after === undefined ? null : positionOf(after);
  return inTransaction(
    source,
    async (client) => {
      const { wanted, filters } = await wantedIn(client, deps, query);
      const { sql, values } = gapRowsSql(wanted, position, limit + 1);
      const { rows } = await client.query<GapRow>(sql, [...values]);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const may = await client.query<{ may: boolean }>(`select identity.places('census:write') <> '{}' as may`);
      return {
        as_of: wanted.t,
        filters,
        total: rows[0]?.total ?? (await countGaps(client, wanted)),
        rows: rows.slice(0, limit).map((row): GapEmployer => employerOf(row)),
        next: last ? positionText({ headcount: last.headcount, id: last.employer_id }) : null,
        can: { hand_out: may.rows[0]?.may ?? false },
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

/** What a query asks for, looked up, and in words. Throws Problem census.noDivision. */
export async function wantedIn(
  client: PoolClient,
  deps: Pick<FieldDeps, 'asOf'>,
  query: GapQuery,
): Promise<{ readonly wanted: GapWanted; readonly filters: readonly Filter[] }> {
  const { gap, division, industry, growth, place_kind: kind, place, part } = query;
  const joint = kind === undefined || place === undefined ? null : `${placeTitles[kind]}${place}，第 ${part ?? 1} 个`;
  const told: readonly (readonly [string, string, string | null])[] = [
    ['gap', '缺口', gapTitles[gap]],
    ['division', '行政区划', division === undefined ? null : await divisionName(client, division)],
    ['industry', '行业', industry === undefined ? null : industry === 'none' ? '不确定' : industryFilterText(industry)],
    ['growth', '增长点', growth === undefined ? null : growthTitles[growth]],
    ['place', '联合工会', joint],
  ];
  return {
    wanted: { query, t: deps.asOf(query.as_of) },
    filters: told.flatMap(([name, title, text]) => (text === null ? [] : [{ name, title, text }])),
  };
}

/** How many there are. */
export async function countGaps(client: PoolClient, wanted: GapWanted): Promise<number> {
  const values = new Values();
  const found = foundSql(wanted, values);
  const counted = await client.query<{ total: number }>(
    `select count(*)::integer as total from (${found}) f`,
    values.list,
  );
  return counted.rows[0]?.total ?? 0;
}

async function divisionName(client: PoolClient, code: string): Promise<string> {
  const found = await client.query<{ name: string }>('select name from kernel.division where code = $1', [code]);
  const [division] = found.rows;
  if (!division) throw problems.noDivision(code);
  return division.name;
}

const Cursor = z.tuple([
  z
    .int()
    .min(-1)
    .max(2 ** 31 - 1),
  z.guid(),
]);

function positionText({ headcount, id }: GapPosition): string {
  return Buffer.from(JSON.stringify([headcount, id])).toString('base64url');
}

function positionOf(text: string): GapPosition {
  try {
    const [headcount, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { headcount, id };
  } catch {
    throw problems.lapsedPage();
  }
}
