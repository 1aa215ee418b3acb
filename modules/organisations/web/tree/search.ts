import { z } from 'zod';

/** What the URL of the tree says. */
export const search = z.object({
  /** Code of the union that is chosen; the path down to it is open. */
  at: z.string().max(32).optional(),
  /** What is searched for; while it stands, the finds take the place of the tree. */
  q: z.string().max(500).optional(),
  /** On a phone: the chosen union's panel is open. */
  panel: z.literal('open').optional(),
  as_of: z.iso.date().optional(),
});
