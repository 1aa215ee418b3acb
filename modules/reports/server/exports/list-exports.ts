import { type Acting, inTransaction } from '@jianjia/db';
import type { ExportLine } from '../../contract/index.ts';
import { exportNo, stateOf } from '../../domain/export-state.ts';
import { exportsWhere } from './find-export.ts';

/** The requests of the actor and those he or she may decide on, the newest first. */
export async function listExports(
  acting: Acting,
  page: { readonly before?: string | undefined; readonly limit: number },
  now: Date,
): Promise<readonly ExportLine[]> {
  const found = await inTransaction(
    acting,
    (client) =>
      exportsWhere(
        client,
        'where ($1::timestamptz is null or e.requested_at < $1) order by e.requested_at desc, e.number desc limit $2',
        [page.before ?? null, page.limit],
      ),
    { readOnly: true },
  );
  return found.map((request) => {
    const state = stateOf(request, now);
    return {
      exportId: request.exportId,
      exportNo: exportNo(request.requestedAt, request.number),
      union: request.unionCode,
      registers: request.registers,
      format: request.format,
      withNumbers: request.withNumbers,
      reason: request.reason,
      requester: request.requester,
      state,
      decider: request.decider,
      fetches: request.fetches,
      rows: request.rows,
      sha256: request.sha256,
      own: request.own,
      requestedAt: request.requestedAt.toISOString(),
      decidedAt: request.decidedAt?.toISOString() ?? null,
      decisionReason: request.decisionReason,
      expiresAt: request.expiresAt?.toISOString() ?? null,
      can: {
        decide: state === 'open' && !request.own && !request.samePerson && request.mayDecide,
        fetch: state === 'approved' && request.own && request.mayExport,
      },
    };
  });
}
