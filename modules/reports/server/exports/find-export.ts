import type { PoolClient } from '@jianjia/db';
import type { ExportFacts } from '../../domain/export-state.ts';
import { problems } from '../problems.ts';

export interface FoundExport extends ExportFacts {
  readonly exportId: string;
  readonly unionId: string;
  readonly unionCode: string | null;
  readonly number: number;
  readonly registers: readonly string[];
  readonly format: 'csv' | 'xlsx';
  readonly withNumbers: boolean;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requester: string;
  readonly decider: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
  readonly rows: number | null;
  readonly sha256: string | null;
  readonly own: boolean;
  /** Another account, but linked to the same member. */
  readonly samePerson: boolean;
  /** Whether the actor may approve exports of this union, and whether he or she may export of it. */
  readonly mayDecide: boolean;
  readonly mayExport: boolean;
}

const COLUMNS = `
  e.request_id as "exportId", e.union_id as "unionId", e.number, e.registers, e.format, e.with_numbers as "withNumbers",
  e.reason, e.requested_by as "requestedBy", e.requester, e.requested_at as "requestedAt", e.decision, e.decider,
  e.decided_at as "decidedAt", e.decision_reason as "decisionReason", e.expires_at as "expiresAt", e.fetches, e.rows,
  e.sha256, e.requested_by = identity.actor_id() as own,
  coalesce(e.requester_member = any (identity.own_members()), false) as "samePerson",
  (select u.union_code from organisations.union u where u.union_id = e.union_id) as "unionCode",
  identity.may('people:approve_export', e.union_id) as "mayDecide", identity.may('people:export', e.union_id) as "mayExport"`;

/** Requests the actor may see, by a condition over `e`. */
export async function exportsWhere(
  client: PoolClient,
  condition: string,
  values: readonly unknown[],
): Promise<readonly FoundExport[]> {
  const found = await client.query<FoundExport>(`select ${COLUMNS} from reports.export_request e ${condition}`, [
    ...values,
  ]);
  return found.rows;
}

/**
 * One request, kept as it is until the transaction ends.
 * @throws Problem reports.noExport
 */
export async function lockedExport(client: PoolClient, exportId: string): Promise<FoundExport> {
  const [seen] = await exportsWhere(client, 'where e.request_id = $1', [exportId]);
  if (!seen) throw problems.noExport();
  // Row policies of updates hide what the actor must not change; it is then read without a lock and refused with a reason.
  await client.query('select from reports.export_request where request_id = $1 for update', [exportId]);
  const [found] = await exportsWhere(client, 'where e.request_id = $1', [exportId]);
  if (!found) throw problems.noExport();
  return found;
}

/** @throws Problem reports.disabled: sessions of a disabled account end, but a request may be on its way */
export async function requireEnabled(client: PoolClient, accountId: string | null): Promise<void> {
  const found = await client.query('select from identity.account where account_id = $1 and disabled_at is null', [
    accountId,
  ]);
  if (found.rowCount === 0) throw problems.disabled();
}
