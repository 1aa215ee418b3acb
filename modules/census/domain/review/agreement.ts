/** How far two raters agree. */
export interface Agreement {
  readonly pairs: number;
  /** Plain share of equal answers, 0–1; null without pairs. */
  readonly share: number | null;
  /** Cohen's kappa; null without pairs, or where both always gave one and the same answer and chance explains all. */
  readonly kappa: number | null;
}

/**
 * Agreement of two raters from their table: `table[i][j]` pairs were answered i by the first and j by the second. Kappa is
 * (observed − expected) ÷ (1 − expected), expected being what the raters' own shares would give by chance (Cohen 1960).
 */
export function agreementOf(table: readonly (readonly number[])[]): Agreement {
  const pairs = sum(table.map((row) => sum(row)));
  if (pairs === 0) return { pairs, share: null, kappa: null };
  const observed = sum(table.map((row, index) => row[index] ?? 0)) / pairs;
  const expected = sum(
    table.map((row, index) => (sum(row) / pairs) * (sum(table.map((other) => other[index] ?? 0)) / pairs)),
  );
  return { pairs, share: observed, kappa: expected === 1 ? null : (observed - expected) / (1 - expected) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
