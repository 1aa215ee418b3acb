import { z } from 'zod';
import {
  comparisonShape,
  conditionShape,
  day,
  decimalShape,
  formula,
  kebabId,
  sentence,
  wordId,
} from '../scheme/leaves.ts';
import { peerKeys } from './kinds/rank.ts';
import { pointsShape } from './points.ts';
import { ruleShapeWith } from './rule.ts';

/* The shapes of scoring in a track file, of its worked examples, and of the worked worlds in scheme.yaml. */

const VALUE_SENTENCE = '此处应为数字、百分数、分数（7/9）或 unknown。';

const valueShape = z
  .union([z.number(), z.string()], { error: VALUE_SENTENCE })
  .describe('数值：3、93%、7/9；unknown 未知');

const triShape = z.union([z.boolean(), z.literal('unknown')], { error: '此处应为 true、false 或 unknown。' });

const inputFields = {
  value: valueShape.optional(),
  met: z
    .union([z.boolean(), z.enum(['unknown', 'not_applicable'])])
    .optional()
    .describe('是否符合'),
  judged: z
    .union([pointsShape, z.record(wordId, pointsShape)], { error: '此处应为评分，或 { 评分栏: 评分 }。' })
    .optional()
    .describe('评定人所给分数'),
  zero: triShape.optional().describe('是否触发本项不得分'),
  last: day.optional().describe('最近一次发生的日期'),
};

export const exampleInputShape = z.strictObject({
  ...inputFields,
  parts: z.array(z.strictObject(inputFields)).optional().describe('各分项的情况，依次'),
});

const expectedShape = z
  .union([pointsShape, z.tuple([pointsShape, pointsShape]), z.literal('not_applicable')], {
    error: '此处应为得分、[最低, 最高] 或 not_applicable。',
  })
  .describe('应得分；资料不足时写 [最低, 最高]');

const ruleExampleShape = exampleInputShape.extend({
  class: wordId.optional().describe('类别'),
  kind: wordId.optional().describe('组织类型'),
  rank: z.int().min(1).optional().describe('名次'),
  of: z.int().min(1).optional().describe('参加排名的个数'),
  below: z.array(pointsShape).optional().describe('下级工会的得分'),
  parameters: z.record(wordId, decimalShape).optional().describe('参数取值'),
  points: expectedShape,
});

const scoreShape = ruleShapeWith({
  zero_if: z.array(conditionShape).min(1).optional().describe('符合任何一条，本项不得分'),
  examples: z.array(ruleExampleShape).optional().describe('算例，至少两个；算不对则不予载入'),
});

/** Scoring keys of an item. */
export const itemScoringShape = {
  section: wordId.optional().describe('计入哪一部分（scoring.sections 中最末一级的编号）'),
  score: scoreShape.optional().describe('如何得分'),
  gate: z.literal(true).optional().describe('必备条件：不符合则不能评定任何等次'),
  veto: z
    .strictObject({
      look_back: z
        .union([z.strictObject({ years: z.int().min(1).max(50) }), z.strictObject({ months: z.int().min(1).max(600) })])
        .optional()
        .describe('追溯期：期内发生过即否决'),
      effect: z
        .union([z.enum(['no_level', 'zero']), z.strictObject({ at_most: wordId })], {
          error: '此处应为 no_level、zero 或 { at_most: 等次编号 }。',
        })
        .optional()
        .describe('后果：no_level 不评等次（默认）；zero 总分记零；{ at_most: 等次 } 最高只能评到该等次'),
    })
    .optional()
    .describe('一票否决'),
  excludes: z.array(wordId).min(1).optional().describe('不符合时取消哪些等次（评先评优）的资格'),
  clawback: z
    .strictObject({ points: pointsShape, cap: pointsShape })
    .optional()
    .describe('不符合时，每个单位倒扣直接上级几分，最多扣几分'),
  level: wordId.optional().describe('哪一等次要求本条'),
};

export const sectionShape = z.strictObject({
  id: wordId,
  title: sentence,
  points: pointsShape.optional().describe('本部分满分；加分部分不写为不封顶'),
  floor: pointsShape.optional().describe('最低分，默认 0；允许倒扣时写负数'),
  bonus: z.literal(true).optional().describe('加分部分，不计入满分'),
  get sections() {
    return z.array(sectionShape).min(1).optional();
  },
});

const within = z
  .array(z.enum(peerKeys))
  .optional()
  .describe('在谁之间比：class 同类、kind 同组织类型、parent 同一上级');

export const trackScoringShape = z
  .strictObject({
    full: pointsShape.describe('满分'),
    not_applicable: z
      .enum(['rescale', 'lost', 'full'])
      .optional()
      .describe('不适用的条目：rescale 折算为满分（默认）；lost 不得分；full 按满分计'),
    decimals: z.int().min(0).max(3).optional().describe('小计、总分保留几位小数，默认 2'),
    columns: z
      .array(z.strictObject({ id: wordId, title: sentence, counts: z.boolean().optional() }))
      .min(1)
      .optional()
      .describe('评分栏，如自评、县级、市级、复核；counts: false 只作展示'),
    take: z.enum(['last', 'mean', 'lowest']).optional().describe('取最后一栏（默认）、平均或最低'),
    class: z
      .strictObject({
        measure: formula,
        classes: z.array(z.strictObject({ id: wordId, title: sentence, ...comparisonShape })).min(2),
      })
      .optional()
      .describe('按数据分类（一、二、三类）；自上而下第一个符合的类'),
    sections: z.array(sectionShape).min(1, { error: '至少要有一个部分。' }),
    total: z
      .strictObject({ floor: pointsShape.optional(), cap: pointsShape.optional() })
      .optional()
      .describe('总分的最低分（默认 0）和最高分（默认不封顶）'),
    levels: z
      .array(
        z.strictObject({
          id: wordId,
          title: sentence,
          at_least: pointsShape.optional().describe('总分不低于'),
          quota: z.strictObject({ limit: decimalShape.describe('名额：个数或比例'), within }).optional(),
        }),
      )
      .optional()
      .describe('等次，由高到低'),
    cumulative: z.literal(true).optional().describe('递进：高一等次须同时符合低等次的要求'),
  })
  .describe('评分办法');

const WORLD_REST = ['full', 'zero', 'unknown'] as const;

/** A worked example of a whole scheme: some unions, their inputs, their totals and levels. */
export const worldShape = z.strictObject({
  title: sentence,
  as_of: day,
  parameters: z.record(wordId, decimalShape).optional(),
  unions: z
    .array(
      z.strictObject({
        id: wordId,
        track: wordId,
        kind: wordId.optional(),
        parent: wordId.optional(),
        sampled: z.boolean().optional(),
        class: valueShape.optional().describe('决定类别的指标值'),
        rest: z.enum(WORLD_REST).describe('未列出的条目：full 得满分且符合；zero 不得分且符合；unknown 未知'),
        items: z.record(kebabId, exampleInputShape).optional(),
        gives: z.strictObject({
          total: z.union([pointsShape, z.tuple([pointsShape, pointsShape])]).optional(),
          level: z.union([wordId, z.literal('none')]).optional(),
          possible: z
            .union([wordId, z.literal('none')])
            .optional()
            .describe('资料补齐后可能达到的等次'),
          sections: z.record(wordId, pointsShape).optional(),
        }),
      }),
    )
    .min(1),
});

export type SectionYaml = z.output<typeof sectionShape>;
export type TrackScoringYaml = z.output<typeof trackScoringShape>;
export type ItemScoringYaml = z.output<z.ZodObject<typeof itemScoringShape>>;
export type ScoreYaml = NonNullable<ItemScoringYaml['score']>;
export type RuleExampleYaml = z.output<typeof ruleExampleShape>;
export type ExampleInputYaml = z.output<typeof exampleInputShape>;
export type WorldYaml = z.output<typeof worldShape>;
