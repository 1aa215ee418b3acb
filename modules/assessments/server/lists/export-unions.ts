import { openTransaction, type PoolClient, type Source } from '@jianjia/db';
import { type Cell, type SavedList, type Saver, spool, writeList } from '@jianjia/registers/exchange';
import type { UnionListQuery, UnionRow } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { describeFilters } from './describe.ts';
import { type ChosenList, chooseList, countUnions, wantedIn } from './list-unions.ts';
import { problems } from './problems.ts';
import { unionColumns } from './union-columns.ts';
import { UnionRows } from './union-rows.ts';
import { type ListedRow, type ListWanted, unionListSql } from './unions-sql.ts';

const TITLES = { results: '工会评定名单', founded: '新建工会名单', dissolved: '撤销工会名单' } as const;
const BATCH = 500;

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
    const title = TITLES[chosen.selection.of];
    const about = aboutList(chosen, wanted, total);
    const list = {
      title,
      about,
      columns: unionColumns(chosen.selection),
      rows: () => rowsOf(client, deps, wanted),
      by: saver.by,
      at: saver.at,
    };
    const content = await spool(writeList(list), deps.uploads);
    return { name: `${title}${chosen.days.t}.xlsx`, rows: total, filters: about.map(([name]) => name), content };
  } finally {
    await rollback();
  }
}

function aboutList({ days }: ChosenList, wanted: ListWanted, total: number): readonly (readonly [string, Cell])[] {
  const filters = describeFilters(wanted).map(({ title, text }): [string, Cell] => [title, text]);
  const all: readonly (readonly [string, Cell])[] =
    filters.length > 0 ? filters : [['范围', '本账号管理范围内的全部工会']];
  return [...all, ['评定日', { day: days.t }], ['行数', total]];
}

async function* rowsOf(client: PoolClient, deps: AssessmentDeps, wanted: ListWanted): AsyncGenerator<UnionRow> {
  const rows = new UnionRows(deps.standards, wanted.selection.chosen);
  const { sql, values } = unionListSql(wanted, { after: null, limit: null });
  await client.query(`declare listed no scroll cursor for ${sql}`, [...values]);
  for (;;) {
    const batch = await client.query<ListedRow>(`fetch ${BATCH} from listed`);
    for (const row of batch.rows) yield rows.row(row);
    if (batch.rows.length < BATCH) break;
  }
}
