import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { AsOf } from './endpoints.ts';

/** What runs out on a day. */
export const expiringKinds = {
  term: '任期',
  contract: '集体合同',
  certificate: '法人资格证书',
} as const;

export type ExpiringKind = keyof typeof expiringKinds;

/** When it runs out: within so many days after the as-of day, that day included; or over in the last 90 days. */
export const expiringWithin = {
  '30': '30 天内到期',
  '60': '60 天内到期',
  '90': '90 天内到期',
  over: '最近 90 天内已过期',
} as const;

export type ExpiringWithin = keyof typeof expiringWithin;

const keys = <K extends string>(choices: Readonly<Record<K, string>>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const Count = z.int().min(0);
const From = z.object({ at: z.string().max(300).optional(), as_of: AsOf.optional() });
const Where = { at: z.string().nullable(), as_of: z.string() };

/** How much runs out, by what and when. A kind whose register the caller may not read anywhere is left out. */
export const overviewExpiring = endpoint({
  id: 'assessments.overviewExpiring',
  method: 'GET',
  path: '/api/overview/expiring',
  summary: '30、60、90 天内到期和刚过期的任期、集体合同、法人资格证书的数目。',
  access: 'assessments:read',
  query: From,
  answer: z.object({
    ...Where,
    rows: z
      .array(
        z.object({
          what: keys(expiringKinds),
          title: z.string(),
          /** Each within the next: what runs out in 30 days runs out in 90. */
          within_30: Count,
          within_60: Count,
          within_90: Count,
          over: Count,
        }),
      )
      .readonly(),
  }),
});

/** What runs out, soonest first. */
export const listExpiring = endpoint({
  id: 'assessments.listExpiring',
  method: 'GET',
  path: '/api/expiring',
  summary: '即将到期和刚过期的任期、集体合同、法人资格证书，先到期的在前。',
  access: 'assessments:read',
  query: From.extend({
    what: keys(expiringKinds).optional(),
    within: keys(expiringWithin).default('90'),
    /** What `next` of the page before said. */
    after: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    ...Where,
    rows: z
      .array(
        z.object({
          what: keys(expiringKinds),
          union: z.string(),
          name: z.string(),
          /** The body and its term, the kind of contract with its number, the certificate. */
          title: z.string(),
          ends_on: z.string(),
          /** From the as-of day; below zero: over. */
          days_left: z.int(),
        }),
      )
      .readonly(),
    next: z.string().nullable(),
  }),
});
