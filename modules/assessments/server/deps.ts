import type { Pool } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { Standards } from './standards.ts';

/** What the endpoints of this room stand on; made once by the app. */
export interface AssessmentDeps {
  /** What requests read with: row policies show each actor his or her part. */
  readonly app: Pool;
  /** For evaluations, which count every union. */
  readonly system: Pool;
  readonly standards: Standards;
  /** Where files lie while they are saved. Default: the folder of the system for such files. */
  readonly uploads?: string | undefined;
  /** The as-of day of a request: what `as_of` says, else today. Throws Problem when it is no day, or too far away. */
  asOf(text: string | undefined): PlainDate;
  /** Makes the results of a day current. */
  evaluated(t: PlainDate): Promise<void>;
}
