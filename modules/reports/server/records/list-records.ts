import { allRegisters } from '@jianjia/assessments/contract';
import { inTransaction, type Acting } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import type { RegisterDefinition } from '@jianjia/registers';
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

/**
 * One page of a register of a union, as the actor sees it: rows and their count are what row policies leave. Sealed
 * numbers show their last four characters.
 * @throws Problem reports.noUnion, reports.noRegister, reports.badFilter
 */
export async function listRecords(acting: Acting, query: RecordQuery): Promise<RecordPage> {
  const definition = registerOf(query.register);
  const columns = pageColumns(definition);
  const { where, values } = conditions(definition, columns, query);
  return inTransaction(
    acting,
    async (client) => {
      const root = await client.query<{ id: string }>(
        `select case when $2 then union_id else organisations.own_reach(union_id) end as id
         from organisations.union where union_code = $1`,
        [query.union, query.scope === 'below'],
      );
      if (root.rowCount === 0) throw problems.noUnion();
      const found = await client.query<{ cells: Cell[]; total: number }>(
        `select jsonb_build_array(${columns.map(({ sql }) => sql).join(', ')}) as cells, count(*) over () as total
         from ${tableSql(definition)} t where ${where}
         order by ${orderSql(definition, columns, query.sort, query.order)}
         limit ${query.limit} offset ${(query.page - 1) * query.limit}`,
        [root.rows[0]?.id, ...values],
      );
      return {
        register: definition.name,
        title: definition.title,
        columns: columns.map(({ id, title }) => ({ id, title })),
        rows: found.rows.map(({ cells }) => cells.map((cell, index) => shownCell(columns[index], cell))),
        total: found.rows[0]?.total ?? 0,
      };
    },
    { readOnly: true },
  );
}

function registerOf(name: string): RegisterDefinition {
  const definition = allRegisters.find((one) => one.name === name);
  if (definition) return definition;
  throw new Problem('reports.noRegister', 'missing', '没有这个台账。请从台账目录进入。');
}

function conditions(
  definition: RegisterDefinition,
  columns: readonly PageColumn[],
  { filter, q }: RecordQuery,
): { readonly where: string; readonly values: readonly string[] } {
  const parts = [scopeSql(definition)];
  const values: string[] = [];
  if (filter !== undefined && filter !== '') {
    const colon = filter.indexOf(':');
    const column = columns.find(({ id, isSealed }) => id === filter.slice(0, colon) && !isSealed);
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
  if (column.isSealed) return `****${String(cell)}`;
  return column.declared.type.kind === 'money' ? (Number(cell) / 100).toFixed(2) : cell;
}
