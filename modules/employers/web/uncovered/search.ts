import { z } from 'zod';
import { exportUncovered } from '../../contract/uncovered.ts';

/** What the URL of the list of employers without a union says. */
export const uncoveredSearch = exportUncovered.query.extend({
  after: z.string().max(2000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
