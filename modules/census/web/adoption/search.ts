import { z } from 'zod';
import { previewAdoption } from '../../contract/index.ts';

/** What the URL of adopting says. */
export const search = previewAdoption.query.omit({ limit: true }).extend({
  after: z.string().max(2000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
