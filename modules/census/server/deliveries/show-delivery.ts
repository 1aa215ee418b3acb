import { inTransaction, type PoolClient } from '@jianjia/db';
import type { Delivery, DeliveryPart, WholeDelivery } from '../../contract/index.ts';
import { findMapping, NO_MAPPING } from '../receive/find-mapping.ts';
import { DELIVERY_COLUMNS, DELIVERY_TABLES, deliveryOf, type DeliveryRow, findDelivery } from './delivery-sql.ts';
import type { Doer } from '../doer.ts';

/**
 * A delivery with its profile and what is wrong with it.
 * @throws Problem census.noDelivery
 */
export async function showDelivery(doer: Doer, delivery: string): Promise<WholeDelivery> {
  return inTransaction(doer.source, async (client) => wholeOf(client, await findDelivery(client, delivery)), {
    readOnly: true,
  });
}

/** Everything that is known of a delivery. */
export async function wholeOf(client: PoolClient, row: DeliveryRow): Promise<WholeDelivery> {
  const { header, profile, faults, kept, write, source_id: source, year, status } = row;
  const { from } = await findMapping(client, source, year, header);
  const { columns, translations } = kept ?? NO_MAPPING;
  const works = (status === 'applying' || status === 'withdrawing') && !row.interrupted;
  return {
    ...deliveryOf(row),
    header,
    profile,
    faults,
    mapping: { columns, translations },
    mapping_from: from,
    parts: await partsOf(client, row.delivery_id),
    can: {
      apply: write && (status === 'profiled' || (status === 'applying' && row.interrupted)),
      discard: write && status === 'profiled',
      withdraw: write && !works && (status === 'applied' || status === 'withdrawing' || status === 'applying'),
    },
  };
}

async function partsOf(client: PoolClient, delivery: string): Promise<readonly DeliveryPart[]> {
  const { rows } = await client.query<DeliveryPart>(
    `select p.area as code, coalesce(d.name, p.area) as name, p.records, p.in_list
     from census.part p left join kernel.division d on d.code = p.area
     where p.delivery_id = $1 order by p.records desc, p.area`,
    [delivery],
  );
  return rows;
}

/** How a list of deliveries is cut. */
interface ListWanted {
  readonly source?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Files and batches within reach, the newest first: their ids are in the order of time. */
export async function listDeliveries(
  doer: Doer,
  { source, after, limit }: ListWanted,
): Promise<{ readonly rows: readonly Delivery[]; readonly next: string | null }> {
  return inTransaction(
    doer.source,
    async (client) => {
      const { rows } = await client.query<DeliveryRow>(
        `select ${DELIVERY_COLUMNS} from ${DELIVERY_TABLES}
         where ($1::uuid is null or d.source_id = $1) and ($2::uuid is null or d.delivery_id < $2)
         order by d.delivery_id desc limit $3`,
        [source ?? null, after ?? null, limit + 1],
      );
      const shown = rows.slice(0, limit).map(deliveryOf);
      return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.delivery_id ?? null) : null };
    },
    { readOnly: true },
  );
}
