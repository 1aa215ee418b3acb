import { cursorRows, openTransaction, type PoolClient, type Source } from '@jianjia/db';
import { type ListFilter, type SavedList, type Saver, spoolList } from '@jianjia/registers/exchange';
import type { UnionListQuery, UnionRow } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { describeFilters } from './describe.ts';
import { chooseList, countUnions, wantedIn } from './list-unions.ts';
import { problems } from './problems.ts';
import { unionColumns } from './union-columns.ts';
import { UnionRows } from './union-rows.ts';
import { type ListedRow, type ListWanted, unionListSql } from './unions-sql.ts';

const TITLES = { results: '工会评定名单', founded: '新建工会名单', dissolved: '撤销工会名单' } as const;

/**
 * The list as a workbook, read through a cursor in one moment.
 * @throws Problem as `listUnions`, and assessments.tooLong above `most` rows
 */
export async function exportUnions(
  deps: AssessmentDeps,
  source: Source,
  query: UnionListQuery,
  saver: Saver,
): Promise<SavedList> {
  const chosen = await chooseList(deps, query);
  const { client, rollback } = await openTransaction(source, { readOnly: true, isolation: 'repeatable read' });
  try {
    const wanted = await wantedIn(client, query, chosen);
    const total = await countUnions(client, wanted);
    if (total > saver.most) throw problems.tooLong(total, saver.most);
    const list = {
      title: TITLES[chosen.selection.of],
      filters: filtersOf(wanted),
      day: ['评定日', chosen.days.t] as const,
      total,
      columns: unionColumns(chosen.selection),
      rows: () => rowsOf(client, deps, wanted),
      by: saver.by,
      at: saver.at,
    };
    return await spoolList(list, deps.uploads);
  } finally {
    await rollback();
  }
}

function filtersOf(wanted: ListWanted): readonly ListFilter[] {
  const filters = describeFilters(wanted).map(({ title, text }): ListFilter => [title, text]);
  return filters.length > 0 ? filters : [['范围', '本账号管理范围内的全部工会']];
}

async function* rowsOf(client: PoolClient, deps: AssessmentDeps, wanted: ListWanted): AsyncGenerator<UnionRow> {
  const rows = new UnionRows(deps.standards, wanted.selection.chosen);
  const statement = unionListSql(wanted, { after: null, limit: null });
  for await (const row of cursorRows<ListedRow>(client, statement)) yield rows.row(row);
}
