import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { outcomeFields } from './outcome-shape.ts';

/** The as-of day of a question; without it, today. */
export const AsOf = z.iso.date('评定日要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-11-21。');
const Query = z.object({ as_of: AsOf.optional() });
const Count = z.int().min(0);
const PointRangeShape = z.object({ low: z.number(), high: z.number().nullable() });

const TrackRow = z.object({
  scheme: z.string(),
  scheme_title: z.string(),
  track: z.string(),
  track_title: z.string(),
  unions: Count,
  reached: Count,
  met: Count,
  unmet: Count,
  unknown: Count,
  pending: Count,
  not_applicable: Count,
  score: z
    .object({
      full: z.number(),
      mean: PointRangeShape,
      levels: z.array(z.object({ id: z.string(), title: z.string(), unions: Count })).readonly(),
      open: Count,
    })
    .optional(),
});

const Outcome = z.object({
  union: z.string(),
  scheme: z.string(),
  track: z.string(),
  indicator: z.string(),
  clause: z.string(),
  at: z.string(),
  mandatory: z.boolean(),
  ...outcomeFields,
  missing: z.array(z.string()).readonly(),
});

/** The standards in use. */
export const listSchemes = endpoint({
  id: 'assessments.listSchemes',
  method: 'GET',
  path: '/api/schemes',
  summary: '在用的标准及其适用对象。',
  access: 'assessments:read',
  answer: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        issuer: z.string(),
        version: z.string(),
        issued_on: z.string().nullable(),
        tracks: z.array(z.object({ id: z.string(), title: z.string(), items: Count, indicators: Count })).readonly(),
      }),
    )
    .readonly(),
});

/** How many unions of each track reach their standard. */
export const summarize = endpoint({
  id: 'assessments.summarize',
  method: 'GET',
  path: '/api/summary',
  summary: '每个标准、每类工会的达标汇总。',
  access: 'assessments:read',
  query: Query,
  answer: z.object({ as_of: z.string(), tracks: z.array(TrackRow).readonly() }),
});

/** The verdicts on one union itself. */
export const listOutcomes = endpoint({
  id: 'assessments.listOutcomes',
  method: 'GET',
  path: '/api/unions/:code/outcomes',
  summary: '一个工会按每条标准的结论，不含下级。',
  access: 'assessments:read',
  params: z.object({ code: z.string().max(300) }),
  query: Query.extend({ scheme: z.string().max(300).optional() }),
  answer: z.object({ as_of: z.string(), union: z.string(), outcomes: z.array(Outcome).readonly() }),
});
