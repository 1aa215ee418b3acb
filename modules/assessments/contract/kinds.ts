/** What a person may judge where the registers cannot tell, id → Chinese title. The list is closed. */
export const judgementVerdicts = {
  met: '达标',
  unmet: '未达标',
  partly: '部分达标',
} as const;

export type JudgementVerdict = keyof typeof judgementVerdicts;
