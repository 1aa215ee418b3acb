import type { Jobs } from '@jianjia/jobs';
import { z } from 'zod';

const Area = z.string().regex(/^\d{2,4}$/);
const OnArea = z.object({ area: Area });
const LIST = 'census.list';
const CLASSES = 'census.classes';

/**
 * Works of the census. What changes the list goes by area (`areaOf`): one at a time in each, areas side by side. A job only says
 * where to look; what is to be done there stands in the census's own tables, so that a job may come twice or late.
 */
export const censusJobs = {
  /** A delivery that is being applied is read; then it is linked, area by area. */
  apply: { lane: LIST, payload: z.object({ delivery: z.uuid() }) },
  link: { lane: LIST, payload: z.object({ delivery: z.uuid(), area: Area }) },
  /** What deliveries that are being withdrawn brought to an area; none: there is nothing of them in the list. */
  withdraw: { lane: LIST, payload: z.object({ deliveries: z.array(z.uuid()).readonly(), area: Area.nullable() }) },
  decide: { lane: LIST, payload: OnArea },
  /** Another model is chosen: all pairs are weighed anew. */
  reweigh: { lane: LIST, payload: OnArea },
  flow_back: { lane: LIST, payload: OnArea },
  /** What is to be classified, and whether that is everything, for the rules or the classifier are others now. */
  survey: { lane: CLASSES, payload: z.object({}) },
  classify: { lane: CLASSES, payload: OnArea },
} as const;

export type CensusJobs = Jobs<typeof censusJobs>;

/**
 * The area of a place: its prefecture, four digits, or the two of a province where no more is known. Employers of two areas
 * never meet, whatever their names: ids and blocking keys hold the area (docs/adr/0040-census-list.md).
 */
export function areaOf(division: string): string {
  return division.slice(0, 4);
}

/** The same in SQL. */
export function areaSql(column: string): string {
  return `left(${column}, 4)`;
}
