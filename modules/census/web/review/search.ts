import { z } from 'zod';

/** What the URL of the review desk says. */
export const search = z.object({
  /** Not doubtful pairs but checks of joined ones. */
  kind: z.enum(['joined']).optional(),
  division: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  after: z.string().max(200).optional(),
  /** The two that are looked at: `left.right`; none: the first of the queue. */
  pair: z
    .string()
    .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/)
    .optional(),
  /** Single keys decide, unless switched off. */
  keys: z.enum(['off']).optional(),
});
