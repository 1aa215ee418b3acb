import type { ClientProblem } from '@jianjia/client';
import type { UseQueryResult } from '@tanstack/react-query';
import { Card, Grid, Spin, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { Asked } from '../page/asked.tsx';
import { Pager } from './pager.tsx';
import type { Turn } from './turns.ts';

/** A page of a list, as every endpoint answers it. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  /** Not every list counts. */
  readonly total?: number;
}

export interface PagedColumn<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly render: (row: Row) => ReactNode;
  /** Pixels; the table is at least as wide as all of them, and shares out what is left. */
  readonly width?: number;
  readonly align?: 'left' | 'right';
  /** The service sorts by it, under this name. */
  readonly sort?: string;
  /** On a phone the head of the card; others are its lines. */
  readonly head?: true;
}

/** How a list is sorted. */
export interface Sorting {
  readonly sort: string;
  readonly order: 'asc' | 'desc';
}

interface Props<Row> {
  /** What it is a list of, for screen readers. */
  readonly label: string;
  readonly query: UseQueryResult<ListPage<Row>, ClientProblem>;
  readonly columns: readonly PagedColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly turn: Turn;
  readonly onTurn: (turn: Turn) => void;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  /** In place of no rows. */
  readonly empty: ReactNode;
}

/**
 * A list that the service sorts and cuts into pages: a table, on a phone a card for every row. Where somebody is in it is
 * the URL's, through `turn` and `sorting`.
 */
export function PagedTable<Row extends object>(props: Props<Row>) {
  const { label, query, columns, rowKey, turn, onTurn, empty } = props;
  const { md } = Grid.useBreakpoint();
  return (
    <Asked query={query} rows={8}>
      {({ rows, next, total }) => (
        <section aria-label={label} aria-busy={query.isFetching}>
          {rows.length === 0 ? (
            empty
          ) : md === false ? (
            <Spin spinning={query.isPlaceholderData}>
              <Cards rows={rows} columns={columns} rowKey={rowKey} />
            </Spin>
          ) : (
            <Wide {...props} rows={rows} />
          )}
          <Pager turn={turn} next={next} total={total} shown={rows.length} onTurn={onTurn} />
        </section>
      )}
    </Asked>
  );
}

function Wide<Row extends object>({
  rows,
  query,
  columns,
  rowKey,
  sorting,
  onSort,
}: Props<Row> & { readonly rows: readonly Row[] }) {
  const order = sorting?.order === 'desc' ? 'descend' : 'ascend';
  const shown: TableProps<Row>['columns'] = columns.map(({ key, title, render, width, align, sort }) => ({
    key,
    title,
    render: (_value: unknown, row: Row) => render(row),
    ...(width === undefined ? {} : { width }),
    ...(align ? { align } : {}),
    ...(sort === undefined
      ? {}
      : { sorter: true, showSorterTooltip: false, sortOrder: sorting?.sort === sort ? order : null }),
  }));
  const onChange: TableProps<Row>['onChange'] = (_pages, _filters, sorted) => {
    const { columnKey, order: wanted } = Array.isArray(sorted) ? (sorted[0] ?? {}) : sorted;
    const column = columns.find(({ key }) => key === columnKey);
    if (column?.sort !== undefined) onSort?.({ sort: column.sort, order: wanted === 'descend' ? 'desc' : 'asc' });
  };
  return (
    <Table<Row>
      size="middle"
      columns={shown}
      dataSource={rows}
      rowKey={rowKey}
      pagination={false}
      loading={query.isPlaceholderData}
      scroll={{ x: columns.reduce((sum, { width = FLEXIBLE }) => sum + width, 0) }}
      tableLayout="fixed"
      sortDirections={['ascend', 'descend', 'ascend']}
      onChange={onChange}
    />
  );
}

/** Pixels of a column that says nothing. */
const FLEXIBLE = 120;

interface CardsProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly PagedColumn<Row>[];
  readonly rowKey: (row: Row) => string;
}

function Cards<Row>({ rows, columns, rowKey }: CardsProps<Row>) {
  const head = columns.filter((column) => column.head);
  const lines = columns.filter((column) => !column.head);
  return (
    <ul className="paged-cards">
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <Card size="small">
            {head.map((column) => (
              <div key={column.key}>{column.render(row)}</div>
            ))}
            <dl>
              {lines.map((column) => (
                <Line key={column.key} title={column.title}>
                  {column.render(row)}
                </Line>
              ))}
            </dl>
          </Card>
        </li>
      ))}
    </ul>
  );
}

/** What a row does not have takes no room on a phone. */
function Line({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
