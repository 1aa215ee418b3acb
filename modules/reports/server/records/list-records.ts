import { allRegisters } from '@jianjia/assessments/contract';
import { inTransaction, writeJournal, type Acting, type PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import { placeInSight, type PlaceInSight } from '@jianjia/organisations/server';
import { registersOfPersons, type RegisterDefinition } from '@jianjia/registers';
import { problems } from '../problems.ts';
import { containsSql, equalsSql, orderSql, pageColumns, scopeSql, tableSql, type PageColumn } from './page-sql.ts';

export interface RecordQuery {
  readonly union: string;
  readonly register: string;
  readonly scope: 'own' | 'below';
  readonly sort?: string | undefined;
  readonly order: 'asc' | 'desc';
  readonly filter?: string | undefined;
  readonly q?: string | undefined;
  readonly page: number;
  readonly limit: number;
}

type Cell = string | number | boolean | null;

export interface RecordPage {
  readonly register: string;
  readonly title: string;
  readonly columns: { readonly id: string; readonly title: string }[];
  readonly rows: Cell[][];
  readonly total: number;
}

const PERSONS = registersOfPersons(allRegisters);

/**
 * One page of a register of a union, as the actor sees it: rows and their count are what row policies leave. Of what is
 * sealed, and of birthdays, only what masks leave. A page of a register of persons leaves a line in the journal, and
 * cannot be searched here, for a name would stand in an address.
 * @throws Problem organisations.noUnion, reports.noRegister, reports.badFilter, reports.searchByPost
 */
export async function listRecords(acting: Acting, query: RecordQuery): Promise<RecordPage> {
  const isSearch = Boolean(query.filter) || Boolean(query.q);
  if (isSearch && PERSONS.has(registerOf(query.register).name)) throw problems.searchByPost();
  return searchRecords(acting, query);
}

/**
 * The same, searched in.
 * @throws Problem organisations.noUnion, reports.noRegister, reports.badFilter
 */
export async function searchRecords(acting: Acting, query: RecordQuery): Promise<RecordPage> {
  const definition = registerOf(query.register);
  const isOfPersons = PERSONS.has(definition.name);
  return inTransaction(
    acting,
    async (client) => {
      const place = await placeInSight(client, query.union);
      const page = await pageOf(client, definition, place, query);
      if (isOfPersons && page.rows.length > 0) await leaveLine(client, acting.actor, place.unionId, query);
      return page;
    },
    { readOnly: !isOfPersons },
  );
}

async function pageOf(
  client: PoolClient,
  definition: RegisterDefinition,
  place: PlaceInSight,
  query: RecordQuery,
): Promise<RecordPage> {
  const columns = pageColumns(definition);
  const { where, values } = conditions(definition, place, columns, query);
  const found = await client.query<{ cells: Cell[]; total: number }>(
    `select jsonb_build_array(${columns.map(({ sql }) => sql).join(', ')}) as cells, count(*) over () as total
     from ${tableSql(definition)} t where ${where}
     order by ${orderSql(definition, columns, query.sort, query.order)}
     limit ${query.limit} offset ${(query.page - 1) * query.limit}`,
    [place.unionId, ...values],
  );
  return {
    register: definition.name,
    title: definition.title,
    columns: columns.map(({ id, title }) => ({ id, title })),
    rows: found.rows.map(({ cells }) => cells.map((cell, index) => shownCell(columns[index], cell))),
    total: found.rows[0]?.total ?? 0,
  };
}

/** A sighting for each row would be a flood nobody reads; one line per page shows who went through a register. */
async function leaveLine(
  client: PoolClient,
  actor: Acting['actor'],
  unionId: string,
  { register, union, scope, page, limit, filter, q }: RecordQuery,
): Promise<void> {
  await writeJournal(client, actor, {
    act: 'reports.listRecords',
    unionId,
    subject: `registers/${register}`,
    // That it was searched, not what for: the journal is kept for ever.
    after: { union, scope, page, limit, searched: Boolean(filter) || Boolean(q) },
  });
}

function registerOf(name: string): RegisterDefinition {
  const definition = allRegisters.find((one) => one.name === name);
  if (definition) return definition;
  throw new Problem('reports.noRegister', 'missing', '没有这个台账。请从台账目录进入。');
}

function conditions(
  definition: RegisterDefinition,
  place: PlaceInSight,
  columns: readonly PageColumn[],
  { scope, filter, q }: RecordQuery,
): { readonly where: string; readonly values: readonly string[] } {
  const parts = [scopeSql(definition, place, scope)];
  const values: string[] = [];
  if (filter !== undefined && filter !== '') {
    const colon = filter.indexOf(':');
    const column = columns.find(({ id, isMasked }) => id === filter.slice(0, colon) && !isMasked);
    if (colon < 1 || !column) {
      throw new Problem(
        'reports.badFilter',
        'invalid',
        '筛选条件不对：要写成“列名:值”，列名取自这个台账；证件号码和手机号请用查找会员。',
      );
    }
    values.push(filter.slice(colon + 1));
    parts.push(equalsSql(column, values.length + 1));
  }
  if (q !== undefined && q !== '') {
    values.push(q.replaceAll(/[\\%_]/g, String.raw`\$&`));
    parts.push(containsSql(columns, values.length + 1));
  }
  return { where: parts.join(' and '), values };
}

function shownCell(column: PageColumn | undefined, cell: Cell): Cell {
  if (cell === null || !column) return null;
  return column.declared.type.kind === 'money' ? (Number(cell) / 100).toFixed(2) : cell;
}
