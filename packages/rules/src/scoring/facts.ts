import type { SqlValue, Value } from './compare.ts';
import type { Range, SqlRange } from './points.ts';

/** M met, U unmet, K unknown, P pending, N not applicable. */
export type VerdictCode = 'M' | 'U' | 'K' | 'P' | 'N';

/** Place among peers, 1 the best; both bounds, because peers' values may be unknown. null: peer group unknown. */
export interface Rank {
  readonly best: number;
  readonly worst: number;
  readonly of: number;
}

/** Totals of the unions below: sums in thousandths, and how many reach the rule's bar. */
export interface Below {
  readonly count: number;
  readonly sum: Range;
  readonly reached: Range;
}

/** What a rule sees of one union and one criterion. */
export interface Facts extends Value {
  readonly verdict: VerdictCode;
  /** Points given by the deciding assessor, in thousandths. */
  readonly judged: number | null;
  readonly rank: Rank | null;
  readonly below: Below | null;
  /** Facts of the rule's parts, in order. */
  readonly parts: readonly Facts[];
}

/** The same as SQL terms. `rank` and `below` are there where the rule needs them. */
export interface SqlFacts extends SqlValue {
  readonly verdict: string;
  readonly judged: string;
  readonly rank: { readonly best: string; readonly worst: string; readonly of: string };
  readonly below: { readonly count: string; readonly sum: SqlRange; readonly reached: SqlRange };
  readonly parts: readonly SqlFacts[];
}
