import type { Verdict } from '@jianjia/rules';

/** One line of `evaluate --format ndjson`: a union and an indicator (registers.md «Command line»); fields in order. */
export interface OutcomeLine {
  /** union_code */
  readonly union: string;
  readonly scheme: string;
  readonly track: string;
  readonly indicator: string;
  /** The quoted source text. */
  readonly clause: string;
  readonly at: string;
  readonly mandatory: boolean;
  readonly verdict: Verdict;
  /** Rates are 0–1. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly unit: string | null;
  readonly threshold: number | null;
  /** Registers (or parameters) that are missing when the verdict is unknown. */
  readonly missing: readonly string[];
}
