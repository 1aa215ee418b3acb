import { type AnswerOf, queryOf } from '@jianjia/client';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { listBelow } from '../../contract/tree.ts';
import type { Branch } from './nodes.ts';

type Page = AnswerOf<typeof listBelow>;

const PAGE = 100;
/** Stands for the place above all unions. */
export const TOP = '';

/** Parent → where its further pages begin: codes of the last unions before. */
type Cursors = Readonly<Record<string, readonly string[]>>;

export interface Branches {
  readonly of: ReadonlyMap<string, Branch>;
  /** Asks for the page after those that are there. */
  readonly more: (parent: string) => void;
  readonly again: (parent: string) => void;
}

/** The levels of the tree that are open, each as far as it has been read. */
export function useBranches(open: readonly string[], asOf: string | undefined): Branches {
  const [cursors, setCursors] = useState<Cursors>({});
  const wanted = [TOP, ...open].flatMap((parent) =>
    [undefined, ...(cursors[parent] ?? [])].map((after) => ({ parent, after })),
  );
  const answers = useQueries({
    queries: wanted.map(({ parent, after }) =>
      queryOf(listBelow, { query: { parent: parent === TOP ? undefined : parent, after, limit: PAGE, as_of: asOf } }),
    ),
  });
  const of = new Map<string, Branch>();
  for (const [index, { parent }] of wanted.entries()) {
    const answer = answers[index];
    of.set(parent, joined(of.get(parent), answer?.data, answer?.error ?? null));
  }
  const more = (parent: string) => {
    const next = of.get(parent)?.next;
    if (next) setCursors((before) => ({ ...before, [parent]: [...(before[parent] ?? []), next] }));
  };
  const again = (parent: string) => {
    for (const [index, one] of wanted.entries()) {
      if (one.parent === parent && answers[index]?.isError) void answers[index].refetch();
    }
  };
  return { of, more, again };
}

function joined(before: Branch | undefined, page: Page | undefined, problem: Error | null): Branch {
  const unions = [...(before?.unions ?? []), ...(page?.unions ?? [])];
  return { unions, next: page?.next ?? null, state: problem ? 'failed' : page ? 'read' : 'reading', problem };
}
