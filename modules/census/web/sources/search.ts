import { z } from 'zod';

/** What the URL of the sources and deliveries says. */
export const search = z.object({
  source: z.uuid().optional(),
  after: z.string().max(2000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
