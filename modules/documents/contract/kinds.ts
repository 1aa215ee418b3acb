/** Kinds of document, id → Chinese title. The list is closed: a new kind is a migration. */
export const documentKinds = {
  annual_plan: '年度计划',
  half_summary: '半年小结',
  annual_summary: '年终总结',
  rule: '工作制度',
  scheme_plan: '创建方案',
  duty: '岗位职责',
  archive: '归档材料',
  home_evaluation: '评家资料',
} as const;

export type DocumentKind = keyof typeof documentKinds;
