import { z } from 'zod';

const text = z.string().max(300).optional();

/** What the URL of a what-if says: a copied link asks the same question. */
export const search = z.object({
  at: text,
  as_of: z.iso.date().optional(),
  scheme: text,
  track: text,
  /** The changes, see changes-text.ts. */
  change: z.string().max(4000).optional(),
  /** Another standard in the place of this one: `scheme` or `scheme/track`; `?` while none is chosen. */
  instead: text,
  direction: z.enum(['gained', 'lost', 'not_judged']).optional(),
  kind: text,
  district: text,
});
export type WhatIfSearch = z.output<typeof search>;
