import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProblem } from '@jianjia/kernel';
import { z } from 'zod';
import { type Boundaries, showBoundaries as contract } from '../../contract/index.ts';
import { problems } from './problems.ts';

/** What boundary files call the code of a division, the usual names first. */
const CODES = ['code', 'adcode', 'division_code', 'XZQDM', 'gb'] as const;
const NAMES = ['name', 'NAME', 'XZQMC'] as const;

const Given = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()), geometry: z.unknown() })).max(2000),
});
const Shape = contract.answer.shape.boundaries.unwrap();

/**
 * The boundaries of what lies in a division, from a file `<division>.geojson` or `<division>.json` of the folder; null where
 * there is none. Numbers of features are filled up to the codes of GB/T 2260 by their digits.
 * @throws Problem census.brokenBoundaries
 */
export async function showBoundaries(folder: string | undefined, division: string): Promise<Boundaries> {
  if (folder === undefined) return null;
  for (const file of [`${division}.geojson`, `${division}.json`]) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => null);
    if (text !== null) return read(text, file);
  }
  return null;
}

function read(text: string, file: string): Boundaries {
  try {
    const { features } = Given.parse(JSON.parse(text));
    return Shape.parse({
      type: 'FeatureCollection',
      features: features.map(({ properties, geometry }) => ({
        type: 'Feature',
        properties: { code: codeOf(valueOf(properties, CODES)), name: valueOf(properties, NAMES) },
        geometry,
      })),
    });
  } catch (error) {
    throw isProblem(error) ? error : problems.brokenBoundaries(file);
  }
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
  return /^\d{4}00$/.test(digits) ? digits.slice(0, 4) : digits;
}
