import { z } from 'zod';

/** One comparison of a measure with a number of the text, or with what the superior union sets. */
export const ThresholdShape = z.object({
  sign: z.enum(['>=', '<=', '>', '<', '=']),
  /** Shares as 0–1; null where the superior union sets it. Several: any of them. */
  values: z.array(z.number()).readonly(),
  /** Title of what the superior union sets. */
  parameter: z.string().nullable(),
  /** «不低于98%» */
  text: z.string(),
});

export type ThresholdLine = z.output<typeof ThresholdShape>;
