import type { Pool } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';

/** What the endpoints of this room stand on; made once by the app. */
export interface OrganisationDeps {
  /** What requests read with: row policies show each actor his or her part. */
  readonly app: Pool;
  /** Writes what searches look up; reads nothing that is answered. */
  readonly system: Pool;
  /** The day of a request: what `as_of` says, else today. Throws Problem when it is no day, or too far away. */
  asOf(text: string | undefined): PlainDate;
}
