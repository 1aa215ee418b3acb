import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { AsOf } from './endpoints.ts';

const Count = z.int().min(0);

/** How the verdicts fall over some unions. */
const Counts = z.object({
  unions: Count,
  met: Count,
  unmet: Count,
  unknown: Count,
  pending: Count,
  not_applicable: Count,
});
export type VerdictCounts = z.output<typeof Counts>;

/** Values from `from` to `to`; which end belongs to the bin, `closed` of the distribution says. null: no end. */
const Bin = z.object({
  from: z.number(),
  to: z.number().nullable(),
  /** «80%–85%», «3次», «是». */
  label: z.string(),
  unions: Count,
  /** Of these, how many meet the clause. */
  met: Count,
});

const Distribution = z.object({
  measure: z.string(),
  title: z.string(),
  unit: z.string(),
  kind: z.enum(['ratio', 'number', 'yesno']),
  /** Unions whose value is known; those it cannot be told of; those the clause does not concern are left out. */
  known: Count,
  unknown: Count,
  min: z.number().nullable(),
  q1: z.number().nullable(),
  median: z.number().nullable(),
  q3: z.number().nullable(),
  max: z.number().nullable(),
  closed: z.enum(['left', 'right']),
  bins: z.array(Bin).readonly(),
  thresholds: z
    .array(
      z.object({
        op: z.enum(['>=', '<=', '>', '<', '=']),
        /** Title of the parameter that superior unions set; null for a number of the text. */
        parameter: z.string().nullable(),
        /** The least and the greatest that holds for any of the unions; the same where it does not differ; null where none is set. */
        least: z.number().nullable(),
        most: z.number().nullable(),
        label: z.string(),
        /** The bin at whose lower end the line stands; null where it differs from union to union, or is none. */
        bin: Count.nullable(),
      }),
    )
    .readonly(),
});
export type ClauseDistribution = z.output<typeof Distribution>;

/** One clause across all unions within reach. */
export const showClause = endpoint({
  id: 'assessments.showClause',
  method: 'GET',
  path: '/api/clauses/:indicator',
  summary: '一条条款：原文、要求、公式，各类、各区县工会的结论，指标值的分布。',
  access: 'assessments:read',
  params: z.object({ indicator: z.string().max(300) }),
  query: z.object({ as_of: AsOf.optional(), at: z.string().max(300).optional() }),
  answer: z.object({
    as_of: z.string(),
    /** The union it is looked at from; null: everything within reach. */
    at: z.object({ code: z.string(), name: z.string() }).nullable(),
    indicator: z.string(),
    scheme: z.object({ id: z.string(), title: z.string(), issuer: z.string(), version: z.string() }),
    track: z.object({ id: z.string(), title: z.string() }),
    clause: z.string(),
    place: z.string(),
    section: z.string().nullable(),
    mandatory: z.boolean(),
    judged: z.boolean(),
    /** The condition in Chinese, where the clause has one. */
    condition: z.string().nullable(),
    /** How what is asked belongs together. */
    together: z.enum(['one', 'any', 'all', 'judged']),
    asks: z.array(z.string()).readonly(),
    ruling: z.string().nullable(),
    note: z.string().nullable(),
    measures: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          unit: z.string(),
          formula: z.string(),
          note: z.string().nullable(),
          evidence: z.boolean(),
        }),
      )
      .readonly(),
    totals: Counts,
    kinds: z.array(Counts.extend({ kind: z.string(), title: z.string() })).readonly(),
    /** The unions directly below that have unions of their own below them; code null: the union itself and all others. */
    districts: z.array(Counts.extend({ code: z.string().nullable(), name: z.string() })).readonly(),
    distributions: z.array(Distribution).readonly(),
  }),
});

export type ClauseAnswer = z.output<typeof showClause.answer>;
