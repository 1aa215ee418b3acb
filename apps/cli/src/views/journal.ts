import type { JournalRow, Json } from '@jianjia/db';
import { chinaToday } from '@jianjia/kernel';
import { table } from '../console/table.ts';
import { shortened } from '../console/text.ts';

const COLUMNS = [
  { title: '日期' },
  { title: '行', align: 'right' as const },
  { title: '时间' },
  { title: '谁', width: 24 },
  { title: '操作' },
  { title: '工会' },
  { title: '对象', width: 24 },
  { title: '内容', width: 40 },
];
const MOST = 160;

/** The journal for a terminal; times are those of Beijing. `codes`: union codes by union_id. */
export function journalTable(rows: readonly JournalRow[], codes: ReadonlyMap<string, string>): string {
  return table(
    COLUMNS,
    rows.map((row) => [
      row.day,
      row.seq,
      clock(row),
      row.actor,
      row.act,
      row.unionId === null ? '' : (codes.get(row.unionId) ?? row.unionId),
      row.subject ?? '',
      content(row),
    ]),
  );
}

/** A line belongs to the day of its commit; one that was written on another day says so. */
function clock({ at, day }: JournalRow): string {
  const time = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 19);
  return chinaToday(at) === day ? time : `${chinaToday(at)} ${time}`;
}

function content({ before, after, reason }: JournalRow): string {
  const change = [before, after].filter((value) => value !== null).map(told);
  return `${change.join(' → ')}${reason === null ? '' : ` 理由：${reason}`}`;
}

function told(value: Json): string {
  return shortened(JSON.stringify(value), MOST);
}
