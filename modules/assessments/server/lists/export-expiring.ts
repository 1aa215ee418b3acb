import { openTransaction, type PoolClient, type Source } from '@jianjia/db';
import { parsePlainDate } from '@jianjia/kernel';
import {
  type Cell,
  type ListColumn,
  type ListFilter,
  type SavedList,
  type Saver,
  spoolList,
} from '@jianjia/registers/exchange';
import { expiringKinds, expiringWithin, type ExpiringKind, type ExpiringListQuery } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { countExpiring, cursorOf, listExpiring, readableKinds } from '../expiring/expiring.ts';
import { type View, viewFrom } from '../overview/view.ts';
import { problems } from './problems.ts';

const TITLE = '到期名单';
const BATCH = 1000;

type Row = Awaited<ReturnType<typeof listExpiring>>['rows'][number];

const column = (title: string, width: number, cell: (row: Row) => Cell): ListColumn<Row> => ({ title, width, cell });

const COLUMNS: readonly ListColumn<Row>[] = [
  column('到期日', 12, ({ ends_on }) => {
    const day = parsePlainDate(ends_on);
    return day && { day };
  }),
  column('还有几天', 10, ({ days_left }) => days_left),
  column('类别', 16, ({ what }) => expiringKinds[what]),
  column('事项', 40, ({ title }) => title),
  column('工会编码', 18, ({ union }) => union),
  column('工会名称', 40, ({ name }) => name),
];

/** Who saves, and what he or she may look at at all. */
export interface ExpiringSaver extends Saver {
  readonly permissions: ReadonlySet<string>;
}

/**
 * What runs out as a workbook, read page by page in one moment.
 * @throws Problem for a union out of sight; assessments.tooLong above `most` rows
 */
export async function exportExpiring(
  deps: AssessmentDeps,
  source: Source,
  query: ExpiringListQuery,
  { by, at, most, permissions }: ExpiringSaver,
): Promise<SavedList> {
  const { what, within } = query;
  const t = deps.asOf(query.as_of);
  const kinds = readableKinds(permissions).filter((kind) => (what ?? kind) === kind);
  const { client, rollback } = await openTransaction(source, { readOnly: true, isolation: 'repeatable read' });
  try {
    const view = await viewFrom(client, query.at, t);
    const counts = await countExpiring(client, view, kinds);
    const total = counts.reduce((sum, row) => sum + (within === 'over' ? row.over : row[`within_${within}`]), 0);
    if (total > most) throw problems.tooLong(total, most);
    const filters: readonly ListFilter[] = [
      ['范围', view.at ? `${view.at.name}及以下` : '本账号管理范围内的全部工会'],
      ['类别', kinds.map((kind) => expiringKinds[kind]).join('、')],
      ['时间', expiringWithin[within]],
    ];
    const rows = () => rowsOf(client, view, kinds, within);
    const list = { title: TITLE, filters, day: ['评定日', t] as const, total, columns: COLUMNS, rows, by, at };
    return await spoolList(list, deps.uploads);
  } finally {
    await rollback();
  }
}

async function* rowsOf(
  client: PoolClient,
  view: View,
  kinds: readonly ExpiringKind[],
  within: ExpiringListQuery['within'],
): AsyncGenerator<Row> {
  for (let after: string | undefined; ;) {
    const page = await listExpiring(client, view, { kinds, within, after: cursorOf(after), limit: BATCH });
    yield* page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}
