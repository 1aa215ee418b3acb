import '../census.css';
import './review.css';
import { Asked, Nothing, Page, PlaceLink, ProblemAlert, type ScreenProps } from '@jianjia/ui';
import { Button, Flex, Segmented, Switch } from 'antd';
import { useState } from 'react';
import { type PairKind, pairKinds } from '../../contract/index.ts';
import { DivisionSearch } from '../parts/division-search.tsx';
import { CensusNav } from '../parts/nav.tsx';
import { Actions } from './actions.tsx';
import { copy } from './copy.ts';
import { Help } from './help.tsx';
import type { search as schema } from './search.ts';
import { Sides } from './sides.tsx';
import { StandingOf } from './standing.tsx';
import { useKeys } from './use-keys.ts';
import { useDeciding, usePair, useQueue } from './use-queue.ts';
import { Waterfall } from './waterfall.tsx';

const KINDS = Object.entries(pairKinds).map(([value, label]) => ({ value, label }));

/** Doubtful pairs, or joined ones to be checked, one after the other, decided by keyboard. */
export default function ReviewPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const [help, setHelp] = useState(false);
  const { queue, pair, atEnd, next, previous, again } = useQueue(search, setSearch);
  const { last, pending, problem, decide, undo, undoable } = useDeciding(pair, setSearch, next);
  const whole = usePair(pair);
  const kind = search.kind ?? 'doubtful';
  const toggle = () => setHelp((open) => !open);
  const may = whole.data?.can.decide === true;
  const deciding = may
    ? { '1': () => decide('same'), '2': () => decide('different'), '3': () => decide('unsure') }
    : {};
  const moving = { arrowright: next, n: next, arrowleft: previous, p: previous };
  const undoing = undoable || whole.data?.can.undo === true ? { z: undo } : {};
  useKeys({ ...(help ? {} : { ...deciding, ...moving, ...undoing }), '?': toggle }, search.keys !== 'off');
  return (
    <Page
      title={copy.title}
      lead={copy.lead[kind]}
      crumbs={[{ title: copy.census, to: '/census' }]}
      extra={<Extra search={search} setSearch={setSearch} />}
    >
      <CensusNav here="/census/review" />
      <Kinds kind={kind} setSearch={setSearch} />
      <p className="review-done" role="status" aria-live="polite">
        {last !== null && copy.done[last.verdict]}
      </p>
      {problem !== null && <ProblemAlert problem={problem} />}
      <Asked query={queue} rows={8}>
        {({ pairs }) => {
          if (pair === undefined) {
            return (
              <Over words={pairs.length === 0 && !atEnd ? copy.empty[kind] : copy.end} onAgain={() => void again()} />
            );
          }
          return (
            <>
              <InSight query={whole} />
              <Actions
                pair={whole.data}
                pending={pending}
                undoable={undoable}
                onDecide={decide}
                onUndo={undo}
                onNext={next}
                onPrevious={previous}
                onHelp={toggle}
              />
            </>
          );
        }}
      </Asked>
      <Help open={help} onClose={() => setHelp(false)} />
    </Page>
  );
}

/** The pair that is to be decided: where it stands, side by side, and the model's reasons. */
function InSight({ query }: { readonly query: ReturnType<typeof usePair> }) {
  return (
    <Asked query={query} rows={8}>
      {(pair) => (
        <>
          <StandingOf pair={pair} />
          <Sides pair={pair} />
          <Waterfall pair={pair} />
        </>
      )}
    </Asked>
  );
}

interface KindsProps extends Pick<ScreenProps<typeof schema>, 'setSearch'> {
  readonly kind: PairKind;
}

function Kinds({ kind, setSearch }: KindsProps) {
  return (
    <Segmented
      aria-label={copy.kind}
      options={KINDS}
      value={kind}
      onChange={(chosen) =>
        setSearch({ kind: chosen === 'joined' ? chosen : undefined, pair: undefined, after: undefined })
      }
      style={{ marginBottom: 12, maxWidth: '100%' }}
    />
  );
}

interface OverProps {
  readonly words: { readonly title: string; readonly next: string };
  readonly onAgain: () => void;
}

function Over({ words, onAgain }: OverProps) {
  return (
    <Nothing title={words.title}>
      <p>{words.next}</p>
      <Button onClick={onAgain}>{copy.again}</Button>
    </Nothing>
  );
}

function Extra({ search, setSearch }: Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'>) {
  return (
    <Flex wrap gap={12} align="center">
      <DivisionSearch
        division={search.division}
        onChoose={(division) => setSearch({ division, pair: undefined, after: undefined })}
      />
      <span>
        {copy.keys}{' '}
        <Switch
          aria-label={copy.keys}
          checked={search.keys !== 'off'}
          checkedChildren={copy.keysOn}
          unCheckedChildren={copy.keysOff}
          onChange={(on) => setSearch({ keys: on ? undefined : 'off' }, { replace: true })}
        />
      </span>
      <PlaceLink to="/census/review/report">{copy.report}</PlaceLink>
    </Flex>
  );
}
