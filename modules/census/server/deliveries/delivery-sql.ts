import type { PoolClient } from '@jianjia/db';
import type { Delivery, Fault, Mapping, WholeDelivery } from '../../contract/index.ts';
import type { FileNotes } from '../../domain/profile/profiler.ts';
import { mayWrite } from '../doer.ts';
import { problems } from '../problems.ts';

/** Long work that was begun and has said nothing for so long was interrupted; what waits for a worker was not begun. */
export const SILENT_SECONDS = 120;

/** A delivery as the database has it. */
export type DeliveryRow = Delivery & {
  readonly union_id: string;
  /** Of the federation; empty to who does not see it. */
  readonly division_code: string;
  readonly header: readonly string[];
  readonly profile: WholeDelivery['profile'];
  readonly faults: readonly Fault[];
  readonly kept: (Mapping & { readonly notes?: FileNotes }) | null;
  readonly write: boolean;
};

/** Columns of a delivery `d` with its source `s` and federation `u`, which who only delivers does not see. */
export const DELIVERY_COLUMNS = `d.delivery_id, d.source_id, s.title as source, s.department, coalesce(u.name, '') as union_name, d.union_id, coalesce(u.division_code, '') as division_code, d.year,
  d.file_name, d.sha256, d.as_of, d.status,
  coalesce(d.status in ('applying', 'withdrawing') and d.touched_at < now() - interval '${SILENT_SECONDS} seconds', false) as interrupted,
  d.done::int, d.total::int, d.rows, d.outcome, d.received_by,
  to_char(d.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as received_at,
  to_char(d.applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as applied_at,
  to_char(d.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as withdrawn_at`;
const WHOLE_COLUMNS = `${DELIVERY_COLUMNS}, d.header, d.profile, d.faults, d.mapping as kept,
  ${mayWrite('d.union_id')} as write`;
export const DELIVERY_TABLES =
  'census.delivery d join census.source s on s.source_id = d.source_id left join organisations.union u on u.union_id = d.union_id';

/**
 * The delivery, locked where it is to be changed by whom `lockedBy` admits.
 * @throws Problem census.noDelivery
 */
export async function findDelivery(
  client: PoolClient,
  delivery: string,
  lockedBy?: typeof mayWrite,
): Promise<DeliveryRow> {
  const { rows } = await client.query<DeliveryRow>(
    `select ${WHOLE_COLUMNS} from ${DELIVERY_TABLES}
     where d.delivery_id = $1 ${lockedBy ? `and ${lockedBy('d.union_id')} for update of d` : ''}`,
    [delivery],
  );
  const [found] = rows;
  if (!found) throw problems.noDelivery();
  return found;
}

/** A delivery as it is answered, without its profile. */
export function deliveryOf(row: DeliveryRow): Delivery {
  const {
    union_id: _union,
    division_code: _division,
    header: _header,
    profile: _profile,
    faults: _faults,
    kept: _kept,
    write: _write,
    ...delivery
  } = row;
  return delivery;
}
