import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { AsOf } from './endpoints.ts';

/** By what the share of unions that reach their standard can be split. */
export const shareKeys = {
  scheme: '标准',
  kind: '工会类型',
  district: '地区',
  industry: '行业',
} as const;

export type ShareKey = keyof typeof shareKeys;

/** From how many employees on an employer is to have a union of its own (25 人以上单独建会). */
export const LARGE_EMPLOYER = 25;

const Count = z.int().min(0);
const Share = z.number().min(0).max(1);
const Code = z.string().max(300);

/** Where is looked from: a union within sight, else everything within sight; and the as-of day. */
const From = z.object({ at: Code.optional(), as_of: AsOf.optional() });
const Where = { at: z.string().nullable(), as_of: z.string() };

/** How many unions, members and employers there are. Null: the caller may not read that register anywhere. */
export const overviewFigures = endpoint({
  id: 'assessments.overviewFigures',
  method: 'GET',
  path: '/api/overview/figures',
  summary: '一个工会及其下级的总数：工会、会员、已建会和未建会的单位。',
  access: 'assessments:read',
  query: From,
  answer: z.object({
    ...Where,
    /** Title of the union looked from. */
    name: z.string().nullable(),
    unions: z.object({
      /** Without branches and groups, which the kinds count as well. */
      total: Count,
      /** The code of the only one, where there is one only. */
      only: z.string().nullable(),
      kinds: z.array(z.object({ kind: z.string(), title: z.string(), unions: Count })).readonly(),
    }),
    /** Members on the day, without those whose membership is retained. */
    members: Count.nullable(),
    employers: z
      .object({
        open: Count,
        with_union: Count,
        without_union: Count,
        /** Of those without a union. */
        without_union_large: Count,
        without_union_small: Count,
        without_union_size_unknown: Count,
      })
      .nullable(),
  }),
});

const ShareRow = z.object({
  scheme: z.string(),
  scheme_title: z.string(),
  /** Only by scheme. */
  track: z.string().nullable(),
  /** Kind, code of the district's union, section of GB/T 4754, or track; null: not told, or directly below. */
  key: z.string().nullable(),
  title: z.string(),
  unions: Count,
  reached: Count,
  share: Share,
});

/** The share of unions that reach their standard, split; one row per standard and part, unions without results left out. */
export const overviewShares = endpoint({
  id: 'assessments.overviewShares',
  method: 'GET',
  path: '/api/overview/shares',
  summary: '整体达标的工会所占比例，按标准、工会类型、地区或行业分。',
  access: 'assessments:read',
  query: From.extend({
    by: z.enum(Object.keys(shareKeys) as [ShareKey, ...ShareKey[]]).default('scheme'),
    scheme: Code.optional(),
    track: Code.optional(),
  }),
  answer: z.object({ ...Where, by: z.string(), rows: z.array(ShareRow).readonly() }),
});

/** The share per standard at the last twelve month ends and at the day itself. */
export const overviewHistory = endpoint({
  id: 'assessments.overviewHistory',
  method: 'GET',
  path: '/api/overview/history',
  summary: '最近十二个月末和评定日当天的整体达标比例；没有评定过的月末注明未评定。',
  access: 'assessments:read',
  query: From.extend({ scheme: Code.optional() }),
  answer: z.object({
    ...Where,
    /** In order; `computed_on` is the day the results were computed, null where they never were. */
    days: z.array(z.object({ day: z.string(), computed_on: z.string().nullable() })).readonly(),
    schemes: z
      .array(
        z.object({
          scheme: z.string(),
          title: z.string(),
          /** One per day; null on a day that was not evaluated, or on which the standard fitted no union. */
          points: z.array(z.object({ unions: Count, reached: Count, share: Share }).nullable()).readonly(),
        }),
      )
      .readonly(),
  }),
});

/** What is different from the last month end before the day. */
export const overviewChanges = endpoint({
  id: 'assessments.overviewChanges',
  method: 'GET',
  path: '/api/overview/changes',
  summary: '与上月末相比：新达标、不再达标、新建和撤销的工会数。',
  access: 'assessments:read',
  query: From,
  answer: z.object({
    ...Where,
    since: z.string(),
    /** The day the results of `since` were computed; null: never, so that nothing can be compared. */
    computed_on: z.string().nullable(),
    /** Per standard; empty where nothing can be compared. */
    schemes: z
      .array(z.object({ scheme: z.string(), title: z.string(), newly_reached: Count, no_longer_reached: Count }))
      .readonly(),
    founded: Count,
    dissolved: Count,
  }),
});

/** The mandatory indicators that hold the most unions back. */
export const overviewBlockers = endpoint({
  id: 'assessments.overviewBlockers',
  method: 'GET',
  path: '/api/overview/blockers',
  summary: '影响整体达标的工会最多的必达指标，以及单凭它能多达标多少个工会。',
  access: 'assessments:read',
  query: From.extend({
    scheme: Code.optional(),
    track: Code.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(10),
  }),
  answer: z.object({
    ...Where,
    rows: z
      .array(
        z.object({
          scheme: z.string(),
          scheme_title: z.string(),
          track: z.string(),
          track_title: z.string(),
          indicator: z.string(),
          clause: z.string(),
          at: z.string(),
          /** Titles of the measures it looks at; null: a person judges. */
          looks_at: z.string().nullable(),
          /** Unions that do not reach their standard and in which this indicator is unmet, unknown or pending. */
          held_back: Count,
          unmet: Count,
          unknown: Count,
          pending: Count,
          /** Of them those in which every other mandatory indicator that applies is met. */
          would_free: Count,
        }),
      )
      .readonly(),
  }),
});
