/** Points, not thousandths: `low` is certain, `high` possible, equal when nothing is open; null: without upper bound. */
export interface PointRange {
  readonly low: number;
  readonly high: number | null;
}

/** A union's score by one track. */
export interface ScoreLine extends PointRange {
  /** union_code */
  readonly union: string;
  readonly scheme: string;
  readonly track: string;
  /** Id of the level that is certain; null: none is. */
  readonly level: string | null;
  /** The highest level still open. */
  readonly possible: string | null;
}

/** The scores of all unions of a track. */
export interface ScoreSummary {
  readonly full: number;
  /** Mean of the totals. */
  readonly mean: PointRange;
  /** Highest first, with the number of unions that reach it for certain. */
  readonly levels: readonly { readonly id: string; readonly title: string; readonly unions: number }[];
  /** Unions for which a higher level than the certain one is still open. */
  readonly open: number;
}

/** What an item counts for, and what became of the union's score as a whole. */
export interface ExplainedScore {
  /** The rule in Chinese; null for items without points (gates, vetoes). */
  readonly rule: string | null;
  /** What else hangs on the item, in Chinese: 必备条件, 一票否决 … */
  readonly effects: readonly string[];
  /** Title of the section it counts in. */
  readonly section: string | null;
  readonly points: PointRange | null;
  readonly full: number;
  readonly total: PointRange;
  /** Titles. */
  readonly class: string | null;
  readonly level: string | null;
  readonly possible: string | null;
}
