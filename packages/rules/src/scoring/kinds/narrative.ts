import { z } from 'zod';
import type { Points, SqlPoints } from '../points.ts';

/** Narrative only: described in the report, no points. */
export interface NarrativeRule {
  readonly by: 'narrative';
}

export const narrativeShape = z.strictObject({ by: z.literal('narrative').describe('只作文字说明，不计分') });

export function narrativePoints(): Points {
  return { low: 0, high: 0, max: 0 };
}

export function narrativeSql(): SqlPoints {
  return { low: '0::float8', high: '0::float8', max: '0::float8' };
}
