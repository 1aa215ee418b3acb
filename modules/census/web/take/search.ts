import { z } from 'zod';

/** What the URL of taking a file in says. */
export const search = z.object({ source: z.uuid().optional() });
