import { dictionary } from '@zxcvbn-ts/language-common';

/** Words Chinese passwords are made of, alone or with digits around them; the list from abroad has few of them. */
const CHINESE = `
  woaini woaini1314 woaini520 woaini521 iloveyou1314 wo ai ni woaiwojia woaiwo woaibaba woaimama woaizhongguo wodemima
  wodemeng wobuzhidao woshishui woshiwo nishishui nihao nihaoma meiyou meiyoumima mima mimamima mima123456 zhanghao
  aini1314 aini520 loveyou1314 love1314 forever1314 a123456789 aa123456789 abc123456 asd123456 qq123456 qwe123456
  zxc123456 q1w2e3r4t5 zhongguo zhonghua zhongguoren beijing shanghai guangzhou shenzhen tianjin chongqing chengdu hangzhou
  nanjing suzhou wuhan changsha jinan qingdao dalian shenyang zhengzhou xian kunming xiamen ningbo fuzhou hefei
  gonghui zonggonghui gonghuizhuxi zhigong zhigongzhijia jianjia gongren laodong laomo laodongmofan gongsi danwei guanli
  guanliyuan xitong xitongguanli admin administrator administrators root password passwd test user guest huawei lenovo
  xiaomi tencent alibaba taobao wangluo diannao xuesheng laoshi gongzuo shenghuo kuaile xingfu pingan jiankang facai
  gongxifacai zhaocaijinbao yifanfengshun wanshiruyi xiangxinziji jiayou baobei baobao laopo laogong qinaide
  zhangwei zhangwen zhangmin zhangli zhanglei zhangjie zhangjing zhangyong zhangtao zhangqiang zhangsan wangwei wangfang
  wangmin wangjing wanglei wangqiang wangjun wangtao wangyong wangyan wangjie wangchao wanggang wangpeng wangwu liwei lina
  lijing lijun liqiang lijie liyong lili limin liming lina liyan lichao ligang lixiaolong lisi liuwei liuyang liuyan liujie
  liumin liuqiang liuchao chenjie chenwei chenjing chenchen yangyang yangmin yangjie zhaowei zhaomin zhouwei zhoujie wuwei
  huangwei sunwei xuwei zhuwei mawei huwei guowei hewei linwei gaowei luowei zhengwei liangwei songwei xiewei tangwei
  xiaoming xiaohong xiaofang xiaolong xiaoxiao mingming feifei lingling tingting yingying
`
  .trim()
  .split(/\s+/)
  .filter((word) => word.length > 2);

const COMMON: ReadonlySet<string> = new Set([
  ...dictionary['passwords-common'].map((word) => word.toLowerCase()),
  ...CHINESE,
]);

/** Whether a lower-case text is among the passwords that are tried first; offline, about fifty thousand of them. */
export function isBreached(text: string): boolean {
  return COMMON.has(text);
}
