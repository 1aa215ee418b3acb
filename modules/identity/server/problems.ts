import { Problem } from '@jianjia/kernel';
import { PASSWORD_LONGEST, PASSWORD_SHORTEST, type PasswordFault } from '../domain/password.ts';

const PASSWORD_SENTENCES: Record<PasswordFault, string> = {
  short: `密码至少要有 ${PASSWORD_SHORTEST} 个字符。可以用一句自己记得住的话。`,
  long: `密码最多 ${PASSWORD_LONGEST} 个字符。请缩短后重试。`,
  login: '密码里含有登录名，容易被猜到。请换一个。',
  common: '这个密码太常见，或由常见词、键盘顺序、电话、日期等组成，会被最先猜到。请换一个，例如几个不相干的词。',
};

/** Sentences of signing in. */
export const problems = {
  wrongCredentials: () =>
    new Problem(
      'identity.wrongCredentials',
      'forbidden',
      '登录名（手机号）或密码不正确，或账号已停用。请核对后重试；忘记密码时请联系上级工会的管理员。',
    ),
  tooManyGuesses: (minutes: number) =>
    new Problem(
      'identity.tooManyGuesses',
      'forbidden',
      `连续失败的次数过多，为防止他人猜测，请 ${minutes} 分钟后再试。`,
      { retryAfterMinutes: minutes },
    ),
  noSession: () => new Problem('identity.noSession', 'forbidden', '登录已失效。请重新登录。'),
  wrongStage: () =>
    new Problem('identity.wrongStage', 'conflict', '现在不能进行这一步：登录还缺其他步骤，或已经完成。请刷新页面。'),
  wrongCode: () =>
    new Problem(
      'identity.wrongCode',
      'forbidden',
      '验证码不正确、已用过或已过期。请等身份验证器显示下一个数字后重试，并检查手机时间。',
    ),
  password: (fault: PasswordFault) =>
    new Problem(`identity.password.${fault}`, 'invalid', PASSWORD_SENTENCES[fault], { field: 'password' }),
  passwordUsedBefore: () =>
    new Problem('identity.passwordUsedBefore', 'invalid', '这个密码最近用过。最近用过的 5 个密码不能再用，请换一个。', {
      field: 'password',
    }),
  passwordNeeded: () =>
    new Problem(
      'identity.passwordNeeded',
      'forbidden',
      '登录已有一段时间。为防止他人操作，请再输入一次密码，或重新登录后马上操作。',
      { field: 'password' },
    ),
  wrongPassword: () => new Problem('identity.wrongPassword', 'forbidden', '当前密码不正确。请重新输入。'),
  badLogin: () =>
    new Problem(
      'identity.badLogin',
      'invalid',
      '登录名要有 2 至 64 个字符，只能用汉字、字母、数字和 . _ -，不能是手机号。请改正后重试。',
      { field: 'login' },
    ),
  loginTaken: (login: string) =>
    new Problem('identity.loginTaken', 'conflict', `登录名“${login}”已有人使用。请换一个。`, { field: 'login' }),
  badPhone: () =>
    new Problem('identity.badPhone', 'invalid', '手机号不正确：要 11 位数字，以 1 开头。请检查后重试。', {
      field: 'phone',
    }),
  phoneTaken: () =>
    new Problem('identity.phoneTaken', 'conflict', '这个手机号已用于另一个账号。请核对，或先在那个账号中删除。', {
      field: 'phone',
    }),
  noReference: () => new Problem('identity.noReference', 'invalid', '没有这个工会或会员。请核对工会和会员号后重试。'),
  noAccount: () => new Problem('identity.noAccount', 'missing', '没有这个账号。请在账号列表中查找。'),
  disableSelf: () => new Problem('identity.disableSelf', 'conflict', '不能停用自己的账号。请由另一位管理员停用。'),
  recoverSelf: () =>
    new Problem('identity.recoverSelf', 'conflict', '不能为自己生成恢复链接。请直接修改密码，或请另一位管理员生成。'),
  reasonMissing: () =>
    new Problem('identity.reasonMissing', 'invalid', '请写明原因：这一操作会记入日志。', { field: 'reason' }),
  setupDone: () =>
    new Problem('identity.setupDone', 'conflict', '系统已有账号，初始设置只能进行一次。请用已有账号登录。'),
  badLink: () =>
    new Problem(
      'identity.badLink',
      'missing',
      '链接无效：已经用过、已经过期，或已被新的链接代替。请向发给您链接的管理员再要一个。',
    ),
  factorExists: () => new Problem('identity.factorExists', 'conflict', '身份验证器已经启用。更换时请先停用原来的。'),
  noFactor: () => new Problem('identity.noFactor', 'missing', '还没有开始启用身份验证器，或已停用。请重新开始。'),
  factorNeeded: () =>
    new Problem(
      'identity.factorNeeded',
      'conflict',
      '您的角色必须有第二种验证方式，这是最后一种，不能删除。请先添加另一种（身份验证器或通行密钥）。',
    ),
  passkeyRefused: () =>
    new Problem(
      'identity.passkeyRefused',
      'forbidden',
      '通行密钥没有通过验证：可能已过期、已用过，或不属于本网站。请重新开始。',
    ),
  passkeyKnown: () =>
    new Problem('identity.passkeyKnown', 'conflict', '这个通行密钥已经登记过。请直接用它登录，或换一个设备。'),
  tooManyPasskeys: () =>
    new Problem('identity.tooManyPasskeys', 'conflict', '每个账号最多 10 个通行密钥。请先删除不用的。'),
  noPasskey: () => new Problem('identity.noPasskey', 'missing', '没有这个通行密钥，可能已删除。请刷新页面。'),
  noProvider: () => new Problem('identity.noProvider', 'missing', '没有这个统一登录服务。请从登录页面重新选择。'),
  providerDown: () =>
    new Problem('identity.providerDown', 'conflict', '统一登录服务现在联系不上。请稍后再试，或用密码登录。'),
  oidcRefused: () =>
    new Problem(
      'identity.oidcRefused',
      'forbidden',
      '统一登录没有通过验证：可能已过期，或不是从这个浏览器开始的。请从登录页面重新开始。',
    ),
  oidcUnknown: () =>
    new Problem(
      'identity.oidcUnknown',
      'forbidden',
      '统一登录成功，但没有与之对应的账号。请用密码登录后在“账号安全”中关联，或请管理员登记。',
    ),
  memberTaken: () =>
    new Problem('identity.memberTaken', 'conflict', '这个会员已有一个启用的账号。请使用那个账号，或先停用它。'),
  identityTaken: () =>
    new Problem('identity.identityTaken', 'conflict', '这个统一登录身份已关联一个账号。请先在那个账号中解除。'),
  noIdentity: () => new Problem('identity.noIdentity', 'missing', '没有这个关联，可能已解除。请刷新页面。'),
} as const;
