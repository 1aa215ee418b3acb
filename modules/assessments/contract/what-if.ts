import { endpoint } from '@jianjia/kernel';
import { verdicts } from '@jianjia/rules/words';
import { ChangesShape, ItemChangeShape } from '@jianjia/schemes/contract';
import { z } from 'zod';
import { AsOf } from './endpoints.ts';

const Name = z.string().min(1).max(300);
const Count = z.int().min(0);
const Verdict = z.enum(verdicts);

const Question = z.strictObject({
  /** The union looked from, with all below it; everything within reach where it is not given. */
  at: Name.optional(),
  as_of: AsOf.optional(),
  scheme: Name,
  track: Name,
  changes: ChangesShape.default([]),
  /** Another standard in the place of this one; then there are no changes. */
  instead: z.strictObject({ scheme: Name, track: Name.optional() }).optional(),
});
export type WhatIfQuestion = z.output<typeof Question>;

/** Unions judged by the standard, how many reach it before and after, and how many of them flip. */
const tally = {
  unions: Count,
  before: Count,
  after: Count,
  gained: Count,
  lost: Count,
  /** Not judged by the other standard; 0 where nothing but numbers change. */
  not_judged: Count,
};
const Tally = z.object(tally);
export type Tally = z.output<typeof Tally>;

const WhatIfVerdicts = z.object({
  met: Count,
  unmet: Count,
  unknown: Count,
  pending: Count,
  not_applicable: Count,
});
export type WhatIfVerdicts = z.output<typeof WhatIfVerdicts>;

const Flip = z.object({
  union: z.string(),
  name: z.string(),
  kind: z.string(),
  district: z.string().nullable(),
  before: z.boolean(),
  /** null: not judged by the other standard. */
  after: z.boolean().nullable(),
  items: z
    .array(
      z.object({
        indicator: z.string(),
        before: Verdict,
        after: Verdict,
        value: z.number().nullable(),
        unit: z.string().nullable(),
      }),
    )
    .readonly(),
});
export type WhatIfFlip = z.output<typeof Flip>;

const FlipPage = z.object({ unions: z.array(Flip).readonly(), next: z.string().nullable() });

/** What a change of a standard would mean; nothing is written. */
export const askWhatIf = endpoint({
  id: 'assessments.askWhatIf',
  method: 'POST',
  path: '/api/what-if',
  summary: '推演：改一个数、改是否必达，或换一个标准，哪些工会会变；不保存任何内容。',
  access: 'assessments:read',
  body: Question,
  answer: z.object({
    as_of: z.string(),
    total: Tally,
    kinds: z.array(z.object({ kind: z.string(), ...tally })).readonly(),
    /** The next level of the tree, those with most flips first. */
    districts: z.array(z.object({ union: z.string(), name: z.string(), ...tally })).readonly(),
    districts_left_off: Count,
    /** What was changed, and how the verdicts fall. */
    indicators: z.array(ItemChangeShape.extend({ before: WhatIfVerdicts, after: WhatIfVerdicts })).readonly(),
    flips: FlipPage,
  }),
});

/** Which unions a change makes flip, page by page. */
export const listFlips = endpoint({
  id: 'assessments.listFlips',
  method: 'POST',
  path: '/api/what-if/unions',
  summary: '推演中会变的工会名单；不保存任何内容。',
  access: 'assessments:read',
  body: Question.extend({
    direction: z.enum(['gained', 'lost', 'not_judged']).optional(),
    kind: Name.optional(),
    /** Code of a union of the next level. */
    district: Name.optional(),
    after: Name.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  answer: FlipPage,
});
export type FlipQuestion = z.output<(typeof listFlips)['body']>;

/** The body of `listFlips` without its page, as JSON in one parameter of an address. */
export const FlipsToExport = listFlips.body.omit({ after: true, limit: true });
export type FlipsToExport = z.output<typeof FlipsToExport>;

/** All unions that flip as a workbook; answers the file itself. */
export const exportFlips = endpoint({
  id: 'assessments.exportFlips',
  method: 'GET',
  path: '/api/what-if/unions/export',
  summary: '把推演中会变的工会下载为 XLSX 表格；question 是与名单相同的提问，写成 JSON。',
  access: 'assessments:read',
  query: z.object({ question: z.string().max(8000) }),
  answer: z.object({}),
});

/** What may be changed in one track: its indicators with their thresholds. */
export const listChoices = endpoint({
  id: 'assessments.listChoices',
  method: 'GET',
  path: '/api/what-if/choices',
  summary: '一类标准中可以试改的指标、数值和必达标记。',
  access: 'assessments:read',
  query: z.object({ scheme: Name, track: Name }),
  answer: z.object({
    scheme: z.object({ id: z.string(), title: z.string(), version: z.string() }),
    track: z.object({ id: z.string(), title: z.string() }),
    indicators: z
      .array(
        z.object({
          indicator: z.string(),
          clause: z.string(),
          at: z.string(),
          mandatory: z.boolean(),
          judged: z.boolean(),
          thresholds: z
            .array(
              z.object({
                place: z.string(),
                /** «职工入会率不低于» */
                asks: z.string(),
                unit: z.string(),
                /** As printed; null for a parameter that the superior union sets. */
                printed: z.string().nullable(),
                value: z.number().nullable(),
                parameter: z.string().nullable(),
                /** The largest number that makes sense: 1 for a share. */
                most: z.number(),
              }),
            )
            .readonly(),
        }),
      )
      .readonly(),
  }),
});
