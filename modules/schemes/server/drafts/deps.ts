import type { Pool } from '@jianjia/db';
import type { Change, ItemChange } from '../../contract/index.ts';

/** A track's file with changes, as it would be published. */
export interface RevisedFile {
  readonly version: string;
  readonly file: string;
  readonly content: string;
  readonly changes: readonly ItemChange[];
}

/** What drafts stand on; made once by the app. */
export interface DraftDeps {
  readonly app: Pool;
  /** Ids of the published schemes. */
  readonly schemes: readonly string[];
  /** Makes the changed file of a track, and makes sure that it loads. Throws Problem for changes that cannot be. */
  revise(scheme: string, track: string, changes: readonly Change[]): RevisedFile;
}
