import { verdicts } from '@jianjia/rules/words';
import { z } from 'zod';

/** What an indicator came to for one union: the verdict and the numbers it was reached by; rates are 0–1. */
export const outcomeFields = {
  verdict: z.enum(verdicts),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  unit: z.string().nullable(),
  threshold: z.number().nullable(),
};
