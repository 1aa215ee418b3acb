import { inTransaction, type PoolClient } from '@jianjia/db';
import { actingOf, type Binding, type Caller, handle } from '@jianjia/http';
import {
  overviewBlockers,
  overviewChanges,
  overviewFigures,
  overviewHistory,
  overviewShares,
} from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { requireTrack } from '../selection.ts';
import { blockers } from './blockers.ts';
import { changes } from './changes.ts';
import { figures } from './figures.ts';
import { history } from './history.ts';
import { shares } from './shares.ts';
import { nameOfOnly, viewFrom, type View } from './view.ts';

/** The overview of a jurisdiction; each part by itself, so that none waits for another. */
export function overviewBindings(deps: AssessmentDeps): readonly Binding[] {
  const { standards } = deps;
  return [
    handle(overviewFigures, (call) =>
      looking(
        deps,
        call,
        async (client, view) => ({
          name: view.at?.name ?? (await nameOfOnly(client)),
          ...(await figures(client, view, call.actor?.permissions ?? new Set())),
        }),
        judged,
      ),
    ),
    handle(overviewShares, (call) => {
      const { by, scheme, track } = call.query;
      requireTrack(standards, scheme, track);
      return looking(
        deps,
        call,
        async (client, view) => ({ by, rows: await shares(client, standards, view, { by, scheme, track }) }),
        judged,
      );
    }),
    handle(overviewHistory, (call) => {
      requireTrack(standards, call.query.scheme, undefined);
      return looking(deps, call, (client, view) => history(client, standards, view, call.query.scheme), judged);
    }),
    handle(overviewChanges, (call) => looking(deps, call, (client, view) => changes(client, standards, view), judged)),
    handle(overviewBlockers, (call) => {
      const { scheme, track, limit } = call.query;
      const tracks = requireTrack(standards, scheme, track);
      return looking(
        deps,
        call,
        async (client, view) => ({ rows: await blockers(client, tracks, view, limit) }),
        judged,
      );
    }),
  ];
}

const judged = { judged: true };

/** Looks from the union asked for, with the caller's eyes; where results are read, they are made current first. */
async function looking<T extends object>(
  deps: AssessmentDeps,
  call: Pick<Caller, 'actor'> & {
    readonly query: { readonly at?: string | undefined; readonly as_of?: string | undefined };
  },
  look: (client: PoolClient, view: View) => Promise<T>,
  options: { readonly judged?: boolean } = {},
): Promise<T & { readonly at: string | null; readonly as_of: string }> {
  const t = deps.asOf(call.query.as_of);
  const source = actingOf(call, deps.app);
  if (options.judged) await deps.evaluated(t);
  // One state of the results, also where the answer takes several statements.
  return inTransaction(
    source,
    async (client) => {
      const view = await viewFrom(client, call.query.at, t);
      return { at: view.at?.code ?? null, as_of: t, ...(await look(client, view)) };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}
