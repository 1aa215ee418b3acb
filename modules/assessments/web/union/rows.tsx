import { call, type AnswerOf, type ClientProblem } from '@jianjia/client';
import { Asked, countText, Nothing } from '@jianjia/ui';
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { Button } from 'antd';
import { listItemRows } from '../../contract/checklist.ts';

type Rows = AnswerOf<typeof listItemRows>;

interface Props {
  readonly union: string;
  readonly indicator: string;
  readonly asOf: string | undefined;
  readonly fact: string;
}

/** The records behind a number, page by page. */
export function Rows({ union, indicator, asOf, fact }: Props) {
  const params = { code: union, indicator };
  const query = useInfiniteQuery<Rows, ClientProblem, InfiniteData<Rows>, readonly unknown[], string | undefined>({
    queryKey: [listItemRows.id, params, asOf, fact],
    queryFn: ({ pageParam, signal }) =>
      call(listItemRows, { params, query: { as_of: asOf, fact, after: pageParam } }, signal),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <Asked query={query} rows={3}>
      {({ pages }) => (
        <>
          <Table pages={pages} />
          {query.hasNextPage && (
            <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              再看一些
            </Button>
          )}
        </>
      )}
    </Asked>
  );
}

function Table({ pages }: { readonly pages: readonly Rows[] }) {
  const [first] = pages;
  if (!first) return null;
  const rows = pages.flatMap((page) => page.rows);
  const hidden = pages.reduce((sum, page) => sum + page.hidden, 0);
  if (rows.length === 0) {
    return hidden === 0 ? (
      <Nothing title="没有记录">这个数字是零，或者台账里还没有登记。</Nothing>
    ) : (
      <Nothing title={`有 ${countText(first.records)} 条记录`}>它们不在您可以查看的范围内。</Nothing>
    );
  }
  return (
    <>
      {/* A table wider than a phone scrolls by keyboard too. */}
      <div className="rows-scroll" tabIndex={0} role="group" aria-label={`“${first.register.title}”台账的记录`}>
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">编号</th>
              {first.columns.map(({ id, title }) => (
                <th key={id} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }, row) => (
              <tr key={`${key} ${row}`}>
                <td>{key}</td>
                {cells.map((cell, index) => (
                  <td key={first.columns[index]?.id ?? index}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">
        共 {countText(first.records)} 条，已列出 {countText(rows.length)} 条
        {hidden > 0 && `；另有 ${countText(hidden)} 条不在您可以查看的范围内`}。
      </p>
    </>
  );
}
