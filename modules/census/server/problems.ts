import { Problem } from '@jianjia/kernel';

/** Sentences of the census. */
export const problems = {
  noPlace: () =>
    new Problem(
      'census.noPlace',
      'missing',
      '没有这个工会，或者您不能为它接收部门名册。请选择您管理的市、县、乡镇工会。',
    ),
  noSource: () =>
    new Problem('census.noSource', 'missing', '没有这个来源，或者不在您的管理范围内。请从来源列表中选择。'),
  sourceKnown: (title: string) =>
    new Problem('census.sourceKnown', 'conflict', `已经有名为“${title}”的来源。请直接在它下面上传，或换一个名称。`),
  noDelivery: () =>
    new Problem(
      'census.noDelivery',
      'missing',
      '没有这份文件，或者不在您的管理范围内。它可能已被丢弃，请回到文件列表。',
    ),
  noEmployer: () =>
    new Problem(
      'census.noEmployer',
      'missing',
      '底册里没有这家单位，或者不在您的管理范围内。它可能已并入另一家，请重新查找。',
    ),
  noFile: () => new Problem('census.noFile', 'invalid', '没有收到文件。请选择一个 CSV 或 XLSX 文件后上传。'),
  formFirst: (what: string) =>
    new Problem(
      'census.formFirst',
      'invalid',
      `${what}请在文件之前填好 year（年度）和 as_of（数据日期，YYYY-MM-DD）。`,
    ),
  unreadable: (reason: string) => new Problem('census.unreadable', 'invalid', reason),
  diskFull: () =>
    new Problem('census.diskFull', 'conflict', '服务器磁盘空间不足，没有接收。请联系管理员清理磁盘后重试。'),
  tooManyRows: (most: number) =>
    new Problem('census.tooManyRows', 'invalid', `一份文件最多 ${most} 行。请按区县分成几份上传。`),
  unknownTitle: (title: string) =>
    new Problem('census.unknownTitle', 'invalid', `文件里没有名为“${title}”的栏目。请按文件的表头选择。`),
  twoColumns: (field: string) => new Problem('census.twoColumns', 'invalid', `有两栏都对应“${field}”。请只留一栏。`),
  badTranslation: (field: string, value: string) =>
    new Problem('census.badTranslation', 'invalid', `“${field}”没有“${value}”这个值。请从给出的值中选择。`),
  notProfiled: (state: string) =>
    new Problem('census.notProfiled', 'conflict', `这份文件${state}，不能再改栏目对应、入册或丢弃。`),
  refused: (sentence: string) => new Problem('census.refused', 'conflict', `这份文件不能入册：${sentence}`),
  notAccepted: (sentence: string) => new Problem('census.notAccepted', 'conflict', `入册前需要先确认：${sentence}`),
  notApplied: (state: string) => new Problem('census.notApplied', 'conflict', `这份文件${state}，没有可以撤回的内容。`),
  nothingApplied: (title: string) =>
    new Problem('census.nothingApplied', 'conflict', `来源“${title}”没有入册的文件，没有可以撤回的内容。`),
  moved: () =>
    new Problem(
      'census.moved',
      'conflict',
      '采纳时单位台账刚好有改动，或有的单位不在您能登记的范围内，没有采纳。请刷新预览后再试。',
    ),
  busy: () => new Problem('census.busy', 'conflict', '这份文件正在处理。请等它结束后再操作。'),
  noPair: () =>
    new Problem(
      'census.noPair',
      'missing',
      '没有这一对记录，或者不在您的管理范围内。其中一条可能已随文件撤回，请回到待判定列表。',
    ),
  settledByOthers: () =>
    new Problem(
      'census.settledByOthers',
      'conflict',
      '这一对已有他人的结论或判定，您的判定不能再改。需要更正时，请原判定人撤销后重新判定。',
    ),
  nothingToUndo: () =>
    new Problem('census.nothingToUndo', 'conflict', '您没有可以撤销的判定：没有判过，或两人意见不同、正等第三人裁定。'),
  placeTooSmall: (union: string) =>
    new Problem(
      'census.placeTooSmall',
      'invalid',
      `${union}的范围不足一个地市，而记录对是在全市范围内比对的。请由市级以上工会学习和选用模型。`,
    ),
  tooFewLabels: (same: number, different: number, needed: number) =>
    new Problem(
      'census.tooFewLabels',
      'conflict',
      `判定还太少，学不出可靠的模型：判为同一家的 ${same} 对，判为不是的 ${different} 对，各要 ${needed} 对以上。请继续判定，少的一类也可以从“已自动合并的抽查”中补。`,
      { same, different, needed },
    ),
  noModel: () =>
    new Problem('census.noModel', 'missing', '没有这个模型，或者不是您所在工会学习的。请从模型列表中选择。'),
  modelUnfit: (reason: string) => new Problem('census.modelUnfit', 'conflict', `这个模型不能启用：${reason}`),
  modelInUse: () => new Problem('census.modelInUse', 'conflict', '现在用的就是这个模型，不必再启用。'),
  lapsedPage: () => new Problem('census.lapsedPage', 'invalid', '翻页的位置不对，可能是链接不完整。请回到第一页。'),
} as const;
