import { call } from '@jianjia/client';
import { Nothing, PlaceLink, ProblemAlert } from '@jianjia/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton, Typography } from 'antd';
import { type FoundUnion, searchUnions } from '../../contract/tree.ts';
import { KindTag } from '../kinds.tsx';
import { treePlace } from '../places.ts';
import { copy } from './copy.ts';

interface Props {
  readonly q: string;
  readonly asOf: string | undefined;
  readonly height: number;
}

/** What a search finds, the best first, each with the way down to it. */
export function Finds({ q, asOf, height }: Props) {
  const query = useInfiniteQuery({
    queryKey: [searchUnions.id, 'pages', q],
    queryFn: ({ pageParam, signal }) => call(searchUnions, { query: { q, after: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const { data, error, hasNextPage, isFetchingNextPage } = query;
  if (error) return <ProblemAlert problem={error} onRetry={() => void query.refetch()} />;
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  const unions = data.pages.flatMap((page) => page.unions);
  return (
    <>
      <Typography.Paragraph type="secondary" role="status" style={{ marginBottom: 4 }}>
        {unions.length > 0 && copy.found(unions.length, hasNextPage)}
      </Typography.Paragraph>
      {unions.length === 0 ? (
        <Nothing title={copy.nothing(q)}>{copy.nothingHint}</Nothing>
      ) : (
        <ol className="union-finds" aria-label={copy.finds} style={{ maxHeight: height }}>
          {unions.map((union) => (
            <Find key={union.code} union={union} q={q} asOf={asOf} />
          ))}
          {hasNextPage && (
            <li>
              <Button type="link" loading={isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {copy.more}
              </Button>
            </li>
          )}
        </ol>
      )}
    </>
  );
}

function Find({
  union,
  q,
  asOf,
}: {
  readonly union: FoundUnion;
  readonly q: string;
  readonly asOf: string | undefined;
}) {
  const way = union.above.map(({ name }) => name).join(' › ');
  return (
    <li>
      <PlaceLink to={treePlace(union.code, { as_of: asOf, panel: 'open' })}>
        <span className="union-line">
          <KindTag kind={union.kind} />
          <span className="union-name" title={union.name}>
            <Marked text={union.name} part={q.trim()} />
          </span>
          {union.dissolved_on !== null && <small>{copy.dissolved(union.dissolved_on)}</small>}
        </span>
        <small className="union-way">{[union.code, way].filter((part) => part !== '').join('　')}</small>
      </PlaceLink>
    </li>
  );
}

/** The name, with what was searched for in it set off. */
function Marked({ text, part }: { readonly text: string; readonly part: string }) {
  const start = part === '' ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  if (start < 0) return text;
  return (
    <>
      {text.slice(0, start)}
      <mark>{text.slice(start, start + part.length)}</mark>
      {text.slice(start + part.length)}
    </>
  );
}
