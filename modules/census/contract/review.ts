import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { departmentIds } from './shapes.ts';

/** What somebody says of two entities, id → Chinese title. */
export const verdicts = { same: '同一家', different: '不是', unsure: '拿不准' } as const;
export type PairVerdict = keyof typeof verdicts;
const verdictIds = Object.keys(verdicts) as [PairVerdict, ...PairVerdict[]];

/** Where a pair stands, id → Chinese title. */
export const pairStages = {
  open: '待判定',
  second: '待第二人判定',
  adjudicate: '待第三人裁定',
  settled: '已有结论',
} as const;
export type PairStage = keyof typeof pairStages;
const stageIds = Object.keys(pairStages) as [PairStage, ...PairStage[]];

/** What is offered for a decision, id → Chinese title. */
export const pairKinds = { doubtful: '拿不准的', joined: '已自动合并的抽查' } as const;
export type PairKind = keyof typeof pairKinds;
const kindIds = Object.keys(pairKinds) as [PairKind, ...PairKind[]];

const Share = z.number().min(0).max(1);
const PairParams = z.object({ left: z.guid(), right: z.guid() });

/** A pair in the queue. */
export const QueuedPairShape = z.object({
  left: z.object({ entity_id: z.string(), name: z.string() }),
  right: z.object({ entity_id: z.string(), name: z.string() }),
  division: z.object({ code: z.string(), name: z.string() }),
  probability: Share,
  /** How much depends on it; doubtful pairs are sorted by it. 0 for a pair that linkage joined. */
  matters: Share,
  stage: z.enum(stageIds),
});
export type QueuedPair = z.output<typeof QueuedPairShape>;

/** Pairs that wait for the caller: doubtful ones, those that matter most first, or joined ones, drawn by lot. */
export const listReviewPairs = endpoint({
  id: 'census.listReviewPairs',
  method: 'GET',
  path: '/api/census/review/pairs',
  summary:
    '等我判定的两条记录，分页：疑似同一家的，影响大的在前；或已自动合并的，按固定的抽签次序供抽查。自己判过的、已有结论的不再出现。',
  access: 'census:review',
  query: z.object({
    kind: z.enum(kindIds).default('doubtful'),
    division: z
      .string()
      .regex(/^\d{2,12}$/, '行政区划要写 2 到 12 位数字代码。')
      .optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: z.object({ pairs: z.array(QueuedPairShape).readonly(), next: z.string().nullable() }),
});
export type QueueQuery = z.output<(typeof listReviewPairs)['query']>;

/** One of the two, as its best record says; persons are covered. */
export const SideShape = z.object({
  entity_id: z.string(),
  employer_id: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  registration_no: z.string().nullable(),
  division: z.object({ code: z.string(), name: z.string() }),
  address: z.string().nullable(),
  representative: z.string().nullable(),
  phone: z.string().nullable(),
  employees: z.int().min(0).nullable(),
  union_name: z.string().nullable(),
  departments: z.array(z.enum(departmentIds)).readonly(),
  records: z.int().min(0),
});
export type Side = z.output<typeof SideShape>;

/** Why the model thinks so: it starts from the prior and adds the weight of each comparison. */
export const ExplanationShape = z.object({
  /** Version of the model that gives these reasons. */
  model: z.string(),
  /** Share of the pairs that are one employer before anything is compared. */
  prior: Share,
  steps: z
    .array(
      z.object({
        title: z.string(),
        /** How the two compare. */
        level: z.string(),
        /** Log2 of how much likelier this is for one employer than for two; below 0 it speaks against. */
        weight: z.number(),
      }),
    )
    .readonly(),
});
export type PairExplanation = z.output<typeof ExplanationShape>;

export const WholePairShape = z.object({
  left: SideShape,
  right: SideShape,
  /** Null when linkage does not pair them any more. */
  probability: Share.nullable(),
  model: z.string().nullable(),
  /** Linkage joins them by itself; a decision may part them all the same, also one about others. */
  joined: z.boolean(),
  /** They are one employer of the list now. */
  together: z.boolean(),
  stage: z.enum(stageIds),
  verdict: z.enum(verdictIds).nullable(),
  /** How many persons must agree. */
  persons: z.int(),
  /** What the caller holds. */
  mine: z.enum(verdictIds).nullable(),
  /** What others hold; empty while the caller is to answer without knowing. */
  others: z.array(z.enum(verdictIds)).readonly(),
  explanation: ExplanationShape.nullable(),
  can: z.object({ decide: z.boolean(), undo: z.boolean() }),
});
export type WholePair = z.output<typeof WholePairShape>;

/** A pair side by side, with the model's reasons. */
export const showReviewPair = endpoint({
  id: 'census.showReviewPair',
  method: 'GET',
  path: '/api/census/review/pairs/:left/:right',
  summary: '两条记录的对照、模型的依据和判定情况。需要两人判定时，自己判定之前看不到别人的判定。',
  access: 'census:review',
  params: PairParams,
  answer: WholePairShape,
});

/** Says whether the two are one employer. */
export const decidePair = endpoint({
  id: 'census.decidePair',
  method: 'POST',
  path: '/api/census/review/pairs/:left/:right/decisions',
  summary: '判定两条记录是不是同一家单位。判定只追加、不修改；底册随后自动合并或拆开。',
  access: 'census:review',
  params: PairParams,
  body: z.strictObject({ verdict: z.enum(verdictIds) }),
  answer: WholePairShape,
});

/** Takes the caller's own decision back. */
export const undoPair = endpoint({
  id: 'census.undoPair',
  method: 'POST',
  path: '/api/census/review/pairs/:left/:right/undo',
  summary: '撤销自己对这两条记录的判定（另记一行），底册恢复到判定之前。',
  access: 'census:review',
  params: PairParams,
  body: z.strictObject({}),
  answer: WholePairShape,
});

/** Pairs that were settled, for learning the weights anew. */
export const listLabels = endpoint({
  id: 'census.listLabels',
  method: 'GET',
  path: '/api/census/review/labels',
  summary: '已有结论的记录对，作为模型学习的样本：两条记录的编号和是否同一家，分页。',
  access: 'census:review',
  query: z.object({
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(500),
  }),
  answer: z.object({
    labels: z.array(z.object({ a_id: z.string(), b_id: z.string(), match: z.boolean() })).readonly(),
    next: z.string().nullable(),
  }),
});
