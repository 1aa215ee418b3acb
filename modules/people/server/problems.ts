import { Problem } from '@jianjia/kernel';

/** Not found and not within reach are one and the same to who asks. */
export const problems = {
  noUnion: () => new Problem('people.noUnion', 'missing', '没有这个工会，或它不在您的查看范围内。请在工会列表中选择。'),
  noMember: () => new Problem('people.noMember', 'missing', '没有这名会员，或不在您的查看范围内。请在会员列表中选择。'),
  mayNotUnmask: () =>
    new Problem(
      'people.mayNotUnmask',
      'forbidden',
      '您可以查看这名会员的资料，但在他所在的工会没有显示全号的权限。请让该工会的上级办理。',
    ),
  nothingToUnmask: () => new Problem('people.nothingToUnmask', 'conflict', '这名会员没有登记这些号码。请先登记。'),
  reasonNamesPerson: () =>
    new Problem(
      'people.reasonNamesPerson',
      'invalid',
      '事由中请不要写会员的姓名和号码：事由会长期保存在操作日志里。请只写办什么事。',
    ),
  unmaskLimit: (limit: number, minutes: number) =>
    new Problem(
      'people.unmaskLimit',
      'conflict',
      `一小时内最多显示 ${limit} 次全号，您已用完。大约 ${minutes} 分钟后可以再看；要办的人多，请走导出申请。`,
    ),
  lookupLimit: (limit: number, minutes: number) =>
    new Problem(
      'people.lookupLimit',
      'conflict',
      `一小时内最多按号码查找 ${limit} 次，您已用完。大约 ${minutes} 分钟后可以再查；也可以在会员列表中按姓名看。`,
    ),
  lapsedPage: () =>
    new Problem('people.lapsedPage', 'conflict', '翻页的位置已经不在了：那名会员刚刚被改动。请从第一页重新看。'),
  notLeft: () =>
    new Problem('people.notLeft', 'conflict', '这名会员还没有退会或转出，不能删除个人信息。请先登记退会或转出日期。'),
  alreadyErased: () => new Problem('people.alreadyErased', 'conflict', '这名会员的个人信息已经删除，不用再办。'),
  mustBeKept: (why: string) =>
    new Problem('people.mustBeKept', 'conflict', `现在还不能删除个人信息：${why}到期或办结以后再办。`),
} as const;
