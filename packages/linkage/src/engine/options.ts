import type { Model } from '../model/model.ts';
import type { SpecSource } from './team.ts';

export interface LinkOptions {
  /** Default: the model that comes with the package. */
  readonly model?: Model;
  /** Default: as many as the machine has processors. */
  readonly threads?: number;
  /** Bytes that rows may take in memory; beyond, they are spilled to temporary files. Default 3 GB. */
  readonly memory?: number;
  /** Least probability of the pairs written. Default: the model's. */
  readonly cut?: number;
  /** Another spec than that of employers; then `model` must be given, too. */
  readonly spec?: SpecSource;
}

/** What became of a register's file. */
export interface FileSummary {
  readonly file: string;
  /** Rows linked. */
  readonly rows: number;
  /** Rows left out because something is wrong with them. */
  readonly rejected: number;
  /** The first of them. */
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
  /** Rows that only repeat a row before them. */
  readonly repeats: number;
}

export interface LinkReport {
  readonly left: FileSummary;
  readonly right: FileSummary;
  /** Pairs that met by a blocking rule. */
  readonly compared: number;
  /** Pairs written. */
  readonly pairs: number;
  /** By rule: rows it could not bring together with any, because too many rows share their key. */
  readonly crowded: readonly { readonly rule: string; readonly title: string; readonly rows: number }[];
  /** Bytes of rows spilled to temporary files. */
  readonly spilled: number;
}
