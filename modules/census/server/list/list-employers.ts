import { inTransaction, type Acting, type PoolClient, Values } from '@jianjia/db';
import { z } from 'zod';
import type { ListedEmployer, ListQuery } from '../../contract/index.ts';
import { problems } from '../problems.ts';
import { tokensOf } from './tokens.ts';

/** Employers that a search looks through; beyond, more words are needed. */
const MOST_FOUND = 5000;

/** A row of the list as it comes from the database. */
export interface ListedRow {
  readonly employer_id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly division_code: string;
  readonly division_name: string;
  readonly industry_code: string | null;
  readonly industry_name: string | null;
  readonly sector: ListedEmployer['sector'];
  readonly status: ListedEmployer['status'];
  readonly employees: number | null;
  readonly closed_on: string | null;
  readonly union_id: string | null;
  readonly union_name: string | null;
  readonly departments: ListedEmployer['departments'];
}

/** Columns of a row of the list, of `e` and the tables of LISTED_TABLES. */
export const LISTED_COLUMNS = `e.employer_id, e.name, e.uscc, e.division_code, d.name as division_name, e.industry_code,
  i.name as industry_name, e.sector, e.status, e.employees, e.closed_on, e.union_id, u.name as union_name, e.departments`;
/** Tables beside `census.employer e`. */
export const LISTED_TABLES = `join kernel.division d on d.code = e.division_code
  left join kernel.industry i on i.code = e.industry_code left join organisations.union u on u.union_id = e.union_id`;

/**
 * A page of the trusted list as the actor sees it, by division and id.
 * @throws Problem census.lapsedPage
 */
export async function listEmployers(
  acting: Acting,
  query: ListQuery,
): Promise<{ readonly rows: readonly ListedEmployer[]; readonly next: string | null }> {
  return inTransaction(
    acting,
    async (client) => {
      const values = new Values();
      const conditions = await conditionsOf(client, query, values);
      if (query.after !== undefined) {
        const [division, id] = positionOf(query.after);
        conditions.push(`(e.division_code, e.employer_id) > (${values.add(division)}, ${values.add(id)}::uuid)`);
      }
      const { rows } = await client.query<ListedRow>(
        `select ${LISTED_COLUMNS}
         from (select * from census.employer e where ${conditions.join(' and ')}
           order by e.division_code, e.employer_id limit ${values.add(query.limit + 1)}) e
         ${LISTED_TABLES} order by e.division_code, e.employer_id`,
        values.list,
      );
      const shown = rows.slice(0, query.limit);
      return { rows: shown.map(listedOf), next: rows.length > query.limit ? positionText(shown.at(-1)) : null };
    },
    { readOnly: true },
  );
}

async function conditionsOf(client: PoolClient, query: ListQuery, values: Values): Promise<string[]> {
  const { search, division, department, with_union: withUnion } = query;
  const conditions = ['true'];
  if (search !== undefined) conditions.push(await searchCondition(client, search, values));
  if (division !== undefined) {
    // A code begins with the code of the place it lies in; '~' comes after every digit.
    conditions.push(`e.division_code >= ${values.add(division)} and e.division_code <= ${values.add(`${division}~`)}`);
  }
  if (department !== undefined) conditions.push(`${values.add(department)} = any (e.departments)`);
  if (withUnion !== undefined) conditions.push(`e.union_id is ${withUnion === 'yes' ? 'not null' : 'null'}`);
  return conditions;
}

async function searchCondition(client: PoolClient, search: string, values: Values): Promise<string> {
  const code = search.normalize('NFKC').toUpperCase();
  if (/^[0-9A-Z]{18}$/.test(code)) return `e.uscc = ${values.add(code)}`;
  const { rows } = await client.query<{ id: string }>('select census.find_employers($1, $2) as id', [
    tokensOf(search),
    MOST_FOUND,
  ]);
  // The index knows pairs of characters; that they stand together is looked at here.
  const ids = values.add(rows.map(({ id }) => id));
  const text = values.add(search.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase());
  return `e.employer_id = any (${ids}::uuid[])
    and (position(${text} in organisations.search_fold(e.name)) > 0 or position(${text} in e.initials) > 0)`;
}

/** A row as it is answered. */
export function listedOf(row: ListedRow): ListedEmployer {
  const { division_code, division_name, industry_code, industry_name, union_id, union_name, ...rest } = row;
  return {
    ...rest,
    division: { code: division_code, name: division_name },
    industry: industry_code === null ? null : { code: industry_code, name: industry_name ?? industry_code },
    // A union out of the actor's sight covers it all the same.
    union: union_id === null ? null : { id: union_id, name: union_name ?? '（不在管理范围内）' },
  };
}

const Cursor = z.tuple([z.string().regex(/^[0-9A-Za-z]{1,20}$/), z.guid()]);

function positionText(row: ListedRow | undefined): string | null {
  if (!row) return null;
  return Buffer.from(JSON.stringify([row.division_code, row.employer_id])).toString('base64url');
}

function positionOf(text: string): readonly [string, string] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw problems.lapsedPage();
  }
}
