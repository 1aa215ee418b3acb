import { cursorRows, openTransaction, type PoolClient, type Source } from '@jianjia/db';
import { parsePlainDate } from '@jianjia/kernel';
import {
  type Cell,
  type ListColumn,
  type ListFilter,
  type SavedList,
  type Saver,
  spoolList,
} from '@jianjia/registers/exchange';
import { sectors, type UncoveredEmployer, type UncoveredQuery } from '../../contract/index.ts';
import type { EmployerDeps } from '../deps.ts';
import { countUncovered, employerOf, wantedIn } from './list-uncovered.ts';
import { problems } from './problems.ts';
import { uncoveredSql, type UncoveredRow, type UncoveredWanted } from './uncovered-sql.ts';

const TITLE = '没有建会的单位名单';
const ALL: ListFilter = ['范围', '本账号管理范围内的全部单位'];

const column = (
  title: string,
  width: number,
  cell: (row: UncoveredEmployer) => Cell,
): ListColumn<UncoveredEmployer> => ({ title, width, cell });

const COLUMNS: readonly ListColumn<UncoveredEmployer>[] = [
  column('统一社会信用代码', 22, ({ uscc }) => uscc),
  column('单位名称', 44, ({ name }) => name),
  column('行政区划', 20, ({ division }) => division.name),
  column('行业', 30, ({ industry }) => industry && `${industry.code} ${industry.name}`),
  column('单位类别', 14, ({ sector }) => sectors[sector]),
  column('职工人数', 10, ({ employees }) => employees),
  column('成立日期', 12, ({ established_on }) => {
    const day = established_on === null ? null : parsePlainDate(established_on);
    return day && { day };
  }),
];

/**
 * The list as a workbook, read through a cursor in one moment.
 * @throws Problem as `listUncovered`, and employers.tooLong above `most` rows
 */
export async function exportUncovered(
  deps: EmployerDeps,
  source: Source,
  query: UncoveredQuery,
  { by, at, most }: Saver,
): Promise<SavedList> {
  const { client, rollback } = await openTransaction(source, { readOnly: true, isolation: 'repeatable read' });
  try {
    const { wanted, filters } = await wantedIn(client, deps, query);
    const total = await countUncovered(client, wanted);
    if (total > most) throw problems.tooLong(total, most);
    const told = filters.map(({ title, text }): ListFilter => [title, text]);
    const list = {
      title: TITLE,
      filters: told.length > 0 ? told : [ALL],
      day: ['截至日期', wanted.t] as const,
      total,
      columns: COLUMNS,
      rows: () => rowsOf(client, wanted),
      by,
      at,
    };
    return await spoolList(list, deps.uploads);
  } finally {
    await rollback();
  }
}

async function* rowsOf(client: PoolClient, wanted: UncoveredWanted): AsyncGenerator<UncoveredEmployer> {
  for await (const row of cursorRows<UncoveredRow>(client, uncoveredSql(wanted, null, null))) yield employerOf(row);
}
