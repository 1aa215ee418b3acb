import { z } from 'zod';
import { type Boundaries, showBoundaries } from '../../contract/index.ts';

/** What boundary files call the code of a division and its name, the usual ones first. */
const CODES = ['code', 'adcode', 'division_code', 'XZQDM', 'gb'] as const;
const NAMES = ['name', 'NAME', 'XZQMC'] as const;

const Given = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(
      z.object({
        id: z.union([z.string(), z.number()]).optional(),
        properties: z.record(z.string(), z.unknown()),
        geometry: z.unknown(),
      }),
    )
    .max(2000),
});
const Shape = showBoundaries.answer.shape.boundaries.unwrap();

/**
 * Boundaries as GeoJSON (RFC 7946) as the makers of maps write it: the code of a division is a property or the `id` of the
 * feature, with or without the zeros of GB/T 2260. Without either the code is empty and the name has to do.
 * @throws SyntaxError or ZodError where it is something else, such as lines that are packed into text
 */
export function readBoundaries(text: string): NonNullable<Boundaries> {
  const { features } = Given.parse(JSON.parse(text));
  return Shape.parse({
    type: 'FeatureCollection',
    features: features.map(({ id = '', properties, geometry }) => ({
      type: 'Feature',
      properties: { code: codeOf(valueOf(properties, CODES) || String(id)), name: valueOf(properties, NAMES) },
      geometry,
    })),
  });
}

function valueOf(properties: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  for (const name of names) {
    const value = properties[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return '';
}

/** `156150102` of the map service and `150102` of GB/T 2260 are one; trailing zeros of whole codes are taken away. */
function codeOf(text: string): string {
  const digits = text.length === 9 && text.startsWith('156') ? text.slice(3) : text;
  if (/^\d{2}0000$/.test(digits)) return digits.slice(0, 2);
  if (/^\d{4}00$/.test(digits)) return digits.slice(0, 4);
  return /^\d{2,9}$/.test(digits) ? digits : '';
}
