import type { Readable } from 'node:stream';
import { chinaMinute, type PlainDate } from '@jianjia/kernel';
import type { Cell } from './cells.ts';
import { spool } from './spool.ts';
import { writeWorkbook } from './workbook.ts';

/** One column of a list for people to read. */
export interface ListColumn<Row> {
  readonly title: string;
  /** In characters; a Chinese one counts two. */
  readonly width: number;
  cell(row: Row): Cell;
}

/** A filter of a list as people read it. */
export type ListFilter = readonly [title: string, value: string];

/** A list that somebody saves: its head on a sheet of its own, then its rows. */
export interface ListToWrite<Row> {
  readonly title: string;
  /** By which filters, or of all within reach. */
  readonly filters: readonly ListFilter[];
  /** The day it tells of, and what that day is called. */
  readonly day: readonly [title: string, day: PlainDate];
  readonly total: number;
  readonly columns: readonly ListColumn<Row>[];
  rows(): AsyncIterable<Row>;
  /** Who saves it, and when. */
  readonly by: string;
  readonly at: Date;
}

/** The list as a workbook, row by row in bounded memory. */
function writeList<Row>(list: ListToWrite<Row>): AsyncGenerator<Buffer> {
  const { title, filters, day, total, columns, by, at } = list;
  const head: readonly (readonly Cell[])[] = [
    ['名单', title],
    ...filters,
    [day[0], { day: day[1] }],
    ['行数', total],
    ['导出人', by],
    ['导出时间', `${chinaMinute(at)}（北京时间）`],
  ];
  return writeWorkbook(
    [
      { name: '说明', header: ['项目', '内容'], rows: () => each(head), widths: [20, 90] },
      {
        name: '名单',
        header: columns.map((column) => column.title),
        rows: () => cellsOf(list),
        widths: columns.map(({ width }) => width),
      },
    ],
    // On every printed page, so that a sheet of paper says whose it is.
    { header: title, footer: `${by} ${chinaMinute(at)}`, creator: by, keywords: title, created: at },
  );
}

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function* cellsOf<Row>({ rows, columns }: ListToWrite<Row>): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows()) yield columns.map((column) => column.cell(row));
}

/** More rows than this are no list anybody reads. */
export const MOST_LISTED = 200_000;

/** Media type of XLSX. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Who saves a list, when, and how many rows it may have. */
export interface Saver {
  readonly by: string;
  readonly at: Date;
  readonly most: number;
}

/** A list as it is handed over: a file name, how many rows, by which filters (their titles), and its bytes to be read once. */
export interface SavedList {
  readonly name: string;
  readonly rows: number;
  readonly filters: readonly string[];
  readonly content: Readable;
}

/** Writes a list to a file that is handed over; `folder` is where it lies until it is read. */
export async function spoolList<Row>(list: ListToWrite<Row>, folder?: string): Promise<SavedList> {
  const { title, day, total, filters } = list;
  const content = await spool(writeList(list), folder);
  return { name: `${title}${day[1]}.xlsx`, rows: total, filters: filters.map(([name]) => name), content };
}
