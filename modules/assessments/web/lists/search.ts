import { z } from 'zod';
import { exportExpiring, exportUnions } from '../../contract/lists.ts';

const turn = { after: z.string().max(2000).optional(), page: z.coerce.number().int().min(1).max(100_000).optional() };
const { sort, order, ...filters } = exportUnions.query.shape;

/** What the URL of a list of unions says: the filters of the endpoint, how it is sorted, and the page. */
export const unionsSearch = z.object({
  ...filters,
  sort: sort.unwrap().optional(),
  order: order.unwrap().optional(),
  ...turn,
});

const { within, ...expiring } = exportExpiring.query.shape;

/** What the URL of the list of what runs out says. */
export const expiringSearch = z.object({ ...expiring, within: within.unwrap().optional(), ...turn });
