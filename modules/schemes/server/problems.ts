import { Problem } from '@jianjia/kernel';

/** Sentences of this room. */
export const problems = {
  noScheme: (id: string, known: readonly string[], near: string | null) =>
    new Problem(
      'schemes.noScheme',
      'missing',
      `没有编号为“${id}”的标准。${near ? `是否想找“${near}”？` : `现有：${known.join('、') || '（无）'}。`}`,
    ),
  noItem: (scheme: string, id: string, near: string | null) =>
    new Problem(
      'schemes.noItem',
      'missing',
      `标准“${scheme}”里没有编号为“${id}”的条目。${near ? `是否想找“${near}”？` : '请从标准的原文页面选择条目。'}`,
    ),
  noMeasure: (id: string, near: string | null) =>
    new Problem(
      'schemes.noMeasure',
      'missing',
      `所选标准都没有用到指标“${id}”。${near ? `是否想找“${near}”？` : '请从对照表里选择指标，或多选几个标准。'}`,
    ),
} as const;
