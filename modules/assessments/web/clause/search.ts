import { z } from 'zod';
import { exportUnions } from '../../contract/lists.ts';

const { as_of, at, kind, district, industry, only, reached, sort, order } = exportUnions.query.shape;

/** What the URL of a clause says: from where, as of when, which side of the threshold, and the list there. */
export const clauseSearch = z.object({
  as_of,
  at,
  side: z.enum(['met', 'held']).optional(),
  kind,
  district,
  industry,
  only,
  reached,
  sort: sort.unwrap().optional(),
  order: order.unwrap().optional(),
  after: z.string().max(2000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
