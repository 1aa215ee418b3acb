import { z } from 'zod';
import { schemeShape, trackShape } from './shape.ts';

/**
 * JSON Schemas of the scheme files, for editors (`# yaml-language-server: $schema=…`). Committed under
 * standards/schema; a test keeps them current.
 */
export function jsonSchemas(): Readonly<Record<'scheme' | 'track', unknown>> {
  const generate = (shape: z.ZodType, title: string) => ({
    ...z.toJSONSchema(shape, { io: 'input', target: 'draft-07', reused: 'ref' }),
    title,
  });
  return { scheme: generate(schemeShape, 'scheme.yaml'), track: generate(trackShape, '类别文件与 programme.yaml') };
}
