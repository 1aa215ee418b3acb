import { inTransaction } from '@jianjia/db';
import { actingOf, type Binding, handle } from '@jianjia/http';
import { listExpiring as endpoint, overviewExpiring } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { viewFrom } from '../overview/view.ts';
import { countExpiring, cursorOf, listExpiring, readableKinds } from './expiring.ts';

/** What runs out: how much, and one by one. */
export function expiringBindings(deps: AssessmentDeps): readonly Binding[] {
  return [
    handle(overviewExpiring, async (call) => {
      const t = deps.asOf(call.query.as_of);
      const kinds = readableKinds(call.actor?.permissions ?? new Set());
      return inTransaction(
        actingOf(call, deps.app),
        async (client) => {
          const view = await viewFrom(client, call.query.at, t);
          return { at: view.at?.code ?? null, as_of: t, rows: await countExpiring(client, view, kinds) };
        },
        { readOnly: true },
      );
    }),
    handle(endpoint, async (call) => {
      const { at, what, within, limit } = call.query;
      const t = deps.asOf(call.query.as_of);
      const after = cursorOf(call.query.after);
      const kinds = readableKinds(call.actor?.permissions ?? new Set()).filter((kind) => (what ?? kind) === kind);
      return inTransaction(
        actingOf(call, deps.app),
        async (client) => {
          const view = await viewFrom(client, at, t);
          const page = await listExpiring(client, view, { kinds, within, after, limit });
          return { at: view.at?.code ?? null, as_of: t, ...page };
        },
        { readOnly: true },
      );
    }),
  ];
}
