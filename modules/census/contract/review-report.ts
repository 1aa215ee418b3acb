import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';

const Count = z.int().min(0);
const Share = z.number().min(0).max(1);

/** Pairs of which the model said about the same. */
export const ReliabilityBinShape = z.object({
  from: Share,
  to: Share,
  pairs: Count,
  /** Mean of what the model said. */
  predicted: Share,
  /** Share that reviewers found to be one employer. */
  observed: Share,
});
export type ReliabilityBin = z.output<typeof ReliabilityBinShape>;

/** What predicted probabilities were worth. */
export const CalibrationShape = z.object({
  pairs: Count,
  /** Mean squared error of the probability: 0 is perfect; null without pairs. */
  brier: Share.nullable(),
  /** Brier score of saying the share of same every time: what a model must beat. */
  plain_brier: Share.nullable(),
  bins: z.array(ReliabilityBinShape).readonly(),
});

/** A share with the bounds between which it lies at 95 %. */
export const IntervalShape = z.object({ share: Share, low: Share, high: Share });
export type Interval = z.output<typeof IntervalShape>;

/** What checks of joined pairs found, those of about the same probability together. */
export const JoinStratumShape = z.object({
  from: Share,
  to: Share,
  /** Pairs that linkage joined by itself. */
  joined: Count,
  /** Of them those that people settled in a check. */
  checked: Count,
  /** Of those the ones found to be one employer. */
  right: Count,
  precision: IntervalShape.nullable(),
});
export type JoinStratum = z.output<typeof JoinStratumShape>;

/** How the desk is doing. */
export const reviewReport = endpoint({
  id: 'census.reviewReport',
  method: 'GET',
  path: '/api/census/review/report',
  summary:
    '判定进度、两人判定的一致程度（Cohen κ 和一致率）、模型概率与判定结果的符合程度（分段和 Brier 分）、自动合并的准确率（抽查所得，附 95% 区间）。',
  access: 'census:read',
  query: z.object({
    division: z
      .string()
      .regex(/^\d{2,12}$/, '行政区划要写 2 到 12 位数字代码。')
      .optional(),
  }),
  answer: z.object({
    progress: z.object({
      /** Doubtful pairs without a verdict. */
      waiting: Count,
      /** Of them with two opinions that differ. */
      disagreed: Count,
      same: Count,
      different: Count,
      undone: Count,
    }),
    agreement: z.object({
      /** Pairs that two persons answered without knowing of each other. */
      pairs: Count,
      share: Share.nullable(),
      /** Null where too little was answered, or everything alike. */
      kappa: z.number().min(-1).max(1).nullable(),
      /** First person's answer × second person's: same, different, unsure. */
      table: z.array(z.array(Count).readonly()).readonly(),
    }),
    calibration: CalibrationShape.extend({
      models: z.array(z.object({ model: z.string(), pairs: Count })).readonly(),
    }),
    joins: z.object({
      /** Of all joined pairs the share that is one employer, as far as the checks tell; null until every stratum has one. */
      precision: IntervalShape.nullable(),
      strata: z.array(JoinStratumShape).readonly(),
    }),
    mode: z.object({
      /** The federation the caller sets it for; null for none. */
      union: z.object({ id: z.string(), name: z.string() }).nullable(),
      /** How many persons must agree there. */
      persons: z.int(),
    }),
  }),
});
export type ReviewReport = z.output<(typeof reviewReport)['answer']>;

/** Sets how many persons must agree. */
export const setReviewMode = endpoint({
  id: 'census.setReviewMode',
  method: 'PUT',
  path: '/api/census/review/mode',
  summary: '设定本级范围内一对记录由一人判定，还是两人各自判定、意见不同再由第三人裁定。',
  access: 'census:write',
  body: z.strictObject({
    /** The federation: union_id or code; the highest one the caller may write for where it is not given. */
    at: z.string().min(1).max(300).optional(),
    persons: z.union([z.literal(1), z.literal(2)]),
  }),
  answer: z.object({ union: z.object({ id: z.string(), name: z.string() }), persons: z.int() }),
});
