import { type Acting, inTransaction, type PoolClient, writeJournal } from '@jianjia/db';
import { exportNo, fetchableUntil, stateOf } from '../../domain/export-state.ts';
import { problems } from '../problems.ts';
import { lockedExport, requireEnabled } from './find-export.ts';

export interface Decision {
  readonly decision: 'approved' | 'refused';
  /** Needed for a refusal. */
  readonly reason?: string | undefined;
}

/**
 * Approves or refuses what somebody else has asked for; answers until when the file can be fetched.
 * @throws Problem reports.noExport, ownRequest, delegatedBetween, disabled, decided, lapsed
 */
export async function decideExport(
  acting: Acting,
  exportId: string,
  { decision, reason }: Decision,
  now: Date,
): Promise<Date | null> {
  const { actor } = acting;
  return inTransaction(acting, async (client) => {
    await requireEnabled(client, actor.accountId);
    const found = await lockedExport(client, exportId);
    if (found.own || found.samePerson) throw problems.ownRequest();
    if (!found.mayDecide) throw problems.noExport();
    const state = stateOf(found, now);
    if (state === 'lapsed') throw problems.lapsed();
    if (state !== 'open') throw problems.decided();
    if (await areDelegates(client, actor.accountId, found.requestedBy)) throw problems.delegatedBetween();
    const expiresAt = decision === 'approved' ? fetchableUntil(now) : null;
    const decided = await client.query(
      `update reports.export_request
       set decision = $2, decided_by = $3, decider = $4, decided_at = $5, decision_reason = $6, expires_at = $7
       where request_id = $1 and decision is null`,
      [exportId, decision, actor.accountId, actor.name, now, reason ?? null, expiresAt],
    );
    if (decided.rowCount === 0) throw problems.decided();
    await writeJournal(client, actor, {
      act: 'reports.decideExport',
      unionId: found.unionId,
      subject: `exports/${exportId}`,
      after: {
        export: exportNo(found.requestedAt, found.number),
        decision,
        requester: found.requester,
        until: expiresAt?.toISOString() ?? null,
      },
      reason: reason ?? null,
    });
    return expiresAt;
  });
}

/** A delegation in force in either direction, of whatever role: two names, but perhaps one will. */
async function areDelegates(client: PoolClient, one: string | null, other: string): Promise<boolean> {
  const found = await client.query(
    `select from identity.role_grant g
     where g.source = 'delegated' and g.ended_at is null and g.valid_from <= now() and g.valid_until > now()
       and (g.account_id = $1 and g.granted_by = $2 or g.account_id = $2 and g.granted_by = $1) limit 1`,
    [one, other],
  );
  return found.rowCount !== 0;
}
