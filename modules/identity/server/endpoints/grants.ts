import type { Pool } from '@jianjia/db';
import { actingOf, handle, type Binding, type Caller } from '@jianjia/http';
import { grantEndpoints as contract } from '../../contract/index.ts';
import { assignInspection } from '../grants/assign-inspection.ts';
import { delegate } from '../grants/delegate.ts';
import { endGrant } from '../grants/end-grant.ts';
import { grantRole } from '../grants/grant-role.ts';
import { handOver } from '../grants/hand-over.ts';
import { listAccounts } from '../grants/list-accounts.ts';
import { listGrants } from '../grants/list-grants.ts';
import { listJournal } from '../grants/list-journal.ts';
import { DONE } from './call.ts';

/** Accounts within reach, grants and the journal: acts under row policies, with the eyes of whoever calls. */
export function grantBindings({ app, system }: { readonly app: Pool; readonly system: Pool }): readonly Binding[] {
  const acting = (call: Pick<Caller, 'actor'>) => actingOf(call, app);
  return [
    handle(contract.listAccounts, (call) => listAccounts(acting(call), call.query)),
    handle(contract.listGrants, async (call) => ({ grants: await listGrants(acting(call), call.params.account) })),
    handle(contract.grantRole, async (call) => {
      const { until, ...body } = call.body;
      const wanted = { ...body, accountId: call.params.account, until: until ? new Date(until) : null };
      return {
        grantId: await grantRole(acting(call), system, { ...wanted, officerNo: body.officerNo ?? null }, call.now),
      };
    }),
    handle(contract.endGrant, async (call) => {
      await endGrant(acting(call), system, { grantId: call.params.grant, ...call.body }, call.now);
      return DONE;
    }),
    handle(contract.delegate, async (call) => {
      const { from, until, union, ...body } = call.body;
      const period = { from: new Date(from), until: new Date(until) };
      const wanted = { ...body, ...period, grantId: call.params.grant, union: union ?? null };
      return { grantId: await delegate(acting(call), wanted, call.now) };
    }),
    handle(contract.assignInspection, async (call) => {
      const period = { from: new Date(call.body.from), until: new Date(call.body.until) };
      const wanted = { ...call.body, ...period, accountId: call.params.account };
      return { grantId: await assignInspection(acting(call), system, wanted, call.now) };
    }),
    handle(contract.handOver, async (call) => {
      const wanted = { ...call.body, grantId: call.params.grant };
      return { grantId: await handOver(acting(call), system, wanted, call.now) };
    }),
    handle(contract.listJournal, async (call) => ({ entries: await listJournal(acting(call), call.query) })),
  ];
}
