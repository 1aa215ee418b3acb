import type { Outcome, Scope } from '@jianjia/rules';
import type { ExplainedScore } from './score-line.ts';

/** Records behind a number: at most a handful are listed, all are counted. */
export interface BehindRows {
  readonly register: string;
  readonly registerTitle: string;
  readonly total: number;
  /** Key of the record and the columns the formula looks at, Chinese title → value. No personal data. */
  readonly shown: readonly { readonly key: string; readonly columns: Readonly<Record<string, string>> }[];
}

/** A number in a formula, and what it was counted from. */
export interface ExplainedFact {
  readonly id: string;
  readonly scope: Scope;
  /** «本级本年全委会次数» */
  readonly title: string;
  readonly value: number | null;
  readonly rows: BehindRows;
}

export interface ExplainedMeasure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** The formula in Chinese. */
  readonly formula: string;
  readonly known: boolean;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly missing: readonly string[];
  readonly because: string | null;
  readonly note: string | null;
  /** Whether it only helps a person to judge. */
  readonly evidence: boolean;
  readonly facts: readonly ExplainedFact[];
}

/** Why a union got a verdict: clause, formula, numbers, and the rows behind them. */
export interface Explanation {
  readonly union: { readonly code: string; readonly name: string };
  readonly scheme: { readonly id: string; readonly title: string; readonly issuer: string; readonly version: string };
  readonly track: { readonly id: string; readonly title: string };
  readonly indicator: string;
  readonly asOf: string;
  readonly clause: string;
  readonly at: string;
  readonly mandatory: boolean;
  /** The condition in Chinese, where the item has one. */
  readonly condition: string | null;
  /** What is asked, in Chinese: «职工入会率不低于80%». */
  readonly asks: readonly string[];
  readonly outcome: Outcome;
  readonly ruling: string | null;
  readonly note: string | null;
  /** Titles of the missing registers or parameters, by id. */
  readonly missing: readonly { readonly id: string; readonly title: string }[];
  readonly judgement: {
    readonly verdict: string;
    readonly on: string;
    readonly judge: string;
    readonly reason: string;
  } | null;
  readonly measures: readonly ExplainedMeasure[];
  /** Only where the item counts for something on a scoring sheet. */
  readonly score?: ExplainedScore;
}
