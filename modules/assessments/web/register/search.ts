import { z } from 'zod';

/** What the URL of a register's page says: whose register it is. */
export const search = z.object({ union: z.string().max(300).optional(), as_of: z.iso.date().optional() });
