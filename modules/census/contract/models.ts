import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { CalibrationShape } from './review-report.ts';

const Count = z.int().min(0);

/** So many settled pairs of each kind are needed before a model is learned from them. */
export const LEAST_LABELS = 50;

/** A model of linkage that was learned from what reviewers settled. */
export const LinkageModelShape = z.object({
  /** What pairs keep of it. */
  version: z.string(),
  /** Settled pairs it was learned from. */
  same: Count,
  different: Count,
  made_at: z.string(),
  /** The model that comes with the program, on pairs that were left out of the learning in turn; and the learned one. */
  before: CalibrationShape,
  after: CalibrationShape,
  in_use: z.boolean(),
  /** Null when it may be used; else why not, in Chinese. */
  unfit: z.string().nullable(),
});
export type LinkageModel = z.output<typeof LinkageModelShape>;

/** Models of the caller's federation, and which one weighs the pairs of its place. */
export const listModels = endpoint({
  id: 'census.listModels',
  method: 'GET',
  path: '/api/census/review/models',
  summary: '本级用判定结果学习过的比对模型，新的在前，分页；现用的是哪一个；有多少判定可供学习。',
  access: 'census:read',
  query: z.object({
    after: z.guid().optional(),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  answer: z.object({
    /** The federation that learns and chooses; null where the caller has none, or one below a city. */
    union: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Version of the model that weighs the pairs of the place. */
    in_use: z.string(),
    /** Version of the model that comes with the program. */
    shipped: z.string(),
    /** Pairs are still being weighed by the model in use. */
    working: z.boolean(),
    labels: z.object({ same: Count, different: Count, needed: Count }),
    models: z.array(LinkageModelShape).readonly(),
    next: z.string().nullable(),
  }),
});
export type ModelList = z.output<(typeof listModels)['answer']>;

const At = z.string().min(1).max(300).optional();

/** Learns a model from what reviewers settled; it is kept and not used before somebody says so. */
export const learnModel = endpoint({
  id: 'census.learnModel',
  method: 'POST',
  path: '/api/census/review/models',
  summary:
    '用本级范围内已有结论的记录对重新学习比对模型，存为一个版本；附学习前后在留出的判定上的符合程度。学完不会自动启用。',
  access: 'census:write',
  body: z.strictObject({
    /** The federation: union_id or code; the highest one the caller may write for where it is not given. */
    at: At,
  }),
  answer: LinkageModelShape,
});

/** Chooses the model that weighs the pairs of a place from now on; those that are there are weighed anew after the answer. */
export const chooseModel = endpoint({
  id: 'census.chooseModel',
  method: 'PUT',
  path: '/api/census/review/models/in-use',
  summary: '启用学习过的一个模型，或者改回随平台提供的模型。本级范围内的记录对随后全部重新比对，人的判定不受影响。',
  access: 'census:write',
  body: z.strictObject({
    at: At,
    /** Null: the model that comes with the program. */
    version: z.string().min(1).max(200).nullable(),
  }),
  answer: z.object({ in_use: z.string() }),
});
