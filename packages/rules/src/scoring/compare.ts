import type { Comparison, Threshold } from '../scheme/criterion.ts';
import { lit } from './points.ts';

/** A threshold as a fraction; null: a parameter nobody has set. */
export type Fraction = { readonly p: number; readonly q: number } | null;

/** Numerator and denominator of a measure; null: unknown (also when the denominator is not above 0). */
export interface Value {
  readonly n: number | null;
  readonly d: number | null;
  threshold(threshold: Threshold): Fraction;
}

/** The same in SQL: names of float8 terms. */
export interface SqlValue {
  readonly n: string;
  readonly d: string;
  threshold(threshold: Threshold): { readonly p: string; readonly q: string };
}

type Tri = boolean | null;
type Operator = '>=' | '<=' | '>' | '<' | '=';

function operators(comparison: Comparison): readonly (readonly [Operator, Threshold])[] {
  const listed: readonly (readonly [Operator, Threshold | undefined])[] = [
    ['>=', comparison.atLeast],
    ['<=', comparison.atMost],
    ['>', comparison.moreThan],
    ['<', comparison.lessThan],
    ['=', comparison.equals],
  ];
  return listed.flatMap(([operator, threshold]) => (threshold ? [[operator, threshold] as const] : []));
}

/** All thresholds a comparison uses. */
export function thresholdsOf(comparison: Comparison): readonly Threshold[] {
  return [...operators(comparison).map(([, threshold]) => threshold), ...(comparison.oneOf ?? [])];
}

/** Whether `n / d` satisfies a comparison: products of whole numbers, no division. null: cannot tell. */
export function holds(comparison: Comparison, value: Value): Tri {
  const parts = operators(comparison).map(([operator, threshold]) => compare(operator, value, threshold));
  if (comparison.oneOf) parts.push(or(comparison.oneOf.map((one) => compare('=', value, one))));
  return and(parts);
}

function compare(operator: Operator, value: Value, threshold: Threshold): Tri {
  const fraction = value.threshold(threshold);
  if (value.n === null || value.d === null || fraction === null) return null;
  const [left, right] = [value.n * fraction.q, fraction.p * value.d];
  switch (operator) {
    case '>=':
      return left >= right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '<':
      return left < right;
    case '=':
      return left === right;
  }
}

export function and(parts: readonly Tri[]): Tri {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

export function or(parts: readonly Tri[]): Tri {
  if (parts.includes(true)) return true;
  return parts.includes(null) ? null : false;
}

/** `holds` as SQL, with SQL's own three-valued logic. */
export function sqlHolds(comparison: Comparison, value: SqlValue): string {
  const one = (operator: Operator, threshold: Threshold): string => {
    const { p, q } = value.threshold(threshold);
    return `${value.n} * ${q} ${operator} ${p} * ${value.d}`;
  };
  const parts = operators(comparison).map(([operator, threshold]) => `(${one(operator, threshold)})`);
  if (comparison.oneOf) parts.push(`(${comparison.oneOf.map((threshold) => one('=', threshold)).join(' or ')})`);
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
}

/** Whether the value and every threshold are there. */
export function isReady(value: Value, thresholds: readonly Threshold[]): boolean {
  return value.n !== null && value.d !== null && thresholds.every((one) => value.threshold(one) !== null);
}

export function sqlReady(value: SqlValue, thresholds: readonly Threshold[]): string {
  const parameters = thresholds.filter((one) => one.kind === 'parameter').map((one) => value.threshold(one).p);
  return [value.n, value.d, ...new Set(parameters)].map((term) => `${term} is not null`).join(' and ');
}

/** A decimal's terms as literals. */
export function literalFraction(decimal: { readonly p: number; readonly q: number }): { p: string; q: string } {
  return { p: lit(decimal.p), q: lit(decimal.q) };
}
