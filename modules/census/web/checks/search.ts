import { z } from 'zod';

/** What the URL of the field checks says. */
export const search = z.object({
  /** The task that is open; what is typed lives on the phone. */
  task: z.string().max(40).optional(),
});
