import { verdicts } from '@jianjia/rules/words';
import { z } from 'zod';

/** What the URL of a union's page says: which standard, which verdicts, which item is open, whose records are shown. */
export const search = z.object({
  scheme: z.string().max(300).optional(),
  show: z.enum(verdicts).optional(),
  item: z.string().max(300).optional(),
  /** The number whose records are open. */
  fact: z.string().max(300).optional(),
  as_of: z.iso.date().optional(),
});
