/** Filled in by the scoring language. */
export interface ItemScoring {
  readonly section?: string | undefined;
}
export interface TrackScoring {
  readonly total?: number | undefined;
}
