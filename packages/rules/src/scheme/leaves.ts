import { z } from 'zod';
import { decimalOf, parseDecimal } from './decimal.ts';
import type { Threshold } from './criterion.ts';

/* Small shapes that scheme files and scoring rules share. */

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const SNAKE = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;

export const kebabId = z
  .string()
  .regex(KEBAB, { error: '编号须用小写英文字母、数字和连字符，如 join-rate。' })
  .max(80, { error: '编号不得超过 80 个字符。' });

export const wordId = z
  .string()
  .regex(SNAKE, { error: '名称须用小写英文字母、数字、下划线或连字符，如 contract_rate。' })
  .max(80, { error: '名称不得超过 80 个字符。' });

export const sentence = z.string().trim().min(1, { error: '不能为空。' });

export const day = z.iso.date({ error: '日期须写作 2025-06-30。' });

/** `0.5`, `80%`: kept exactly as printed. */
export const decimalShape = z
  .union([z.number(), z.string()], { error: '此处应为数字或百分数，如 5、0.5、80%。' })
  .transform((value, context) => {
    const parsed = typeof value === 'number' ? decimalOf(value) : parseDecimal(value);
    if (parsed) return parsed;
    context.addIssue({ code: 'custom', message: '此处应为数字或百分数，如 5、0.5、80%。' });
    return z.NEVER;
  });

/** A decimal, or `{ parameter: id }` for what the superior union sets. */
export const thresholdShape = z
  .union([z.number(), z.string(), z.strictObject({ parameter: wordId })], {
    error: '此处应为数字、百分数（80%）或 { parameter: 参数编号 }。',
  })
  .transform((value, context): Threshold => {
    if (typeof value === 'object') return { kind: 'parameter', parameter: value.parameter };
    const parsed = typeof value === 'number' ? decimalOf(value) : parseDecimal(value);
    if (parsed) return { kind: 'decimal', ...parsed };
    context.addIssue({ code: 'custom', message: '此处应为数字、百分数（80%）或 { parameter: 参数编号 }。' });
    return z.NEVER;
  })
  .describe('数字、百分数（80%），或 { parameter: 参数编号 }');

export const formula = z.string().trim().min(1, { error: '公式不能为空。' }).max(2000, { error: '公式过长。' });

export const comparisonShape = {
  at_least: thresholdShape.optional().describe('不低于、达到、以上'),
  at_most: thresholdShape.optional().describe('不高于、不超过、以内'),
  more_than: thresholdShape.optional().describe('高于、超过'),
  less_than: thresholdShape.optional().describe('低于、不足'),
  equals: thresholdShape.optional().describe('等于'),
  one_of: z.array(thresholdShape).min(1, { error: '至少列出一个数。' }).optional().describe('是其中之一，如 [3, 5]'),
};

export const conditionShape = z.strictObject({
  measure: formula.describe('指标名，如 members.join_rate、meetings.yearly(plenary)'),
  ...comparisonShape,
});

/** Criterion keys of an item and of a part; exactly one of measure, judged, any, all. */
export const criterionShape = {
  measure: formula.optional().describe('由台账计算的指标；不写比较则为是非指标'),
  ...comparisonShape,
  judged: z.array(formula).optional().describe('由人评定；列出旁边展示的佐证指标，可为空 []'),
  any: z.array(conditionShape).min(2, { error: '至少列出两个条件。' }).optional().describe('满足其一即可'),
  all: z.array(conditionShape).min(2, { error: '至少列出两个条件。' }).optional().describe('须全部满足'),
};

export const quoteShape = {
  at: z
    .union([z.string().trim().min(1, { error: '请写明在文件中的位置，如 附件6/六/1。' }), z.int()], {
      error: '请写明在文件中的位置，如 附件6/六/1。',
    })
    .transform(String)
    .describe('在文件中的位置，由外到内以 / 分隔，如 附件6/六/1'),
  quote: sentence.describe('原文，逐字照录；换行与空白不计'),
};
