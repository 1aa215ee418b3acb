/** The five verdicts, in the order lists show them. */
export const verdicts = ['unmet', 'unknown', 'pending', 'met', 'not_applicable'] as const;
export type Verdict = (typeof verdicts)[number];

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: '达标',
  unmet: '未达标',
  unknown: '资料不足',
  pending: '待评定',
  not_applicable: '不适用',
};

/** The colour of a verdict, as CSS variables of theme.ts: light and dark have contrast of 4.5 : 1 on their grounds. */
export const verdictColour = (verdict: Verdict): string => `var(--verdict-${verdict.replace('_', '-')})`;
export const verdictGround = (verdict: Verdict): string => `var(--verdict-${verdict.replace('_', '-')}-ground)`;
