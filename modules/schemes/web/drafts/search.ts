import { z } from 'zod';

/** What the URL of the list of drafts says; `draft` is the one that is open. */
export const search = z.object({
  at: z.string().max(300).optional(),
  as_of: z.iso.date().optional(),
  draft: z.uuid().optional(),
});
