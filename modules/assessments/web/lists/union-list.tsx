import { addressOf, useAnswer } from '@jianjia/client';
import {
  Chips,
  cursorOf,
  FIRST,
  Nothing,
  PagedTable,
  SaveButton,
  type ScreenProps,
  type Sorting,
  type Turn,
} from '@jianjia/ui';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { exportUnions, listUnions } from '../../contract/lists.ts';
import { columnsOf } from './columns.tsx';
import { copy } from './copy.ts';
import type { unionsSearch } from './search.ts';
import './lists.css';

type Props = ScreenProps<typeof unionsSearch>;
export type UnionsSearch = Props['search'];

interface ListProps extends Pick<Props, 'search' | 'setSearch'> {
  /** Conditions that belong to the page around the list and are no chips. */
  readonly fixed?: readonly string[];
  /** Beside the button that saves. */
  readonly tools?: ReactNode;
}

/** Which rows a search asks for. */
function kindOf({ founded_since, dissolved_since }: UnionsSearch): 'results' | 'founded' | 'dissolved' {
  if (dissolved_since !== undefined) return 'dissolved';
  return founded_since === undefined ? 'results' : 'founded';
}

/** What is the same in every row. */
function sameOf({ scheme, track, indicator }: UnionsSearch): 'nothing' | 'scheme' | 'track' {
  if (indicator !== undefined || track !== undefined) return 'track';
  return scheme === undefined ? 'nothing' : 'scheme';
}

/** The list of unions with its conditions and its file; the whole of its state is the search part of the URL. */
export function UnionList({ search, setSearch, fixed = [], tools }: ListProps) {
  const { after, page, sort, order, ...filters } = search;
  const turn: Turn = { after, page };
  const sorting: Sorting = { sort: sort ?? 'code', order: order ?? 'asc' };
  const asked = { ...filters, sort, order };
  const query = useAnswer(listUnions, { query: { ...asked, after: cursorOf(turn) } }, { keep: true });
  const chips = (query.data?.filters ?? []).filter(({ name }) => !fixed.includes(name));
  const without = (names: readonly string[]) =>
    setSearch({ ...Object.fromEntries(names.map((name) => [name, undefined])), ...FIRST });
  const columns = columnsOf({
    of: kindOf(search),
    as_of: search.as_of,
    item: search.indicator?.split('.').at(-1) ?? null,
    same: sameOf(search),
  });
  return (
    <>
      <div className="list-tools">
        {tools}
        <SaveButton address={addressOf(exportUnions, { query: asked })} disabled={query.data?.total === 0}>
          {copy.save}
        </SaveButton>
      </div>
      <Chips
        chips={chips}
        onRemove={(name) => without(removedWith(name))}
        onClear={() => without(chips.flatMap(({ name }) => removedWith(name)))}
      />
      <PagedTable
        label={copy.label}
        query={query}
        columns={columns}
        rowKey={({ union, result }) => `${union} ${result?.scheme ?? ''}`}
        turn={turn}
        onTurn={(next) => setSearch({ ...next })}
        sorting={sorting}
        onSort={(next) => setSearch({ ...(next as Pick<UnionsSearch, 'sort' | 'order'>), ...FIRST })}
        empty={
          <Nothing title={copy.empty.title}>
            <p>{copy.empty.next}</p>
            {chips.length > 0 && (
              <Button onClick={() => without(chips.flatMap(({ name }) => removedWith(name)))}>
                {copy.empty.clear}
              </Button>
            )}
          </Nothing>
        }
      />
    </>
  );
}

/** Conditions that mean nothing without another go along with it. */
function removedWith(name: string): readonly string[] {
  if (name === 'indicator') return ['indicator', 'verdict', 'only', 'sort', 'order'];
  if (name === 'scheme') return ['scheme', 'track'];
  return name === 'flipped' ? ['flipped', 'since'] : [name];
}
