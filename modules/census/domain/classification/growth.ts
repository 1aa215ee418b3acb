import { behindStreet, foldAddress, PARK } from '../gaps/joint-unions.ts';
import type { Finding } from './sector.ts';

/** Industries of platform work: couriers, riders, drivers, platforms themselves (GB/T 4754-2017). */
const PLATFORM_CODES: Readonly<Record<string, string>> = {
  '5413': '出租车客运',
  '5437': '城市配送',
  '6020': '快递服务',
  '6090': '其他寄递服务',
  '6242': '外卖送餐服务',
  '6431': '互联网生产服务平台',
  '6432': '互联网生活服务平台',
};

const PLATFORM_WORDS = /外卖|骑手|网约车|快递|速递|同城配送|即时配送|代驾|直播|众包|灵活用工|跑腿/;

/** Whether an employer is of the new forms of work (新就业形态), by its industry or its words. */
export function newFormOf(industry: string | null, text: string): Finding<boolean> {
  const title = industry === null ? undefined : PLATFORM_CODES[industry];
  if (title !== undefined) return { value: true, reason: `行业 ${industry} ${title}` };
  const word = PLATFORM_WORDS.exec(text)?.[0];
  if (word !== undefined) return { value: true, reason: `名称或经营范围有“${word}”` };
  return { value: false, reason: '行业、名称和经营范围都不涉及平台用工' };
}

const LEADING_PARK = new RegExp(`^([\\p{Script=Han}A-Za-z0-9]{0,12}?(?:${PARK}))`, 'u');

/** The park or zone that an address lies in, as it is written there; `value` null for none. */
export function parkOf(address: string): Finding<string> {
  const folded = foldAddress(address);
  const found = (LEADING_PARK.exec(folded) ?? LEADING_PARK.exec(behindStreet(folded)))?.[1];
  if (found === undefined) return { value: null, reason: '地址里没有开发区或园区' };
  return { value: found, reason: `地址写有“${found}”` };
}
