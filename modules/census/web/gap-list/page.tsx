import '../census.css';
import { addressOf, useAnswer } from '@jianjia/client';
import { Chips, cursorOf, FIRST, Nothing, Page, PagedTable, placeOf, SaveButton, type ScreenProps } from '@jianjia/ui';
import { Button, Flex } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { exportGaps, type GapQuery, gapTitles, listGaps } from '../../contract/index.ts';
import { CensusNav } from '../parts/nav.tsx';
import { columnsOf } from './columns.tsx';
import { copy } from './copy.ts';
import { GapFilters } from './filters.tsx';
import type { search as schema } from './search.ts';

const HandOutForm = lazy(() => import('./hand-out-form.tsx'));

/** The employers of a gap, those with most employees first; tasks are handed out from here. */
export default function GapListPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { after, page, gap = 'uncovered', ...filters } = search;
  const asked = { gap, ...filters };
  const query = useAnswer(listGaps, { query: { ...asked, after: cursorOf({ after }) } }, { keep: true });
  const { chosen, choose, clear } = useChosen();
  const [isHanding, setHanding] = useState(false);
  const change = (next: Parameters<typeof setSearch>[0]) => {
    clear();
    setSearch({ ...next, ...FIRST });
  };
  const { filters: told = [], total = 0, can } = query.data ?? {};
  const mayHand = can?.hand_out ?? false;
  return (
    <Page
      title={gapTitles[gap]}
      crumbs={[
        { title: copy.census, to: '/census' },
        { title: copy.gaps, to: placeOf('/census/gaps', { division: filters.division, as_of: filters.as_of }) },
      ]}
      extra={
        <Acts
          asked={asked}
          total={total}
          chosen={chosen.size}
          onHandOut={mayHand ? () => setHanding(true) : undefined}
        />
      }
    >
      <CensusNav here="/census/gaps" />
      <GapFilters asked={asked} onChange={change} />
      <Chips
        chips={told.filter(({ name }) => name !== 'gap')}
        onRemove={(name) => change(nothingOf([name]))}
        onClear={() => change(nothingOf(NARROWING))}
      />
      <PagedTable
        label={gapTitles[gap]}
        query={query}
        columns={columnsOf(mayHand ? chosen : null, choose)}
        rowKey={({ employer_id: id }) => id}
        turn={{ after, page }}
        onTurn={(turn) => setSearch({ ...turn })}
        empty={<Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      />
      {isHanding && (
        <Suspense>
          <HandOutForm
            query={asked}
            chosen={[...chosen]}
            total={total}
            onClose={() => {
              setHanding(false);
              clear();
            }}
          />
        </Suspense>
      )}
    </Page>
  );
}

/** What a list can be narrowed by; a joint union is three things together. */
const NARROWING = ['division', 'industry', 'growth', 'place'];

function nothingOf(names: readonly string[]): Readonly<Record<string, undefined>> {
  const all = names.flatMap((name) => (name === 'place' ? ['place', 'place_kind', 'part'] : [name]));
  return Object.fromEntries(all.map((name) => [name, undefined]));
}

/** The employers that were chosen on the list. */
function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  return { chosen, choose, clear: () => setChosen(new Set()) };
}

interface ActsProps {
  readonly asked: GapQuery;
  readonly total: number;
  readonly chosen: number;
  /** Not given where the account may not hand out. */
  readonly onHandOut: (() => void) | undefined;
}

/** Handing out and saving. */
function Acts({ asked, total, chosen, onHandOut }: ActsProps) {
  return (
    <Flex wrap gap={8}>
      {onHandOut && total > 0 && (
        <Button type="primary" onClick={onHandOut}>
          {chosen === 0 ? copy.handOut.all : copy.handOut.chosen(chosen)}
        </Button>
      )}
      <SaveButton address={addressOf(exportGaps, { query: asked })} disabled={total === 0}>
        {copy.save}
      </SaveButton>
    </Flex>
  );
}
