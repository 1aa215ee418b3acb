import { z } from 'zod';
import { listJointUnions } from '../../contract/index.ts';

/** What the URL of the joint unions says. */
export const search = listJointUnions.query.omit({ limit: true }).extend({
  after: z.string().max(2000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
