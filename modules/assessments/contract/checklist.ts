import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { AsOf } from './endpoints.ts';
import { outcomeFields } from './outcome-shape.ts';

const Count = z.int().min(0);
const UnionCode = z.object({ code: z.string().max(300) });
const Titled = z.object({ id: z.string(), title: z.string() });
const Points = z.object({ low: z.number(), high: z.number().nullable() });

const Head = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  kind_title: z.string(),
  founded_on: z.string(),
  dissolved_on: z.string().nullable(),
  /** From the root within sight down to the parent. */
  above: z.array(z.object({ code: z.string(), name: z.string() })).readonly(),
});

const Item = z.object({
  indicator: z.string(),
  /** The quoted source text. */
  quote: z.string(),
  at: z.string(),
  mandatory: z.boolean(),
  ...outcomeFields,
  /** Which way the threshold is meant: a bar to reach, a limit to keep below, or neither. */
  bound: z.enum(['at_least', 'at_most', 'other']).nullable(),
  /** What it asks, in Chinese. */
  asks: z.string(),
  /** Titles of the measures it looks at. */
  looks_at: z.array(z.string()).readonly(),
  /** Registers without records, and parameters nobody has set. */
  missing: z.array(Titled).readonly(),
  /** Why it cannot be told although there are records. */
  because: z.string().nullable(),
  /** A person decides. */
  judged: z.boolean(),
  /** Only where the item gives points. */
  points: Points.optional(),
});

const NextStepShape = z.object({
  kind: z.enum(['move', 'record', 'parameter', 'judge']),
  /** What to do, one Chinese sentence. */
  sentence: z.string(),
  /** Indicators that are met by it (`move`), or have a verdict by it (everything else). */
  settles: z.array(z.string()).readonly(),
  /** How many of them are met for certain. */
  met: Count,
  /** Certain points gained; null where the standard gives none. */
  points: z.number().nullable(),
  /** Whether the standard is reached by this alone. */
  reaches: z.enum(['yes', 'if_met', 'no']),
  /** Where it is done. */
  registers: z.array(Titled).readonly(),
});

const Counts = z.object({ met: Count, unmet: Count, unknown: Count, pending: Count, not_applicable: Count });

const Standard = z.object({
  scheme: z.string(),
  scheme_title: z.string(),
  issuer: z.string(),
  version: z.string(),
  track: z.string(),
  track_title: z.string(),
  reached: z.boolean(),
  counts: Counts,
  /** Only where the standard gives points. */
  score: Points.extend({
    full: z.number(),
    level: z.string().nullable(),
    possible: z.string().nullable(),
  }).optional(),
  sections: z
    .array(z.object({ path: z.string(), title: z.string(), counts: Counts, items: z.array(Item).readonly() }))
    .readonly(),
  next_steps: z.array(NextStepShape).readonly(),
});

/** A union's checklists: every standard that judges it, by the sections of its document. */
export const getChecklist = endpoint({
  id: 'assessments.getChecklist',
  method: 'GET',
  path: '/api/unions/:code/checklist',
  summary: '一个工会的达标清单：按文件的章节列出每条标准的结论、数值与所缺资料，以及下一步最该做的事。',
  access: 'assessments:read',
  params: UnionCode,
  query: z.object({ as_of: AsOf.optional(), scheme: z.string().max(300).optional() }),
  answer: z.object({ as_of: z.string(), union: Head, standards: z.array(Standard).readonly() }),
});

const ItemParams = UnionCode.extend({ indicator: z.string().max(300) });

const Fact = z.object({
  /** To ask for its rows. */
  key: z.string(),
  title: z.string(),
  value: z.number().nullable(),
  register: Titled,
  /** How many records it was counted from. */
  records: Count,
});

const Measure = z.object({
  title: z.string(),
  unit: z.string(),
  /** The formula in Chinese. */
  formula: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  because: z.string().nullable(),
  note: z.string().nullable(),
  /** Whether it only helps a person to judge. */
  evidence: z.boolean(),
  facts: z.array(Fact).readonly(),
});

/** Why a union has its verdict on one item. */
export const explainItem = endpoint({
  id: 'assessments.explainItem',
  method: 'GET',
  path: '/api/unions/:code/items/:indicator',
  summary: '一个工会的一条标准为什么是这个结论：原文、公式、数字，以及每个数字来自多少条记录。',
  access: 'assessments:read',
  params: ItemParams,
  query: z.object({ as_of: AsOf.optional() }),
  answer: z.object({
    as_of: z.string(),
    union: z.object({ code: z.string(), name: z.string() }),
    scheme: z.object({ id: z.string(), title: z.string(), issuer: z.string(), version: z.string() }),
    track: Titled,
    indicator: z.string(),
    quote: z.string(),
    at: z.string(),
    mandatory: z.boolean(),
    /** When the item applies, in Chinese. */
    condition: z.string().nullable(),
    asks: z.array(z.string()).readonly(),
    ...outcomeFields,
    because: z.string().nullable(),
    missing: z.array(Titled).readonly(),
    ruling: z.string().nullable(),
    note: z.string().nullable(),
    judgement: z.object({ verdict: z.string(), on: z.string(), judge: z.string(), reason: z.string() }).nullable(),
    measures: z.array(Measure).readonly(),
    score: z
      .object({
        rule: z.string().nullable(),
        effects: z.array(z.string()).readonly(),
        section: z.string().nullable(),
        points: Points.nullable(),
      })
      .optional(),
  }),
});

/** The records behind one number of an item. */
export const listItemRows = endpoint({
  id: 'assessments.listItemRows',
  method: 'GET',
  path: '/api/unions/:code/items/:indicator/rows',
  summary: '一个数字背后的记录：编号和公式用到的栏目；只列出您有权查看的记录。',
  access: 'assessments:read',
  params: ItemParams,
  query: z.object({
    as_of: AsOf.optional(),
    fact: z.string().max(300),
    /** How many records were passed: a key could be that of a record out of the caller's sight. */
    after: z.coerce.number().int().min(0).max(999_999_999).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  answer: z.object({
    as_of: z.string(),
    register: Titled,
    /** How many records the number was counted from, those out of the caller's sight included. */
    records: Count,
    /** Of this page: records the number counts and the caller may not see. */
    hidden: Count,
    columns: z.array(Titled).readonly(),
    rows: z.array(z.object({ key: z.string(), cells: z.array(z.string()).readonly() })).readonly(),
    next: z.string().nullable(),
  }),
});

/** An empty register to be filled in. */
export const getRegisterTemplate = endpoint({
  id: 'assessments.getRegisterTemplate',
  method: 'GET',
  path: '/api/registers/:register/template',
  summary: '下载一个台账的 CSV 模板：一行表头，填好后导入。',
  access: 'session',
  params: z.object({ register: z.string().regex(/^[a-z_]{1,32}$/) }),
  answer: z.string(),
});
