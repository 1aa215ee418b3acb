import { inTransaction, type PoolClient, type Source } from '@jianjia/db';
import { industryFilterText } from '@jianjia/organisations/contract';
import { placeInSight } from '@jianjia/organisations/server';
import { z } from 'zod';
import type { Sector, UncoveredEmployer, UncoveredQuery } from '../../contract/index.ts';
import type { EmployerDeps } from '../deps.ts';
import { problems } from './problems.ts';
import {
  countUncoveredSql,
  type Position,
  uncoveredSql,
  type UncoveredRow,
  type UncoveredWanted,
} from './uncovered-sql.ts';

interface Filter {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

/** One page of employers without a union. */
export interface UncoveredPage {
  readonly as_of: string;
  readonly filters: readonly Filter[];
  readonly total: number;
  readonly rows: readonly UncoveredEmployer[];
  readonly next: string | null;
}

/** How a page is cut. */
export interface Cut {
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * A page of the employers without a union that the actor answers for.
 * @throws Problem organisations.noUnion, employers.noDivision, employers.lapsedPage
 */
export async function listUncovered(
  deps: EmployerDeps,
  source: Source,
  query: UncoveredQuery,
  { after, limit }: Cut,
): Promise<UncoveredPage> {
  const position = after === undefined ? null : positionOf(after);
  return inTransaction(
    source,
    async (client) => {
      const { wanted, filters } = await wantedIn(client, deps, query);
      const { sql, values } = uncoveredSql(wanted, position, limit + 1);
      const { rows: found } = await client.query<UncoveredRow>(sql, [...values]);
      const last = found.length > limit ? found[limit - 1] : undefined;
      return {
        as_of: wanted.t,
        filters,
        total: found[0]?.total ?? (await countUncovered(client, wanted)),
        rows: found.slice(0, limit).map(employerOf),
        next: last ? positionText(last) : null,
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

/** What a query asks for, looked up as the actor sees it, and in words. */
export async function wantedIn(
  client: PoolClient,
  deps: EmployerDeps,
  query: UncoveredQuery,
): Promise<{ readonly wanted: UncoveredWanted; readonly filters: readonly Filter[] }> {
  const at = query.at === undefined ? null : await placeInSight(client, query.at);
  const wanted = { query, t: deps.asOf(query.as_of), at };
  const { size, division, industry } = query;
  const filters: readonly (readonly [string, string, string | null])[] = [
    ['at', '范围', at && `${at.name}所在地方`],
    ['division', '行政区划', division === undefined ? null : await divisionName(client, division)],
    ['size', '职工人数', size === undefined ? null : `${size} 人以上`],
    ['industry', '行业', industry === undefined ? null : industryFilterText(industry)],
  ];
  return {
    wanted,
    filters: filters.flatMap(([name, title, text]) => (text === null ? [] : [{ name, title, text }])),
  };
}

/** How many there are. */
export async function countUncovered(client: PoolClient, wanted: UncoveredWanted): Promise<number> {
  const { sql, values } = countUncoveredSql(wanted);
  const counted = await client.query<{ total: number }>(sql, [...values]);
  return counted.rows[0]?.total ?? 0;
}

/** A row of the list. */
export function employerOf(row: UncoveredRow): UncoveredEmployer {
  const { uscc, name, division_code, division_name, industry_code, industry_name, employees, established_on } = row;
  return {
    uscc,
    name,
    division: { code: division_code, name: division_name },
    industry: industry_code === null || industry_name === null ? null : { code: industry_code, name: industry_name },
    // The closed list of the database.
    sector: row.sector as Sector,
    employees,
    established_on,
  };
}

async function divisionName(client: PoolClient, code: string): Promise<string> {
  const found = await client.query<{ name: string }>('select name from kernel.division where code = $1', [code]);
  const [division] = found.rows;
  if (!division) throw problems.noDivision(code);
  return division.name;
}

const Cursor = z.tuple([z.int().min(-1), z.string().regex(/^[0-9A-Z]{1,32}$/)]);

function positionText({ employees, uscc }: UncoveredRow): string {
  return Buffer.from(JSON.stringify([employees ?? -1, uscc])).toString('base64url');
}

function positionOf(text: string): Position {
  try {
    const [employees, uscc] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (employees < 2 ** 31) return { employees, uscc };
  } catch {
    // Whatever it was, it was not ours.
  }
  throw problems.lapsedPage();
}
