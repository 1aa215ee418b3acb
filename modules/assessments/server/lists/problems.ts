import { Problem } from '@jianjia/kernel';

/** Sentences about lists. */
export const problems = {
  noTrack: (scheme: string, track: string, near: string | null) =>
    new Problem(
      'assessments.noTrack',
      'missing',
      `标准“${scheme}”没有适用对象“${track}”。${near ? `是否想写“${near}”？` : '请从标准页面选择。'}`,
    ),
  noIndicator: (indicator: string, near: string | null) =>
    new Problem(
      'assessments.noListedIndicator',
      'missing',
      `没有编号为“${indicator}”的条款。${near ? `是否想写“${near}”？` : '请从标准页面选择。'}`,
    ),
  trackAlone: () =>
    new Problem('assessments.trackAlone', 'invalid', '只给了适用对象，不知道是哪个标准的。请同时选择标准。'),
  otherScheme: (indicator: string) =>
    new Problem(
      'assessments.otherScheme',
      'invalid',
      `条款“${indicator}”不属于所选的标准或适用对象。请去掉其中一个筛选条件。`,
    ),
  needsIndicator: (what: string) =>
    new Problem('assessments.needsIndicator', 'invalid', `按${what}筛选或排序要先选定一条条款。请从条款页面进入。`),
  needsSince: () =>
    new Problem(
      'assessments.needsSince',
      'invalid',
      '查看新达标或不再达标的工会，要写明和哪一天比较。请选择比较日期。',
    ),
  needsFlip: () =>
    new Problem('assessments.needsFlip', 'invalid', '写了比较日期，但没有写看新达标的还是不再达标的。请选择其中一种。'),
  notEarlier: (since: string, t: string) =>
    new Problem('assessments.notEarlier', 'invalid', `比较日期 ${since} 不早于评定日 ${t}。请选择更早的一天。`),
  notEvaluated: (since: string) =>
    new Problem(
      'assessments.notEvaluated',
      'missing',
      `没有保存 ${since} 的评定结果，不能和那一天比较。请选择总览页列出的比较日期。`,
    ),
  notOfResults: () =>
    new Problem(
      'assessments.notOfResults',
      'invalid',
      '新建、撤销的工会名单不看评定结果，不能再按标准、条款或达标情况筛选和排序。请去掉这些条件。',
    ),
  lapsedPage: () =>
    new Problem('assessments.lapsedPage', 'invalid', '翻页的位置不对，可能是链接不完整。请回到名单的第一页。'),
  tooLong: (rows: number, most: number) =>
    new Problem(
      'assessments.tooLong',
      'invalid',
      `名单有 ${rows} 行，一次最多导出 ${most} 行。请增加筛选条件（例如选一个区县或一个标准）后再导出。`,
    ),
} as const;
