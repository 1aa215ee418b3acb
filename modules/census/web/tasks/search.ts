import { z } from 'zod';
import { listTasks } from '../../contract/index.ts';

/** What the URL of the tasks says. */
export const search = listTasks.query.omit({ limit: true, overdue: true }).extend({
  overdue: z.enum(['true', 'false']).optional(),
  after: z.string().max(2000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  view: z.enum(['tasks', 'progress']).optional(),
});
