import { addressOf, type AnswerOf, call, type ClientProblem } from '@jianjia/client';
import { numberText, PlaceLink, placeOf, ProblemAlert, ReachedTag, SaveButton } from '@jianjia/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowRightOutlined } from '@ant-design/icons';
import { Button, Flex, Segmented, Skeleton, Tag, theme, Typography } from 'antd';
import { exportFlips, listFlips, type WhatIfFlip } from '../../contract/what-if.ts';
import type { Question } from './asking.ts';
import { copy } from './copy.ts';
import type { PartProps } from './parts.ts';
import { kindTitle } from './words.ts';

type Direction = 'gained' | 'lost' | 'not_judged';

interface Props extends Omit<PartProps, 'schemes'> {
  readonly question: Question;
  /** The first page without filters, as the answer brought it. */
  readonly first: FlipPage;
  /** Names of the districts, by code. */
  readonly names: ReadonlyMap<string, string>;
}

/** The unions that flip, page by page; every one links to its own page. */
export function FlipList({ question, first, search, setSearch, names }: Props) {
  const { direction, kind, district, as_of } = search;
  const filter = { ...(direction ? { direction } : {}), ...(kind ? { kind } : {}), ...(district ? { district } : {}) };
  const isWhole = Object.keys(filter).length === 0;
  const query = useInfiniteQuery<FlipPage, ClientProblem, Pages, readonly unknown[], string | null>({
    queryKey: [listFlips.id, question, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listFlips, { body: { ...question, ...filter, ...(pageParam ? { after: pageParam } : {}) } }, signal),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    ...(isWhole ? { initialData: { pages: [first], pageParams: [null] } } : {}),
  });
  const unions = query.data?.pages.flatMap((one) => one.unions) ?? [];
  return (
    <section aria-label={copy.list}>
      <Head question={question} filter={filter} isEmpty={unions.length === 0} setSearch={setSearch} />
      <Flex wrap gap={4} style={{ marginBottom: 8 }}>
        {kind && <Chosen title={kindTitle(kind)} onClose={() => setSearch({ kind: undefined })} />}
        {district && (
          <Chosen title={names.get(district) ?? district} onClose={() => setSearch({ district: undefined })} />
        )}
      </Flex>
      {query.isError && <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {query.isSuccess && unions.length === 0 && <Typography.Text type="secondary">{copy.noFlips}</Typography.Text>}
      <ul style={LIST}>
        {unions.map((flip) => (
          <Line
            key={flip.union}
            flip={flip}
            to={placeOf(`/unions/${flip.union}`, { scheme: question.scheme, as_of })}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {copy.more}
        </Button>
      )}
    </section>
  );
}

interface HeadProps extends Pick<Props, 'question' | 'setSearch'> {
  readonly filter: { readonly direction?: Direction; readonly kind?: string; readonly district?: string };
  readonly isEmpty: boolean;
}

/** Which of them, and all of these as a workbook. */
function Head({ question, filter, isEmpty, setSearch }: HeadProps) {
  return (
    <Flex wrap gap={8} align="center" justify="space-between" style={{ marginBottom: 8 }}>
      <Typography.Title level={3} style={{ fontSize: 16, margin: 0 }}>
        {copy.list}
      </Typography.Title>
      <Segmented<Direction | 'all'>
        value={filter.direction ?? 'all'}
        aria-label={copy.list}
        options={[
          { value: 'all', label: copy.all },
          { value: 'gained', label: copy.gained },
          { value: 'lost', label: copy.lost },
          ...(question.instead === undefined ? [] : [{ value: 'not_judged' as const, label: copy.notJudged }]),
        ]}
        onChange={(value) => setSearch({ direction: value === 'all' ? undefined : value })}
      />
      <SaveButton
        address={addressOf(exportFlips, { query: { question: JSON.stringify({ ...question, ...filter }) } })}
        disabled={isEmpty}
      >
        {copy.save}
      </SaveButton>
    </Flex>
  );
}

type FlipPage = AnswerOf<typeof listFlips>;

interface Pages {
  readonly pages: readonly FlipPage[];
}

function Chosen({ title, onClose }: { readonly title: string; readonly onClose: () => void }) {
  return (
    <Tag closable={{ 'aria-label': `${copy.chosen} ${title}：取消` }} onClose={onClose}>
      {copy.chosen} {title}
    </Tag>
  );
}

const LIST = { listStyle: 'none', margin: 0, padding: 0 } as const;

function Line({ flip, to }: { readonly flip: WhatIfFlip; readonly to: string }) {
  const { token } = theme.useToken();
  const { name, kind, district, before, after, items } = flip;
  const values = items.flatMap(({ value, unit }) => (value === null ? [] : [numberText(value, unit)]));
  const about = [kindTitle(kind), ...(district === null ? [] : [district])].join(' · ');
  return (
    <li style={{ borderTop: `1px solid ${token.colorBorderSecondary}`, padding: '8px 0' }}>
      <Flex wrap gap="4px 16px" align="center" justify="space-between">
        <div style={{ flex: '1 1 220px', minWidth: 0 }}>
          <PlaceLink to={to}>{name}</PlaceLink>
          <br />
          <Typography.Text type="secondary">{about}</Typography.Text>
        </div>
        {values.length > 0 && (
          <span>
            <Typography.Text type="secondary">{copy.values}</Typography.Text> {values.join('、')}
          </span>
        )}
        <Flex gap={6} align="center">
          <ReachedTag reached={before} />
          <ArrowRightOutlined aria-label={copy.becomes} role="img" />
          {after === null ? <Tag>{copy.notJudged}</Tag> : <ReachedTag reached={after} />}
        </Flex>
      </Flex>
    </li>
  );
}
