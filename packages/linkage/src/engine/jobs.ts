import type { Encoding } from '@jianjia/csv';
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
  | LevelsJob
  | PatternJob;

/** Reads a part of a file and encodes its rows. */
export interface ReadJob {
  readonly kind: 'read';
  readonly path: string;
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

/** Counts how often each term occurs. */
export interface TermJob {
  readonly kind: 'terms';
  readonly segments: readonly Segment[];
  readonly counts: SharedArrayBuffer;
}

/** Writes the counts of terms into the rows. */
export interface FillJob {
  readonly kind: 'fill';
  readonly segments: readonly Segment[];
  readonly counts: SharedArrayBuffer;
}

/**
 * Gives each row the keys of one breadth: for the rules whose broader key too many rows share (by `broader`, null for
 * the broadest), and counts these keys.
 */
export interface KeyJob {
  readonly kind: 'keys';
  readonly segments: readonly Segment[];
  readonly side: Side;
  readonly breadth: number;
  readonly broader: SharedArrayBuffer | null;
  readonly counts: SharedArrayBuffer;
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

/** Finds which pairs of rows of one register are one employer. */
export interface TwinJob {
  readonly kind: 'twins';
  readonly segments: readonly Segment[];
  /** Row numbers, two by two. */
  readonly rows: Uint32Array;
  readonly weights: Weights;
  readonly floor: number;
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
                : J extends PatternJob
                  ? Float64Array
                  : null;
