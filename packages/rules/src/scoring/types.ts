import type { Criterion, MeasureCriterion } from '../scheme/criterion.ts';
import type { Decimal } from '../scheme/decimal.ts';
import type { PeerKey } from './kinds/rank.ts';
import type { NotApplicable, Rule } from './rule.ts';

/** What an item counts for, beside its verdict. */
export interface ItemScoring {
  /** The section whose points it adds to; only with a rule. */
  readonly section?: string | undefined;
  readonly rule?: Rule | undefined;
  /** Zero-item triggers: any of these met, and the item gives 0. */
  readonly zeroIf: readonly MeasureCriterion[];
  /** 必备: unmet, no level is reached. */
  readonly gate: boolean;
  readonly veto?: Veto | undefined;
  /** Levels (awards) that an unmet item bars. */
  readonly excludes: readonly string[];
  readonly clawback?: Clawback | undefined;
  /** The level that asks for this item. */
  readonly level?: string | undefined;
  readonly examples: readonly RuleExample[];
}

/** 一票否决: the item unmet, or (with a look-back) its last occurrence within so many months before the day. */
export interface Veto {
  readonly lookBackMonths?: number | undefined;
  readonly effect: { readonly kind: 'no_level' | 'zero' } | { readonly kind: 'at_most'; readonly level: string };
}

/** The direct parent loses points (thousandths) for every union below where the item is unmet, at most `cap`. */
export interface Clawback {
  readonly points: number;
  readonly cap: number;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** Full marks in thousandths and the most it can give; undefined: unlimited (bonus without a cap). */
  readonly points?: number | undefined;
  /** The least it can give; below 0 where 倒扣 is allowed. */
  readonly floor: number;
  readonly bonus: boolean;
  readonly sections: readonly Section[];
}

export interface AssessorColumn {
  readonly id: string;
  readonly title: string;
  /** false: shown only, as 自评 often is. */
  readonly counts: boolean;
}

export interface Level {
  readonly id: string;
  readonly title: string;
  /** Total in thousandths. */
  readonly atLeast?: number | undefined;
  readonly quota?: Quota | undefined;
}

/** At most so many (a number) or so large a share (30%) of the peers, by total. Equal totals at the edge all enter. */
export interface Quota {
  readonly limit: Decimal;
  readonly within: readonly PeerKey[];
}

/** The class of the body decided by a measure: the first class whose comparison holds. */
export interface Classing {
  readonly measure: string;
  readonly classes: readonly {
    readonly id: string;
    readonly title: string;
    readonly comparison: MeasureCriterion['comparison'];
  }[];
}

/** A track's scoring sheet. */
export interface TrackScoring {
  /** Full marks of the main part, in thousandths. */
  readonly full: number;
  readonly notApplicable: NotApplicable;
  /** Decimals (0–3) of subtotals and totals. */
  readonly decimals: number;
  /** Never empty. */
  readonly columns: readonly AssessorColumn[];
  /** Which counting column decides: the last that has a value, their mean, or the lowest. */
  readonly take: 'last' | 'mean' | 'lowest';
  readonly classing?: Classing | undefined;
  readonly sections: readonly Section[];
  /** The least and the most a total can be; no most: bonus goes beyond full marks without limit. */
  readonly totalFloor: number;
  readonly totalCap?: number | undefined;
  /** Highest first. */
  readonly levels: readonly Level[];
  /** A level asks for everything that the lower levels ask. */
  readonly cumulative: boolean;
}

/** Points of an example: one number, a range, or not applicable. */
export type ExpectedPoints = { readonly low: number; readonly high: number } | 'not_applicable';

/** Inputs as an example states them; what is left out is unknown. */
export interface ExampleInput {
  readonly value?: { readonly n: number; readonly d: number } | undefined;
  readonly verdict?: 'M' | 'U' | 'K' | 'N' | undefined;
  /** Thousandths per assessor column. */
  readonly judged: Readonly<Record<string, number>>;
  readonly parts: readonly ExampleInput[];
  readonly zero?: boolean | undefined;
  /** Last occurrence, `YYYY-MM-DD`. */
  readonly last?: string | undefined;
}

export interface RuleExample {
  readonly input: ExampleInput;
  readonly class?: string | undefined;
  readonly kind?: string | undefined;
  readonly rank?: { readonly place: number; readonly of: number } | undefined;
  /** Totals of the unions below, in thousandths. */
  readonly below?: readonly number[] | undefined;
  readonly parameters: Readonly<Record<string, Decimal>>;
  readonly points: ExpectedPoints;
}

/** One criterion whose verdict and numbers scoring reads: an item's own, a part's, or a zero-item trigger's. */
export interface ScoringInput {
  /** Position in the input relation: columns v_i, n_i, d_i, l_i, u_i, j_i_c. */
  readonly index: number;
  readonly item: string;
  /** Part or trigger within the item; null: the item's own criterion. */
  readonly part: string | null;
  readonly criterion: Criterion;
  readonly when?: string | undefined;
  /** Points by assessors are read (j_i_c). */
  readonly judged: boolean;
  /** The days of the last occurrence and of the last that may be one are read (l_i, u_i). */
  readonly lookBack: boolean;
}
