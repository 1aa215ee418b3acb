import { call, type ClientProblem } from '@jianjia/client';
import { Nothing, Page, PlaceLink, placeOf, ProblemAlert, type ScreenProps } from '@jianjia/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Flex, Skeleton } from 'antd';
import { type Draft, listDrafts } from '../../contract/drafts.ts';
import { copy } from './copy.ts';
import { DraftCard } from './draft-card.tsx';
import type { search as schema } from './search.ts';

interface DraftPage {
  readonly drafts: readonly Draft[];
  readonly next: string | null;
}

/** The drafts of one standard, the newest first. */
export default function DraftsPage({ params, search, setSearch }: ScreenProps<typeof schema>) {
  const { scheme = '' } = params;
  const { at, as_of } = search;
  const query = useInfiniteQuery<
    DraftPage,
    ClientProblem,
    { readonly pages: readonly DraftPage[] },
    readonly unknown[],
    string | null
  >({
    queryKey: [listDrafts.id, scheme],
    queryFn: ({ pageParam, signal }) =>
      call(listDrafts, { params: { scheme }, query: pageParam ? { after: pageParam } : {} }, signal),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
  });
  const drafts = query.data?.pages.flatMap((page) => page.drafts) ?? [];
  const whatIf = <PlaceLink to={placeOf('/what-if', { at, as_of, scheme })}>{copy.whatIf}</PlaceLink>;
  return (
    <Page
      title={copy.title}
      lead={copy.lead}
      crumbs={[{ title: copy.schemes, to: placeOf('/schemes', { at, as_of }) }]}
      extra={whatIf}
    >
      {query.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {query.isError && <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && drafts.length === 0 && <Nothing title={copy.none}>{copy.noneHint}</Nothing>}
      <Flex vertical gap={12}>
        {drafts.map((draft) => (
          <DraftCard
            key={draft.draft_id}
            draft={draft}
            place={{ at, as_of }}
            isOpen={search.draft === draft.draft_id}
            onOpen={(open) => setSearch({ draft: open ? draft.draft_id : undefined }, { replace: true })}
          />
        ))}
        {query.hasNextPage && (
          <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {copy.more}
          </Button>
        )}
      </Flex>
    </Page>
  );
}
