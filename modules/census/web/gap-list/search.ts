import { z } from 'zod';
import { exportGaps } from '../../contract/index.ts';

/** What the URL of the list of a gap says; without a gap, employers that should have a union and have none. */
export const search = exportGaps.query.extend({
  gap: exportGaps.query.shape.gap.optional(),
  after: z.string().max(2000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
