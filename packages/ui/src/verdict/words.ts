import type { Verdict } from '@jianjia/rules/words';

/** The five verdicts, in the order lists show them. */
export const verdictOrder = [
  'unmet',
  'unknown',
  'pending',
  'met',
  'not_applicable',
] as const satisfies readonly Verdict[];

/** The colour of a verdict, as CSS variables of theme.ts: light and dark have contrast of 4.5 : 1 on their grounds. */
export const verdictColour = (verdict: Verdict): string => `var(--verdict-${verdict.replace('_', '-')})`;
export const verdictGround = (verdict: Verdict): string => `var(--verdict-${verdict.replace('_', '-')}-ground)`;
