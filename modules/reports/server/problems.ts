import { Problem } from '@jianjia/kernel';
import { FETCH_HOURS, MOST_FETCHES, OPEN_DAYS } from '../domain/export-state.ts';

/** Not found and not within reach are one and the same to who asks. */
export const problems = {
  noUnion: () => new Problem('reports.noUnion', 'missing', '没有这个工会，或它不在您的范围内。请在工会列表中选择。'),
  noRegister: (name: string) =>
    new Problem('reports.noRegister', 'invalid', `没有“${name}”这个台账。请在台账列表中选择。`),
  diskFull: () =>
    new Problem('reports.diskFull', 'conflict', '服务器磁盘空间不足，没有接收文件。请让系统管理员清理后再导入。'),
  tooMuch: (most: number) =>
    new Problem(
      'reports.tooMuch',
      'invalid',
      `一次上传的文件合计超过 ${Math.round(most / 1024 / 1024)} MB，没有导入。请分几次导入，或让管理员用命令行导入。`,
    ),
  importRuns: () => new Problem('reports.importRuns', 'conflict', '您的上一次导入还没有结束。请等它结束后再导入。'),
  importsRun: () => new Problem('reports.importsRun', 'conflict', '同时导入的人太多，没有接收文件。请过几分钟再试。'),
  searchByPost: () =>
    new Problem(
      'reports.searchByPost',
      'invalid',
      '人员台账不能在网址里写筛选和查找的内容：网址会被记入日志。请改用查找接口（POST …/search）。',
    ),
  noExport: () =>
    new Problem('reports.noExport', 'missing', '没有这个导出申请，或它不在您的范围内。请在申请列表中选择。'),
  notYours: () => new Problem('reports.notYours', 'forbidden', '文件只能由申请人本人下载。您自己要用，请另行申请。'),
  ownRequest: () =>
    new Problem('reports.ownRequest', 'forbidden', '不能批准自己的导出申请。请由有批准权限的另一个人办理。'),
  delegatedBetween: () =>
    new Problem(
      'reports.delegatedBetween',
      'forbidden',
      '您与申请人之间有正在生效的委托，等于一个人既申请又批准。请由没有委托关系的另一个人批准。',
    ),
  disabled: () => new Problem('reports.disabled', 'forbidden', '您的账号已停用，没有执行。请联系上级工会的管理员。'),
  decided: () => new Problem('reports.decided', 'conflict', '这个申请已经办理过，不能再改。需要的话请重新申请。'),
  lapsed: () =>
    new Problem('reports.lapsed', 'conflict', `这个申请超过 ${OPEN_DAYS} 天没有批准，已经失效。请重新申请。`),
  notApproved: () =>
    new Problem('reports.notApproved', 'conflict', '这个申请还没有批准，或没有获得批准，不能下载。请等待办理。'),
  expired: () =>
    new Problem('reports.expired', 'conflict', `批准已超过 ${FETCH_HOURS} 小时，文件不能再下载。需要的话请重新申请。`),
  used: () =>
    new Problem('reports.used', 'conflict', `已经下载了 ${MOST_FETCHES} 次，不能再下载。需要的话请重新申请。`),
} as const;
