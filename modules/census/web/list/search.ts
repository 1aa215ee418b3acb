import { z } from 'zod';
import { listEmployers } from '../../contract/index.ts';

/** What the URL of the trusted list says. */
export const search = listEmployers.query.omit({ limit: true }).extend({
  after: z.string().max(2000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
