/**
 * A number as it is printed: `p / q` with `q` a power of ten. Thresholds are compared as `n * q >= p * d`, never as
 * `n / d >= x`: with whole numbers below 2^53 that is exact, in the interpreter and in PostgreSQL alike.
 */
export interface Decimal {
  readonly p: number;
  readonly q: number;
  /** The nearest double, `p / q`. */
  readonly value: number;
  /** As printed, `80%` or `0.5`. */
  readonly text: string;
}

const PATTERN = /^([+-]?)(\d{1,12})(?:\.(\d{1,6}))?(%?)$/;

/** Reads `80%`, `0.5`, `-3`; null for anything else (exponents, more than 12 + 6 digits). */
export function parseDecimal(text: string): Decimal | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '', fraction = '', percent] = match;
  const digits = Number(whole + fraction);
  if (!Number.isSafeInteger(digits)) return null;
  const p = sign === '-' && digits !== 0 ? -digits : digits;
  const q = 10 ** (fraction.length + (percent ? 2 : 0));
  return { p, q, value: p / q, text: text.trim() };
}

/** The decimal of a YAML number: its shortest spelling is what was printed. */
export function decimalOf(value: number): Decimal | null {
  return parseDecimal(String(value));
}

/** A decimal known to be well formed, for constants in code. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (!parsed) throw new RangeError(`${text} is no decimal`);
  return parsed;
}
