import type { InjectOptions } from 'fastify';

/** What the census has of a union that is asked about. */
export interface CensusTarget {
  readonly source: string;
  /** Read and not applied. */
  readonly waiting: string;
  /** In the list. */
  readonly applied: string;
  readonly employer: string;
  /** A doubtful pair in its place, `left/right`. */
  readonly pair: string;
  /** Version of a model of linkage that it may use; of no model where its place is too small for one. */
  readonly model: string;
}

/** What field checks have in the place of a union that is asked about. */
export interface FieldTarget {
  /** Of the place; a large employer without a union, nobody sent for. */
  readonly employer: string;
  /** Two small ones, for a joint union. */
  readonly small: readonly string[];
  readonly division: string;
  /** Given to somebody of the union. */
  readonly assigned: string;
  /** A union was reported. */
  readonly reported: string;
  /** Of what was reported. */
  readonly finding: string;
  readonly photo: string;
  /** Somebody of the union who may check. */
  readonly checker: string;
}

/** A union that is asked about, with what a probe needs of it. */
export interface Target {
  readonly code: string;
  readonly unionId: string;
  /** An account of the union with a role there, made for this one call: acts change it. */
  freshAccount(): Promise<{ readonly accountId: string; readonly grantId: string }>;
  /** A request to export its members that waits for a second person. */
  freshExport(): Promise<string>;
  /** A source, deliveries and an employer of the census, made for this one call. */
  freshCensus(): Promise<CensusTarget>;
  /** An employer without a union, tasks and a finding in its place, made for this one call. */
  freshField(): Promise<FieldTarget>;
  /** A draft of a standard drawn up for it. */
  freshDraft(): Promise<string>;
}

export type Probe = Pick<InjectOptions, 'method' | 'url' | 'payload' | 'headers'>;
