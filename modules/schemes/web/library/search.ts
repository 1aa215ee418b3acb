import { z } from 'zod';

/** The list of schemes is always whole; the day goes along to other pages. */
export const search = z.object({ as_of: z.iso.date().optional() });
