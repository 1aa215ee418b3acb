import { z } from 'zod';

/** What the URL of the comparison says. */
export const search = z.object({
  /** Ids separated by commas; none: all. */
  schemes: z.string().max(1000).optional(),
  /** The measure whose quotes stand side by side. */
  measure: z.string().max(300).optional(),
  /** Part of a measure's title. */
  q: z.string().max(100).optional(),
  /** `differs`: only measures of which the schemes do not ask the same. */
  show: z.enum(['differs']).optional(),
  as_of: z.iso.date().optional(),
});
