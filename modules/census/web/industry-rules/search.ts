import { z } from 'zod';
import { type IndustrialUnion, industrialUnions, listIndustryRules } from '../../contract/index.ts';

const ids = Object.keys(industrialUnions) as [IndustrialUnion, ...IndustrialUnion[]];

/** What the URL of the rules says. */
export const search = listIndustryRules.query.extend({
  /** Only the rules of one industrial union. */
  of: z.enum(ids).optional(),
  /** Only what federations have decided. */
  decided: z.enum(['yes']).optional(),
});
