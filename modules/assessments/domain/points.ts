import { MILLI, UNLIMITED } from '@jianjia/rules';
import type { PointRange } from '../contract/index.ts';

/** Thousandths as points. A bonus without a cap that the registers cannot tell leaves the upper end open: null. */
export function pointRange(low: number, high: number): PointRange {
  return { low: low / MILLI, high: high >= UNLIMITED / 2 ? null : high / MILLI };
}
