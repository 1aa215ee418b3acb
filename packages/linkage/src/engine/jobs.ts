import type { Encoding } from '@jianjia/csv';
import type { Model } from '../model/model.ts';
import type { Weights } from '../model/weights.ts';
import type { EmployerRecord } from '../record.ts';
import type { Side } from '../spec/spec.ts';
import type { Part, RowFault } from './reader.ts';
import type { Segment } from './segment.ts';

/** Work that a thread takes at once; what it needs is in shared memory or in files. */
export type Job =
  | ReadJob
  | EncodeJob
  | IdsJob
  | TermJob
  | FillJob
  | KeyJob
  | PostingsJob
  | MatchJob
  | TwinJob
  | LinesJob
  | LevelsJob
  | PatternJob;

/** Reads a part of a file and encodes its rows. */
export interface ReadJob {
  readonly kind: 'read';
  readonly path: string;
  readonly side: Side;
  readonly encoding: Encoding;
  readonly part: Part;
  /** Where rows are spilled; null keeps them in memory. */
  readonly folder: string | null;
  readonly name: string;
}

export interface ReadResult {
  readonly segments: readonly Segment[];
  readonly faults: number;
  /** The first of them. */
  readonly examples: readonly RowFault[];
}

/** Encodes records given as they are, at most as many as a segment holds. */
export interface EncodeJob {
  readonly kind: 'encode';
  readonly records: readonly EmployerRecord[];
  readonly side: Side;
  /** The number of the first of them in its register. */
  readonly firstLine: number;
  readonly folder: string | null;
  readonly name: string;
}

/** Orders the rows of a register by their ids and takes out those whose id is not theirs alone. */
export interface IdsJob {
  readonly kind: 'ids';
  readonly segments: readonly Segment[];
}

export interface IdsResult {
  /** By row number, its place in the order of ids. */
  readonly ranks: SharedArrayBuffer;
  /** Rows that say again what a row before said, and rows taken out because one id says different things. */
  readonly repeats: number;
  readonly rejected: number;
  readonly examples: readonly { readonly id: string; readonly lines: readonly number[] }[];
}

/** Counts how often each term of some families occurs. */
export interface TermJob {
  readonly kind: 'terms';
  readonly segments: readonly Segment[];
  readonly families: readonly number[];
  readonly counts: SharedArrayBuffer;
}

/** Writes the counts of some families of terms into the rows. */
export interface FillJob {
  readonly kind: 'fill';
  readonly segments: readonly Segment[];
  readonly families: readonly number[];
  readonly counts: SharedArrayBuffer;
}

/** A register, or a part of it, with the side it is on. */
export interface SidedSegments {
  readonly side: Side;
  readonly segments: readonly Segment[];
}

/** Narrows the keys of some rules that too many rows share. No other job may do the same rules. */
export interface KeyJob {
  readonly kind: 'keys';
  readonly registers: readonly SidedSegments[];
  readonly rules: readonly number[];
  /** Memory for the counts of the keys, by breadth. */
  readonly counts: readonly SharedArrayBuffer[];
  /** Whether `counts` are to be gone by and not added to: those of other rows that these are held against. */
  readonly known: boolean;
  /** Whether all rows there will ever be are counted: then a key that one row alone has brings it to nobody and is dropped. */
  readonly complete: boolean;
}

export interface KeyResult {
  /** By rule: rows left without a key because too many share the last one. */
  readonly dropped: readonly number[];
}

/** Lists the rows of some segments by their keys of one rule. */
export interface PostingsJob {
  readonly kind: 'postings';
  readonly segments: readonly Segment[];
  readonly rule: number;
  readonly kin: boolean;
}

/** The rows of a register by their keys of one rule: an inverted list, in buckets. */
export interface Postings {
  /** Where each bucket begins in `entries`, and where the last one ends. The bucket of a key is its low bits. */
  readonly starts: SharedArrayBuffer;
  /** Key, mixed with the kin where only rows of one kin meet, and row number by turns. */
  readonly entries: SharedArrayBuffer;
}

/** What brings the rows that pass together with those that are listed. */
export interface Meeting {
  readonly passing: Segment;
  readonly listed: readonly Segment[];
  readonly postings: readonly Postings[];
  /** Whether the rows that pass are those of the right register. */
  readonly swapped: boolean;
  /** Whether only rows of one kin meet. */
  readonly kin: boolean;
}

/** Pairs found for the rows of one segment. */
export interface Found {
  /** Rows of the segment that passed and of those listed, by turns, counted from their first. */
  readonly pairs: Uint32Array;
  /** Log2 odds of each pair. */
  readonly odds: Float64Array;
  /** Pairs that met by a rule. */
  readonly compared: number;
}

/** Compares the rows of one segment with those listed. */
export interface MatchJob extends Meeting {
  readonly kind: 'match';
  readonly weights: Weights;
  /** Log2 odds below which a pair is not kept. */
  readonly floor: number;
}

/** Finds which rows of one register are one employer, among those that share a likely partner in the other. */
export interface TwinJob {
  readonly kind: 'twins';
  readonly segments: readonly Segment[];
  /** By pair, its row in this register, its row in the other, and its log2 odds. */
  readonly rows: Uint32Array;
  readonly others: Uint32Array;
  readonly odds: Float64Array;
  readonly weights: Weights;
}

/** Writes some pairs as lines of text. */
export interface LinesJob {
  readonly kind: 'lines';
  readonly left: readonly Segment[];
  readonly right: readonly Segment[];
  /** By pair, its rows and its log2 odds, its rivals weighed in. */
  readonly pairs: { readonly left: Uint32Array; readonly right: Uint32Array; readonly odds: Float64Array };
  /** The first of the pairs, and the first behind them. */
  readonly from: number;
  readonly to: number;
  readonly calibration: Model['calibration'];
  /** Least probability of the pairs written. */
  readonly cut: number;
}

export interface Lines {
  readonly text: Uint8Array;
  readonly count: number;
}

/** Finds the levels of some pairs. */
export interface LevelsJob {
  readonly kind: 'levels';
  readonly left: readonly Segment[];
  readonly right: readonly Segment[];
  /** Row numbers, left and right by turns. */
  readonly pairs: Uint32Array;
}

/** Counts the levels that pairs reach, for training. */
export interface PatternJob extends Meeting {
  readonly kind: 'patterns';
  /** The numbers of the segment that passes and of the first one listed. */
  readonly passingFrom: number;
  readonly listedFrom: number;
  readonly labels: SharedArrayBuffer | null;
  /** Whether pairs that nobody judged are known to be two employers. */
  readonly complete: boolean;
}

export type JobResult<J extends Job> = J extends ReadJob
  ? ReadResult
  : J extends EncodeJob
    ? readonly Segment[]
    : J extends IdsJob
      ? IdsResult
      : J extends KeyJob
        ? KeyResult
        : J extends PostingsJob
          ? Postings
          : J extends MatchJob
            ? Found
            : J extends LevelsJob
              ? Uint8Array
              : J extends TwinJob
                ? Uint32Array
                : J extends LinesJob
                  ? Lines
                  : J extends PatternJob
                    ? Float64Array
                    : null;
