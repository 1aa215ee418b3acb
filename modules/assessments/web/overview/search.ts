import { z } from 'zod';

/** The parts of the split: what the overview's second card is told apart by. */
export const splits = ['kind', 'district', 'industry'] as const;
export type Split = (typeof splits)[number];

/** What the URL of the overview says. */
export const search = z.object({
  at: z.string().max(300).optional(),
  as_of: z.iso.date().optional(),
  by: z.enum(splits).optional(),
  scheme: z.string().max(300).optional(),
});

/** Where the overview is looked at from: what every part of it asks with. */
export interface Place {
  readonly at: string | undefined;
  readonly as_of: string | undefined;
}
