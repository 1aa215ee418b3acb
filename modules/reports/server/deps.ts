import type { Pool } from '@jianjia/db';
import type { Keyring } from '@jianjia/vault';

/** What the acts of this room stand on; made once by the app. */
export interface ReportDeps {
  readonly app: Pool;
  readonly system: Pool;
  readonly vault: Keyring;
  /** Where files lie while they are read or fetched. Default: the folder of the system for such files. */
  readonly uploads?: string | undefined;
}
