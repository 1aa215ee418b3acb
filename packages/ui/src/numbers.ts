const WHOLE = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const DECIMAL = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 4 });

/** A count with its thousands apart. */
export const countText = (count: number): string => WHOLE.format(count);

/** A share of 0–1 as per cent, never rounded up to what it does not reach: 0.99999 is 99.99 %. */
export function percentText(share: number): string {
  return `${Number((Math.floor(share * 10_000 + 1e-7) / 100).toFixed(2))}%`;
}

/** A value of a measure in its unit: rates as per cent, 分 as yuan, yes/no in words, others with the unit behind. */
export function numberText(value: number, unit: string | null): string {
  if (unit === '%') return percentText(value);
  if (unit === '分') return `${DECIMAL.format(value / 100)} 元`;
  if (unit === '是否') return value === 1 ? '是' : '否';
  return unit === null ? DECIMAL.format(value) : `${DECIMAL.format(value)} ${unit}`;
}
