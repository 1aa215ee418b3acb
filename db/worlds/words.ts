/** The words names are put together from. 示例 in every name says that the world is invented. */

export const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];

export const givenNames = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文海波晓红梅春燕鹏飞宇浩然欣怡佳慧琳雪梦瑶子轩思远天佑博雅俊凯瑞雨泽安宁乐永福长青立新',
];

/** Word marks of firms. */
export const marks = [
  '晨光',
  '恒远',
  '青禾',
  '瑞丰',
  '天成',
  '金辉',
  '宏泰',
  '新盛',
  '华茂',
  '同心',
  '润达',
  '博远',
  '启明',
  '安泰',
  '东升',
  '鼎新',
  '汇通',
  '嘉禾',
  '长信',
  '云帆',
  '正阳',
  '惠民',
  '中兴',
  '百川',
  '凯丰',
  '祥和',
  '远景',
  '绿源',
  '锦程',
  '广源',
] as const;

export interface Trade {
  /** GB/T 4754 class or division. */
  readonly industry: string;
  readonly word: string;
  /** May be 规模以上 and large. */
  readonly large: boolean;
}

export const trades: readonly Trade[] = [
  { industry: '3311', word: '机械制造', large: true },
  { industry: '1411', word: '食品', large: true },
  { industry: '1441', word: '乳业', large: true },
  { industry: '1711', word: '纺织', large: true },
  { industry: '2710', word: '制药', large: true },
  { industry: '3021', word: '建材', large: true },
  { industry: '3829', word: '电气', large: true },
  { industry: '4710', word: '建筑工程', large: true },
  { industry: '2614', word: '化工', large: true },
  { industry: '5411', word: '公共交通', large: true },
  { industry: '6513', word: '软件', large: false },
  { industry: '5211', word: '百货', large: false },
  { industry: '6110', word: '酒店', large: false },
  { industry: '6210', word: '餐饮', large: false },
  { industry: '7010', word: '房地产开发', large: false },
  { industry: '8211', word: '保洁服务', large: false },
  { industry: '8010', word: '家政服务', large: false },
  { industry: '5112', word: '种业', large: false },
];

/** Industries that have a federation of their own. */
export const federatedTrades = ['6210', '4710', '8010', '5411', '3311', '5211'] as const;

export interface Institution {
  readonly industry: string;
  readonly word: string;
  readonly sector: 'government' | 'public_institution';
}

export const institutions: readonly Institution[] = [
  { industry: '8321', word: '第一小学', sector: 'public_institution' },
  { industry: '8331', word: '第二中学', sector: 'public_institution' },
  { industry: '8411', word: '人民医院', sector: 'public_institution' },
  { industry: '8421', word: '卫生服务中心', sector: 'public_institution' },
  { industry: '9221', word: '行政审批局机关', sector: 'government' },
  { industry: '9221', word: '民生事务局机关', sector: 'government' },
];

export const communities = [
  '春晖',
  '和平',
  '向阳',
  '新华',
  '光明',
  '团结',
  '幸福',
  '文苑',
  '康乐',
  '桃源',
  '滨河',
  '景新',
  '兴业',
  '锦绣',
  '东风',
  '曙光',
] as const;

export const streets = [
  '解放路',
  '人民路',
  '中山路',
  '建设街',
  '新华街',
  '文化路',
  '工农街',
  '友谊路',
  '长安街',
  '迎宾路',
] as const;
