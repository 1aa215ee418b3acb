import '../census.css';
import { queryOf } from '@jianjia/client';
import { unionPlace } from '@jianjia/organisations/web';
import { countText, FIRST, Nothing, Page, PagedTable, PlaceLink, type ScreenProps } from '@jianjia/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Flex, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { type JointEmployer, type JointGroup, LEAST_IN_JOINT_UNION, showJointGroup } from '../../contract/index.ts';
import { CensusNav } from '../parts/nav.tsx';
import { columnsOf } from './columns.tsx';
import { copy } from './copy.ts';
import type { FoundedJointUnion } from './founding-form.tsx';
import type { search as schema } from './search.ts';

const HandOutForm = lazy(() => import('../gap-list/hand-out-form.tsx'));
const JointFoundingForm = lazy(() => import('./founding-form.tsx'));

/** The employers that one joint union could take in: choose, have them checked, or found the union. */
export default function JointGroupPage({ search }: ScreenProps<typeof schema>) {
  const { division, place, place_kind: kind, part = 1 } = search;
  return (
    <Page
      title={place === undefined ? copy.joint : `${place} ${copy.part(part)}`}
      lead={copy.lead}
      crumbs={[
        { title: copy.census, to: '/census' },
        { title: copy.joint, to: '/census/joint-unions' },
      ]}
    >
      <CensusNav here="/census/joint-unions" />
      {division === undefined || place === undefined || kind === undefined ? (
        <Nothing title={copy.noPlace.title}>{copy.noPlace.next}</Nothing>
      ) : (
        <Group
          key={[division, kind, place, part].join('/')}
          asked={{ division, place, place_kind: kind, part, as_of: search.as_of }}
        />
      )}
    </Page>
  );
}

interface Asked {
  readonly division: string;
  readonly place: string;
  readonly place_kind: NonNullable<ScreenProps<typeof schema>['search']['place_kind']>;
  readonly part: number;
  readonly as_of: string | undefined;
}

/** The group as a list of one page: there are fifty at most. */
const pageOf = (group: JointGroup) => ({
  ...group,
  rows: group.employers,
  next: null,
  total: group.employers.length,
});

function Group({ asked }: { readonly asked: Asked }) {
  const query = useQuery({ ...queryOf(showJointGroup, { query: asked }), select: pageOf });
  const { rows = [], can, proposal } = query.data ?? {};
  const { chosen, choose, chooseAll } = useChosen(rows);
  const [act, setAct] = useState<Act | null>(null);
  const [founded, setFounded] = useState<FoundedJointUnion | null>(null);
  const queries = useQueryClient();
  const close = () => setAct(null);
  const may = can?.hand_out === true || can?.found === true;
  return (
    <>
      {founded !== null && <Founded founded={founded} />}
      {can !== undefined && may && rows.length > 0 && (
        <Acts can={can} chosen={chosen} all={rows.length} onChooseAll={chooseAll} onAct={setAct} />
      )}
      <PagedTable
        label={copy.joint}
        query={query}
        columns={columnsOf(may ? new Set(chosen.map(({ employer_id: id }) => id)) : null, choose)}
        rowKey={({ employer_id: id }) => id}
        turn={FIRST}
        onTurn={() => undefined}
        empty={<Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      />
      <Suspense>
        {act === 'hand_out' && (
          <HandOutForm
            query={{ ...asked, gap: 'small' }}
            chosen={chosen.map(({ employer_id: id }) => id)}
            total={rows.length}
            visit={`${asked.place} ${copy.part(asked.part)}`}
            onClose={close}
          />
        )}
        {act === 'found' && proposal !== undefined && (
          <JointFoundingForm
            proposal={proposal}
            chosen={chosen}
            onClose={close}
            onFounded={async (done) => {
              setFounded(done);
              close();
              await queries.invalidateQueries();
            }}
          />
        )}
      </Suspense>
    </>
  );
}

type Act = 'hand_out' | 'found';

/** The employers that are chosen: at first all that can be taken in. */
function useChosen(employers: readonly JointEmployer[]) {
  const [told, setTold] = useState<ReadonlyMap<string, boolean>>(new Map());
  const chosen = employers.filter(({ employer_id: id, obstacle }) => told.get(id) ?? obstacle === null);
  return {
    chosen,
    choose: (id: string, isChosen: boolean) => setTold((before) => new Map([...before, [id, isChosen]])),
    chooseAll: (isChosen: boolean) => setTold(new Map(employers.map(({ employer_id: id }) => [id, isChosen]))),
  };
}

interface ActsProps {
  readonly can: JointGroup['can'];
  readonly chosen: readonly JointEmployer[];
  readonly all: number;
  readonly onChooseAll: (isChosen: boolean) => void;
  readonly onAct: (act: Act) => void;
}

function Acts({ can, chosen, all, onChooseAll, onAct }: ActsProps) {
  const employees = chosen.reduce((sum, employer) => sum + (employer.employees ?? 0), 0);
  const isFew = chosen.length < LEAST_IN_JOINT_UNION;
  const hint = isFew ? copy.least : (chosen.find(({ obstacle }) => obstacle !== null)?.obstacle ?? '');
  return (
    <Flex wrap gap="8px 12px" align="center" style={{ marginBottom: 12 }}>
      <Checkbox
        checked={chosen.length === all}
        indeterminate={chosen.length > 0 && chosen.length < all}
        onChange={({ target }) => onChooseAll(target.checked)}
      >
        {copy.all}
      </Checkbox>
      <span role="status">{copy.chosen(countText(chosen.length), countText(employees))}</span>
      {can.hand_out && (
        <Button disabled={chosen.length === 0} onClick={() => onAct('hand_out')}>
          {copy.handOut}
        </Button>
      )}
      {can.found && (
        <Button type="primary" disabled={hint !== ''} onClick={() => onAct('found')}>
          {copy.found}
        </Button>
      )}
      {can.found && hint !== '' && <Typography.Text type="warning">{hint}</Typography.Text>}
    </Flex>
  );
}

function Founded({ founded: { union, employers, tasks } }: { readonly founded: FoundedJointUnion }) {
  return (
    <Alert
      type="success"
      showIcon
      title={copy.done(union.name, countText(employers), countText(tasks))}
      action={<PlaceLink to={unionPlace(union.code)}>{copy.see}</PlaceLink>}
      style={{ marginBottom: 12 }}
    />
  );
}
