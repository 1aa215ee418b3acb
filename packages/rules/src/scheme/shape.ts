import { z } from 'zod';
import { itemScoringShape, trackScoringShape, worldShape } from '../scoring/shape.ts';
import { criterionShape, day, decimalShape, formula, kebabId, quoteShape, sentence, wordId } from './leaves.ts';
import { constraintSubjects, itemKinds, remainingReasons, stages } from './types.ts';

/*
 * The shapes of scheme.yaml and of a track file. Every object is strict: a mistyped key is an error, never
 * silently nothing. The JSON Schema for editors is generated from these.
 */

export const parameterShape = z.strictObject({
  id: wordId.describe('参数编号'),
  title: sentence.describe('参数名称，如 集体合同签订率上级考核要求'),
  unit: z.string().optional().describe('单位，如 %'),
  values: z
    .array(
      z.strictObject({
        from: day.describe('自何日起'),
        until: day.optional().describe('至何日止（含当日）'),
        value: decimalShape.describe('数值'),
      }),
    )
    .optional()
    .describe('方案本身载明的数值及起止日期；上级工会另行设定的优先'),
});

export const schemeShape = z
  .strictObject({
    id: wordId.describe('方案编号，与文件夹同名'),
    title: sentence.describe('活动名称，照文件写'),
    place: sentence.describe('发文工会'),
    division: z
      .string()
      .regex(/^\d{2,12}$/, { error: "行政区划须为 2–12 位数字并加引号，如 '1501'。" })
      .describe('行政区划代码'),
    version: z.string().min(1, { error: '版本不能为空。' }).describe("版本，如 '2020'（加引号）"),
    issued_on: day.optional().describe('印发日期，文件载明时才写'),
    source: z
      .string()
      .regex(/^[\w.-]+$/, { error: '须是本文件夹内的文件名。' })
      .describe('原文文件，如 source.txt'),
    tracks: z
      .array(
        z.strictObject({
          id: wordId.describe('类别编号'),
          title: sentence.describe('类别名称'),
          file: z
            .string()
            .regex(/^[\w.-]+\.ya?ml$/, { error: '须是本文件夹内的 .yaml 文件名。' })
            .describe('类别文件'),
          fits: formula.describe("适用于哪些工会，如 kind = 'enterprise'"),
        }),
      )
      .min(1, { error: '至少要有一个类别。' })
      .describe('各类标准及其适用范围'),
    parameters: z.array(parameterShape).optional().describe('上级考核值等参数'),
    rulings: z.record(wordId, sentence).optional().describe('对原文读法的说明'),
    remaining: z
      .array(
        z.strictObject({
          quote: sentence.describe('原文，逐字照录'),
          because: z.enum(remainingReasons).describe('为何无须成为条目'),
        }),
      )
      .optional()
      .describe('没有条目引用的句子'),
    examples: z.array(worldShape).optional().describe('整套算例：若干工会的得分与等次；算不对则不予载入'),
  })
  .describe('规范化建设方案');

export const itemKindShape = {
  as: z.enum(itemKinds).optional().describe('条目种类，默认 indicator 指标'),
  stage: z.enum(stages).optional().describe('程序所处环节（as: procedure）'),
  kept_in: z
    .array(wordId)
    .min(1, { error: '至少列出一个台账。' })
    .optional()
    .describe('由哪些台账承载（as: register）'),
  offered_by: wordId.optional().describe('由哪个模块提供（as: mechanism）'),
  on: z.enum(constraintSubjects).optional().describe('约束什么（as: constraint）'),
};

export const itemBaseShape = {
  id: kebabId.describe('条目编号，英文小写加连字符，同一文件内唯一，一经发布不再改动'),
  ...quoteShape,
  ...itemKindShape,
  ...criterionShape,
  when: formula.optional().describe('适用条件；不成立则不适用'),
  mandatory: z
    .boolean({ error: '此处应为 true 或 false。' })
    .optional()
    .describe('原文说可以、鼓励时写 false；默认 true'),
  ruling: sentence.optional().describe('读法说明的编号，或一句话'),
  note: sentence.optional().describe('给使用者的说明'),
  ...itemScoringShape,
};

export const itemShape = z.strictObject(itemBaseShape);

export const trackShape = z
  .strictObject({
    track: wordId.describe('类别编号；programme.yaml 写 programme'),
    items: z.array(itemShape).describe('条目'),
    scoring: trackScoringShape.optional().describe('评分办法；不写则只评是否达标'),
  })
  .describe('某一类别的条目');

export type SchemeYaml = z.output<typeof schemeShape>;
export type TrackYaml = z.output<typeof trackShape>;
export type ItemYaml = z.output<typeof itemShape>;
