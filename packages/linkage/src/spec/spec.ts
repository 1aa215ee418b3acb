import type { EmployerRecord } from '../record.ts';

/**
 * Where a row stands in a table of rows: `words` holds many rows one after the other, this one begins at `at`. Rows are
 * numbers only, in shared memory: threads read them without copying, and comparing them makes no garbage.
 */
export interface Place {
  readonly words: Uint32Array;
  readonly at: number;
}

/** Which of the two registers a row is from; a file linked with a kept index is the left one. */
export type Side = 'left' | 'right';

/**
 * A way two rows may meet: rows with equal keys are compared. A key is a 32-bit hash; 0 means that the row has none.
 * The keys of a rule go from broad to narrow: where too many rows share the broad key, they are told apart by the next
 * one, and where they share the last one too, the rule leaves them out and says so.
 */
export interface BlockingRule {
  readonly id: string;
  /** In Chinese, for the report. */
  readonly title: string;
  readonly keys: readonly ((words: Uint32Array, at: number, side: Side) => number)[];
  /** Rows of both registers that may share a key of it, where fewer than usual are to: rows that hardly ever are one. */
  readonly most?: number;
  /** Rows meet by it because of what the anchor compares: such a meeting says nothing of how they meet without. */
  readonly byAnchor?: true;
}

export interface Level {
  readonly id: string;
  /** In Chinese, for the explanation. */
  readonly title: string;
  /** Rows at this level are never one employer, whatever else agrees. */
  readonly never?: true;
  /** Log2 weight that no training lifts: what law excludes, though the registers trained on may hold no case of it. */
  readonly atMost?: number;
  /** Of the anchor: pairs at this level are nearly all one employer, or nearly all two. */
  readonly proof?: 'one' | 'two';
}

/** One thing that is compared, with its outcomes from the closest agreement to none. */
export interface Comparison {
  readonly id: string;
  /** In Chinese, for the explanation. */
  readonly title: string;
  readonly levels: readonly Level[];
  /**
   * A number that an office gave: what it shows of a pair came about apart from all else that is compared, so that pairs
   * which it proves teach the other comparisons where nobody has judged any. At most one comparison of a spec is.
   */
  readonly isAnchor?: true;
  /** The index of the level that the rows at `i` of `a` and at `j` of `b` reach. */
  readonly compare: (a: Uint32Array, i: number, b: Uint32Array, j: number) => number;
  /**
   * The levels that a row may reach, whatever it is compared with; null for all. Who has no telephone agrees in it with
   * nobody: such pairs are given up sooner, and where but one level is left nothing is compared.
   */
  readonly reach?: (words: Uint32Array, at: number) => readonly number[] | null;
  /** What of a record is compared, for the explanation. */
  readonly shown: (record: EmployerRecord) => string;
}

/**
 * A word of a row whose number of occurrences in both registers says how much its agreement is worth: the engine counts
 * equal words at `word` and writes the count into the row at `count`.
 */
export interface Term {
  /** Words of one family are counted together. */
  readonly family: number;
  readonly word: number;
  readonly count: number;
  /** What the count mostly is: it stands where nothing is known of the registers. */
  readonly usual: number;
}

/** All the engine knows of what it links: how a record becomes a row, how rows meet, how they are compared. */
export interface LinkageSpec {
  readonly id: string;
  /** Words of a row. */
  readonly width: number;
  /** Writes a record into a row that holds zeros. */
  readonly encode: (record: EmployerRecord, words: Uint32Array, at: number) => void;
  readonly terms: readonly Term[];
  readonly rules: readonly BlockingRule[];
  readonly comparisons: readonly Comparison[];
  /**
   * A word of rows that are never one employer when they differ in it: whatever two rows it tells apart must be at a
   * `never` level of some comparison. Such rows need not even meet. Without it all that share a key do.
   */
  readonly kin?: (words: Uint32Array, at: number) => number;
}

/** Words that a processor reads from memory at once: 64 bytes. */
const LINE = 16;

/** Words from one row to the next: rows begin where memory is read from, so that none is spread over a line too many. */
export function rowWidth(spec: LinkageSpec): number {
  return LINE * Math.ceil(spec.width / LINE);
}

/** The levels that two rows reach, one per comparison. */
export function levelsOf(spec: LinkageSpec, a: Place, b: Place): readonly number[] {
  return spec.comparisons.map((comparison) => comparison.compare(a.words, a.at, b.words, b.at));
}
