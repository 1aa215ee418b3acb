import type { Pool } from '@jianjia/db';
import type { CensusJobs } from './works/kinds.ts';

/** What the endpoints of this room stand on; made once by the app. */
export interface CensusDeps {
  /** What requests read and write with. */
  readonly app: Pool;
  /** What follows from records is worked out with it: every record counts, whoever applies a delivery. */
  readonly system: Pool;
  /** Where files lie while they are read; default: the folder of the system for such files. */
  readonly uploads?: string | undefined;
  /** The queue by which workers go on with what an answer begins. */
  readonly jobs: CensusJobs;
}
