import { cursorRows, openTransaction, type PoolClient, type Source } from '@jianjia/db';
import { parsePlainDate } from '@jianjia/kernel';
import { sectors } from '@jianjia/employers/contract';
import {
  type Cell,
  type ListColumn,
  type ListFilter,
  type SavedList,
  type Saver,
  spoolList,
} from '@jianjia/registers/exchange';
import { type GapEmployer, type GapQuery, gapTitles, growthTitles, sizeTitles } from '../../contract/index.ts';
import type { FieldDeps } from '../field-deps.ts';
import { employerOf, type GapRow, gapRowsSql } from './gap-rows.ts';
import type { GapWanted } from './gaps-sql.ts';
import { countGaps, wantedIn } from './list-gaps.ts';
import { problems } from './problems.ts';

const column = (title: string, width: number, cell: (row: GapEmployer) => Cell): ListColumn<GapEmployer> => ({
  title,
  width,
  cell,
});

const COLUMNS: readonly ListColumn<GapEmployer>[] = [
  column('统一社会信用代码', 22, ({ uscc }) => uscc),
  column('单位名称', 44, ({ name }) => name),
  column('行政区划', 20, ({ division }) => division.name),
  column('地址', 44, ({ address }) => address),
  column('职工人数', 10, ({ employees }) => employees),
  column('行业', 30, ({ industry }) => (industry === null ? '不确定' : `${industry.code} ${industry.name}`)),
  column('单位类别', 14, ({ sector }) => (sector === null ? null : sectors[sector])),
  column('规模', 12, ({ size }) => (size === null ? null : `${size.at_most ? '不超过' : ''}${sizeTitles[size.size]}`)),
  column('增长点', 20, ({ growth }) => growth.map((one) => growthTitles[one]).join('、')),
  column('负责的产业工会', 22, (row) => row.industrial_union),
  column('所在工会', 40, ({ unions }) => unions.map(({ name }) => name).join('、')),
  column('注销日期', 12, ({ closed_on }) => {
    const day = closed_on === null ? null : parsePlainDate(closed_on);
    return day && { day };
  }),
  column('已派核查', 10, ({ task_id }) => (task_id === null ? '否' : '是')),
];

/**
 * The list of a gap as a workbook, read through a cursor in one moment.
 * @throws Problem as `listGaps`, and census.tooLong above `most` rows
 */
export async function exportGaps(
  deps: FieldDeps,
  source: Source,
  query: GapQuery,
  { by, at, most }: Saver,
): Promise<SavedList> {
  const { client, rollback } = await openTransaction(source, { readOnly: true, isolation: 'repeatable read' });
  try {
    const { wanted, filters } = await wantedIn(client, deps, query);
    const total = await countGaps(client, wanted);
    if (total > most) throw problems.tooLong(total, most);
    const list = {
      title: `${gapTitles[query.gap]}名单`,
      filters: filters.map((one): ListFilter => [one.title, one.text]),
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

async function* rowsOf(client: PoolClient, wanted: GapWanted): AsyncGenerator<GapEmployer> {
  for await (const row of cursorRows<GapRow>(client, gapRowsSql(wanted, null, null))) yield employerOf(row);
}
