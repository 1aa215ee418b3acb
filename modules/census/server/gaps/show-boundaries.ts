import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Boundaries } from '../../contract/index.ts';
import { readBoundaries } from '../../domain/gaps/boundaries.ts';
import { problems } from './problems.ts';

/**
 * The boundaries of what lies in a division, from a file `<division>.geojson` or `<division>.json` of the folder; null where
 * there is none.
 * @throws Problem census.brokenBoundaries
 */
export async function showBoundaries(folder: string | undefined, division: string): Promise<Boundaries> {
  if (folder === undefined) return null;
  for (const file of [`${division}.geojson`, `${division}.json`]) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => null);
    if (text === null) continue;
    try {
      return readBoundaries(text);
    } catch {
      throw problems.brokenBoundaries(file);
    }
  }
  return null;
}
