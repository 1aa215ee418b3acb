/** Bodies that are no enterprises, and words for parts of an employer. */

const split = (text: string): string[] => text.trim().split(/\s+/u);

export const governmentBodies = split(`
教育局 公安局 民政局 司法局 财政局 人力资源和社会保障局 自然资源局 生态环境局分局 住房和城乡建设局 交通运输局 水利局 农业农村局
商务局 文化旅游体育局 卫生健康委员会 退役军人事务局 应急管理局 审计局 市场监督管理局 统计局 医疗保障局 信访局 林业和草原局 能源局
发展和改革委员会 工业和信息化局 科学技术局 乡村振兴局 城市管理综合执法局 行政审批服务局 税务局 机关事务服务中心 总工会 残疾人联合会 妇女联合会
人民法院 人民检察院 人民政府办公室`);

export const townshipBodies = split(`
人民政府 财政所 司法所 卫生院 综合行政执法局 党群服务中心 综合保障和技术推广中心 中心小学 中心幼儿园 敬老院 文化站 林业工作站`);

export const institutions = split(`
疾病预防控制中心 妇幼保健院 图书馆 博物馆 文化馆 体育馆 档案馆 不动产登记中心 公共资源交易中心 农业技术推广站 动物疫病预防控制中心 就业服务中心
社会保险事业服务中心 公路养护中心 水文勘测站 气象服务中心 殡仪馆 救助管理站 儿童福利院 质量检验检测所 地质勘查院 规划设计院 供水服务中心 环境卫生服务中心`);

export const schools = split('小学 中学 幼儿园 实验小学 实验中学 高级中学 职业技术学校 培训学校 艺术幼儿园');
export const hospitals = split(
  '医院 中医医院 骨科医院 口腔医院 眼科医院 妇产医院 康复医院 社区卫生服务中心 口腔诊所 综合门诊部',
);
export const societies = split(
  '行业协会 商会 志愿者协会 书画协会 篮球协会 老年大学 公益服务中心 社会工作服务中心 养老服务中心 慈善基金会 餐饮协会 物流协会 企业家协会',
);

/** Places inside a city that tell branches and shops apart. */
export const quarters = split(`
城南 城北 城东 城西 新城 老城 中心 火车站 汽车站 开发区 高新区 人民路 中山路 解放路 建设路 新华街 文化街 滨河路 步行街 大学城 万象城 广场 北门 南门 东关 西关
工业园 体育场 长青 和平 胜利 朝阳 向阳 光华 金桥 银都 锦江 丽景 翠湖 东湖 西苑 南苑 北苑 学府 龙湖 金域 星河 天街`);

/** Words for a part of an employer; those of one line are taken for each other by clerks. */
export const branchWords = {
  company: ['分公司', '分公司', '分公司', '营业部', '办事处', '项目部', '经营部'],
  sales: ['分店', '门市部', '门店', '专卖店', '营业厅'],
  bank: ['支行', '分理处', '营业部'],
  school: ['分校', '校区', '分园'],
  hospital: ['分院', '门诊部', '院区'],
} as const;

export const branchSwaps: Readonly<Record<string, string>> = {
  分公司: '分公司',
  分店: '门市部',
  门市部: '分店',
  门店: '分店',
  专卖店: '门店',
  营业厅: '营业部',
  营业部: '营业厅',
  经营部: '经销部',
  分校: '校区',
  校区: '分校',
  分院: '院区',
  院区: '分院',
};

/** Seats of firms from elsewhere that keep branches here. */
export const outsidePlaces: readonly (readonly [full: string, short: string])[] = [
  ['北京市', '北京'],
  ['上海市', '上海'],
  ['天津市', '天津'],
  ['重庆市', '重庆'],
  ['深圳市', '深圳'],
  ['广州市', '广州'],
  ['杭州市', '杭州'],
  ['南京市', '南京'],
  ['武汉市', '武汉'],
  ['西安市', '西安'],
  ['太原市', '太原'],
  ['包头市', '包头'],
  ['合肥市', '合肥'],
  ['郑州市', '郑州'],
  ['南昌市', '南昌'],
  ['江苏省', '江苏'],
  ['浙江省', '浙江'],
  ['山东省', '山东'],
  ['河北省', '河北'],
];
