import { z } from 'zod';

/** What the URL of a summary says. */
export const search = z.object({ scheme: z.string().max(300).optional(), as_of: z.iso.date().optional() });
