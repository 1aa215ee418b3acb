import { z } from 'zod';
import { showGaps } from '../../contract/index.ts';

/** What the URL of coverage and gaps says. */
export const search = showGaps.query.extend({ view: z.enum(['division', 'industry', 'map']).optional() });
