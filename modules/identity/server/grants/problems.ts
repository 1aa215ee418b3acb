import { Problem } from '@jianjia/kernel';

/** What can be wrong with granting; not found and not within reach are one and the same to who asks. */
export const problems = {
  noAccount: () =>
    new Problem('identity.noAccount', 'missing', '没有这个账号，或它不在您的管理范围内。请在账号列表中选择。'),
  mayNotManage: () =>
    new Problem(
      'identity.mayNotManage',
      'forbidden',
      '这个账号有您不能授予的角色，您不能停用、恢复或关联它。请由上级工会的管理员办理。',
    ),
  mayNotLink: () =>
    new Problem(
      'identity.mayNotLink',
      'forbidden',
      '关联了会员的账号能看到本人的困难、帮扶等记录，您没有查看会员的权限，不能关联。请先不填会员编号，或由这个会员所在工会的主席、上级工会干部建立账号。',
    ),
  noMember: () => new Problem('identity.noMember', 'missing', '没有这个会员，或他不在您的管理范围内。请核对会员编号。'),
  noUnion: () =>
    new Problem('identity.noUnion', 'missing', '没有这个工会，或它不在您的管理范围内。请在工会列表中选择。'),
  noGrant: () =>
    new Problem('identity.noGrant', 'missing', '没有这项授权，或它不在您的管理范围内。请在授权列表中选择。'),
  mayNotGrant: (title: string) =>
    new Problem('identity.mayNotGrant', 'forbidden', `您不能授予“${title}”。请由上级工会的管理员授予。`),
  notToOneself: () =>
    new Problem('identity.notToOneself', 'forbidden', '不能给自己授权，也不能改自己的授权。请由另一位管理员办理。'),
  wrongKind: (title: string) =>
    new Problem('identity.wrongKind', 'invalid', `“${title}”不能授予这一类工会。请换一个角色或工会。`),
  disabled: () => new Problem('identity.accountDisabled', 'conflict', '这个账号已停用。请先启用账号，再授权。'),
  badPeriod: (fault: string) => new Problem('identity.badPeriod', 'invalid', `授权期限不对：${fault}`),
  ended: () => new Problem('identity.grantEnded', 'conflict', '这项授权已经结束，不能再改。'),
  ownChain: () =>
    new Problem(
      'identity.ownChain',
      'forbidden',
      '检查员不能检查本人所在工会及其上级，也不能检查本人所在工会的下级。请指派其他工会的检查员。',
    ),
  notInPost: () =>
    new Problem(
      'identity.notInPost',
      'invalid',
      '干部台账中没有这项现任职务，或它不在这个工会。请先登记任职，再办理授权。',
    ),
  otherPost: () =>
    new Problem('identity.otherPost', 'invalid', '接任的职务与原职务不同（工会、机构、职务要一致）。请核对干部台账。'),
  notAPost: () =>
    new Problem('identity.notAPost', 'conflict', '这项授权不随职务，不能办理换届移交。请结束它，再另行授权。'),
  notDelegable: () =>
    new Problem('identity.notDelegable', 'forbidden', '这项授权不能委托：受托的、检查指派的和会员的权限不能再委托。'),
  taken: () => new Problem('identity.postTaken', 'conflict', '这项职务的权限已在另一个账号名下。请用换届移交。'),
} as const;
