import { call, type ClientProblem, queryOf, useAnswer } from '@jianjia/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  decidePair,
  listReviewPairs,
  type PairVerdict,
  showReviewPair,
  undoPair,
  type WholePair,
} from '../../contract/index.ts';
import type { search as schema } from './search.ts';
import type { output } from 'zod';

type Search = output<typeof schema>;
type SetSearch = (change: Partial<Search>) => void;

/** Rows of the queue that are fetched at once. */
const PAGE = 50;

const paramsOf = (pair: string) => {
  const [left = '', right = ''] = pair.split('.');
  return { params: { left, right } };
};

/** The queue of pairs and the way through it; where one is, the URL says. */
export function useQueue({ kind, division, after, pair: named }: Search, setSearch: SetSearch) {
  const client = useQueryClient();
  const queue = useAnswer(listReviewPairs, { query: { kind, division, after, limit: PAGE } });
  const pairs = (queue.data?.pairs ?? []).map(({ left, right }) => `${left.entity_id}.${right.entity_id}`);
  const pair = named ?? pairs[0];
  const at = pair === undefined ? -1 : pairs.indexOf(pair);
  const following = pairs[at + 1];
  useEffect(() => {
    // The one after is there when it is wanted: whoever decides by keyboard does not wait.
    if (following !== undefined) void client.prefetchQuery(queryOf(showReviewPair, paramsOf(following)));
  }, [client, following]);

  const next = () => {
    if (following !== undefined) setSearch({ pair: following });
    else if (queue.data?.next) setSearch({ pair: undefined, after: queue.data.next });
    else setSearch({ pair: END });
  };
  const previous = () => {
    const before = at < 0 ? pairs.at(-1) : pairs[at - 1];
    if (before !== undefined) setSearch({ pair: before });
  };
  const again = async () => {
    await client.invalidateQueries({ queryKey: [listReviewPairs.id] });
    setSearch({ pair: undefined, after: undefined });
  };
  return { queue, pair: pair === END ? undefined : pair, atEnd: pair === END, next, previous, again };
}

/** Behind the last pair: an id that is no entity’s. */
const END = '00000000-0000-0000-0000-000000000000.00000000-0000-0000-0000-000000000000';

/** By then the list has followed a decision. */
const WORKED_OUT_MS = 2000;

/** What was done last, to be said aloud and to be taken back. */
export interface Done {
  readonly pair: string;
  readonly verdict: PairVerdict | 'undone';
}

/** Deciding and taking back; `onDecided` goes on to the next pair. */
export function useDeciding(pair: string | undefined, setSearch: SetSearch, onDecided: () => void) {
  const client = useQueryClient();
  const [history, setHistory] = useState<readonly string[]>([]);
  const [last, setLast] = useState<Done | null>(null);
  const keep = (key: string, whole: WholePair) => {
    const { queryKey } = queryOf(showReviewPair, paramsOf(key));
    client.setQueryData(queryKey, whole);
    // What it means for the list is worked out after the answer.
    setTimeout(() => void client.invalidateQueries({ queryKey }), WORKED_OUT_MS);
  };
  const deciding = useMutation<WholePair, ClientProblem, { readonly pair: string; readonly verdict: PairVerdict }>({
    mutationFn: ({ pair: key, verdict }) => call(decidePair, { ...paramsOf(key), body: { verdict } }),
    onSuccess: (whole, { pair: key, verdict }) => {
      keep(key, whole);
      setHistory((before) => [...before, key]);
      setLast({ pair: key, verdict });
      onDecided();
    },
  });
  const undoing = useMutation<WholePair, ClientProblem, string>({
    mutationFn: (key) => call(undoPair, { ...paramsOf(key), body: {} }),
    onSuccess: (whole, key) => {
      keep(key, whole);
      setHistory((before) => before.filter((one) => one !== key));
      setLast({ pair: key, verdict: 'undone' });
      setSearch({ pair: key });
    },
  });
  const pending = deciding.isPending || undoing.isPending;
  return {
    last,
    pending,
    problem: deciding.error ?? undoing.error,
    decide: (verdict: PairVerdict) => {
      if (pair !== undefined && !pending) deciding.mutate({ pair, verdict });
    },
    /** The last decision of this sitting, or the own one of the pair in sight. */
    undo: () => {
      const key = history.at(-1) ?? pair;
      if (key !== undefined && !pending) undoing.mutate(key);
    },
    undoable: history.length > 0,
  };
}

/** The pair in sight. */
export function usePair(pair: string | undefined) {
  return useAnswer(showReviewPair, paramsOf(pair ?? '.'), { enabled: pair !== undefined });
}
