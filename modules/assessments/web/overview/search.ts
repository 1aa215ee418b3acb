import { z } from 'zod';

/** What the URL of the overview says. */
export const search = z.object({ at: z.string().max(300).optional(), as_of: z.iso.date().optional() });
