import { z } from 'zod';

const reference = z.string().min(1);

/**
 * A measure: what a clause is judged by. Exactly one of a ratio (numerator ÷ denominator), a number or a yes/no.
 * `needs` names the registers without any row of which the measure is unknown: `own`, `tree`, `area` (rows of the
 * register in that scope) or a formula counting rows. `params`: `register.column` (closed list), `text` or `number`.
 */
export const measureSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/),
    title: z.string().min(1),
    unit: z.string().min(1),
    params: z.record(z.string(), z.string()).optional(),
    /** `set`: alternatives a|b count together; `first`: a, and only where a has no value, b. */
    alternatives: z.enum(['set', 'first']).optional(),
    numerator: z.string().optional(),
    denominator: z.string().optional(),
    value: z.string().optional(),
    holds: z.string().optional(),
    /** Another `value` formula for one particular first argument, e.g. women's committees of small unions. */
    cases: z.record(z.string(), z.string()).optional(),
    needs: z.record(z.string(), z.string()),
    /**
     * The day of the last occurrence (days since 1970-01-01), for vetoes with a look-back; and of the last row of which
     * the register cannot tell whether it is one. Both may use `own` and `tree` of facts that take the largest value.
     */
    last: z.string().optional(),
    maybe_last: z.string().optional(),
    unknown: z.strictObject({ when: z.string(), missing: z.array(reference).min(1), because: z.string() }).optional(),
    note: z.string().optional(),
  })
  .refine(
    (m) =>
      [m.numerator !== undefined && m.denominator !== undefined, m.value !== undefined, m.holds !== undefined].filter(
        Boolean,
      ).length === 1,
    { message: '必须且只能给出一种:numerator 与 denominator、value 或 holds。' },
  )
  .refine((m) => m.maybe_last === undefined || m.last !== undefined, { message: 'maybe_last 须与 last 同用。' });

export type MeasureDefinition = z.infer<typeof measureSchema>;

/** One file of the catalogue. */
export const measureFileSchema = z.strictObject({ measures: z.array(measureSchema) });
