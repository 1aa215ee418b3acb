import type { Decimal } from '../scheme/decimal.ts';
import type { Parameter } from '../scheme/types.ts';
import type { Fraction } from './compare.ts';

/** A value that a union has set for the unions below it (上级考核值). Days are `YYYY-MM-DD`, both inclusive. */
export interface ParameterSetting {
  readonly parameter: string;
  /** Who set it. */
  readonly union: string;
  readonly from: string;
  readonly until?: string | undefined;
  readonly value: Decimal;
}

interface Dated {
  readonly from: string;
  readonly until?: string | undefined;
  readonly value: Decimal;
}

/**
 * The value of a parameter for a union on a day: what the nearest superior has set and is in force, else what the
 * scheme itself prints, else null (unknown, naming the parameter). Of several in force the latest counts.
 * @param superiors the union's superiors, nearest first
 */
export function parameterAt(
  parameter: Parameter,
  settings: readonly ParameterSetting[],
  superiors: readonly string[],
  day: string,
): Fraction {
  for (const superior of superiors) {
    const own = settings.filter((one) => one.parameter === parameter.id && one.union === superior);
    const found = inForce(own, day);
    if (found) return found;
  }
  return inForce(parameter.values, day);
}

function inForce(values: readonly Dated[], day: string): Fraction {
  const latest = values
    .filter((one) => one.from <= day && (one.until === undefined || day <= one.until))
    .toSorted((left, right) => (left.from < right.from ? 1 : -1))[0];
  return latest ? { p: latest.value.p, q: latest.value.q } : null;
}
