import { Problem } from '@jianjia/kernel';

/** Sentences about coverage and gaps. */
export const problems = {
  noDivision: (code: string) =>
    new Problem('census.noDivision', 'missing', `没有代码为“${code}”的行政区划。请从行政区划的列表中选择。`),
  lapsedPage: () =>
    new Problem('census.lapsedPage', 'invalid', '翻页的位置不对，可能是链接不完整。请回到名单的第一页。'),
  tooLong: (rows: number, most: number) =>
    new Problem(
      'census.tooLong',
      'invalid',
      `名单有 ${rows} 行，一次最多导出 ${most} 行。请增加筛选条件（例如选一个乡镇街道）后再导出。`,
    ),
  brokenBoundaries: (file: string) =>
    new Problem(
      'census.brokenBoundaries',
      'conflict',
      `边界文件 ${file} 读不出来，没有画地图。它应当是 GeoJSON 的 FeatureCollection，每个面的属性有行政区划代码。请管理员检查这个文件。`,
    ),
} as const;
