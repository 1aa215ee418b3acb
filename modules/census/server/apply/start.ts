import type { PoolClient } from '@jianjia/db';
import { writeJournal } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import type { Fault } from '../../contract/index.ts';
import { type DeliveryRow, findDelivery } from '../deliveries/delivery-sql.ts';
import { stateWords } from '../deliveries/state-words.ts';
import { maySend } from '../doer.ts';
import { problems } from '../problems.ts';

/**
 * Marks a delivery as being applied, if nothing speaks against it; the work itself comes afterwards.
 * @param accepted codes of the faults that a person has seen; `all` where nobody asks
 * @throws Problem census.noDelivery, census.notProfiled, census.busy, census.refused, census.notAccepted
 */
export async function startApplying(
  client: PoolClient,
  actor: Actor,
  delivery: string,
  accepted: readonly string[] | 'all',
): Promise<DeliveryRow> {
  const row = await findDelivery(client, delivery, maySend);
  if (row.status === 'applying' && !row.interrupted) throw problems.busy();
  if (row.status !== 'profiled' && row.status !== 'applying') throw problems.notProfiled(stateWords(row));
  const refusing = row.faults.find(({ weight }) => weight === 'refuse');
  if (refusing) throw problems.refused(refusing.sentence);
  const open = openFaults(row.faults, accepted);
  if (open[0]) throw problems.notAccepted(open[0].sentence);
  await client.query(
    `update census.delivery set status = 'applying', done = 0, total = rows, touched_at = null where delivery_id = $1`,
    [delivery],
  );
  await writeJournal(client, actor, {
    act: 'census.apply',
    unionId: row.union_id,
    subject: `census/delivery/${delivery}`,
    after: { file: row.file_name, rows: row.rows, accepted: accepted === 'all' ? ['*'] : [...accepted] },
  });
  return { ...row, status: 'applying' };
}

/** Faults that somebody has to see and has not. */
export function openFaults(faults: readonly Fault[], accepted: readonly string[] | 'all'): readonly Fault[] {
  if (accepted === 'all') return [];
  return faults.filter(({ weight, code }) => weight === 'ask' && !accepted.includes(code));
}
