import { z } from 'zod';

/** The part of a scheme that stands outside its tracks. */
export const PROGRAMME = 'programme';

export const Count = z.int().min(0);
// Spelled out, not imported: the contract runs in the browser, where the reader of scheme files has no business.
export const ItemKindShape = z.enum(['indicator', 'procedure', 'register', 'mechanism', 'constraint']);
export const ReasonShape = z.enum(['preamble', 'ideology', 'heading', 'boilerplate', 'closing']);
export const SentenceStateShape = z.enum(['quoted', 'set_aside', 'uncovered', 'blank']);

/** What became of a source's sentences and of its characters. */
export const CoverageShape = z.object({
  sentences: Count,
  quoted: Count,
  set_aside: Count,
  uncovered: Count,
  characters: z.object({
    total: Count,
    quoted: Count,
    set_aside: Count,
    uncovered: Count,
    /** Marks, numbers and conjunctions between quotes. */
    between: Count,
  }),
});

export const KindCountsShape = z.object({
  indicator: Count,
  procedure: Count,
  register: Count,
  mechanism: Count,
  constraint: Count,
});

export const TrackShape = z.object({
  id: z.string(),
  title: z.string(),
  /** Which unions it fits, in Chinese; null for the part outside the tracks. */
  fits: z.string().nullable(),
  items: Count,
  kinds: KindCountsShape,
});

export const SchemeHeadShape = z.object({
  id: z.string(),
  title: z.string(),
  issuer: z.string(),
  version: z.string(),
  issued_on: z.string().nullable(),
});

export const SchemeId = z.string().max(100);
