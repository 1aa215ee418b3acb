import { allRegisters } from '@jianjia/assessments/contract';
import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import { exportNo } from '../../domain/export-state.ts';
import { problems } from '../problems.ts';
import { requireEnabled } from './find-export.ts';

export interface ExportToRequest {
  /** Code of the union; the file holds what belongs to it and to those below it within reach. */
  readonly union: string;
  readonly registers: readonly string[];
  readonly format: 'csv' | 'xlsx';
  readonly withNumbers: boolean;
  readonly reason: string;
}

/**
 * Asks for an export; nothing is read yet.
 * @throws Problem reports.noUnion, noRegister, disabled
 */
export async function requestExport(
  acting: Acting,
  wanted: ExportToRequest,
  now: Date,
): Promise<{ readonly exportId: string; readonly exportNo: string }> {
  const registers = [...new Set(wanted.registers)];
  const unknown = registers.find((name) => !allRegisters.some((register) => register.name === name));
  if (unknown !== undefined) throw problems.noRegister(unknown);
  return inTransaction(acting, async (client) => {
    await requireEnabled(client, acting.actor.accountId);
    const union = await client.query<{ id: string }>(
      `select union_id as id from organisations.union where union_code = $1 and identity.may('people:export', union_id)`,
      [wanted.union],
    );
    const [{ id: unionId } = { id: null }] = union.rows;
    if (unionId === null) throw problems.noUnion();
    const { format, withNumbers, reason } = wanted;
    const added = await client.query<{ exportId: string; number: number }>(
      `insert into reports.export_request
         (union_id, registers, format, with_numbers, reason, requested_by, requester, requester_member, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, (identity.own_members())[1], $8) returning request_id as "exportId", number`,
      [unionId, registers, format, withNumbers, reason, acting.actor.accountId, acting.actor.name, now],
    );
    const { exportId = '', number = 0 } = added.rows[0] ?? {};
    await writeJournal(client, acting.actor, {
      act: 'reports.requestExport',
      unionId,
      subject: `exports/${exportId}`,
      after: { export: exportNo(now, number), union: wanted.union, registers, format, full: withNumbers },
      reason,
    });
    return { exportId, exportNo: exportNo(now, number) };
  });
}
