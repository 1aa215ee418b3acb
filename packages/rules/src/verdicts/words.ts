/** What a clause comes to for a union (registers.md «Verdicts»). A door of its own, for screens load no rule language. */
export const verdicts = ['met', 'unmet', 'unknown', 'pending', 'not_applicable'] as const;
export type Verdict = (typeof verdicts)[number];

/** Chinese titles, as screens, files and the command line say them. */
export const verdictTitles: Readonly<Record<Verdict, string>> = {
  met: '达标',
  unmet: '未达标',
  unknown: '资料不足',
  pending: '待评定',
  not_applicable: '不适用',
};
