import { z } from 'zod';

/** What the URL of the browser says. */
export const search = z.object({
  track: z.string().max(100).optional(),
  kind: z.enum(['indicator', 'procedure', 'register', 'mechanism', 'constraint']).optional(),
  /** `track.item`: chosen on both sides. */
  item: z.string().max(300).optional(),
  /** Looked for in the text. */
  q: z.string().max(100).optional(),
  /** Which side a phone shows; default the text. */
  view: z.enum(['text', 'items']).optional(),
  as_of: z.iso.date().optional(),
});
