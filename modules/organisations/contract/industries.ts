import { z } from 'zod';

/** The sections of GB/T 4754-2017 (国民经济行业门类), letter → title; the whole table lies in reference/. */
export const industrySections = {
  A: '农、林、牧、渔业',
  B: '采矿业',
  C: '制造业',
  D: '电力、热力、燃气及水生产和供应业',
  E: '建筑业',
  F: '批发和零售业',
  G: '交通运输、仓储和邮政业',
  H: '住宿和餐饮业',
  I: '信息传输、软件和信息技术服务业',
  J: '金融业',
  K: '房地产业',
  L: '租赁和商务服务业',
  M: '科学研究和技术服务业',
  N: '水利、环境和公共设施管理业',
  O: '居民服务、修理和其他服务业',
  P: '教育',
  Q: '卫生和社会工作',
  R: '文化、体育和娱乐业',
  S: '公共管理、社会保障和社会组织',
  T: '国际组织',
} as const;

export type IndustrySection = keyof typeof industrySections;

/** What is asked for by industry: a section, or `none` for what has no industry. */
export const IndustryFilter = z
  .string()
  .regex(/^(?:[A-T]|none)$/, '行业要写国民经济行业门类的字母（A 到 T），没有行业的写 none。');

/** «C 制造业»; for `none`, that there is no industry. */
export function industryFilterText(section: string): string {
  const title = (industrySections as Readonly<Record<string, string>>)[section];
  return title === undefined ? '没有登记行业' : `${section} ${title}`;
}
