import type { Pool } from '@jianjia/db';
import type { Keyring } from '@jianjia/vault';

/** What the acts of this room stand on; made once by the app. */
export interface PeopleDeps {
  readonly app: Pool;
  readonly system: Pool;
  readonly vault: Pick<Keyring, 'open' | 'indexHash'>;
  /** Numbers an account may open within an hour; default 60. */
  readonly unmaskedPerHour?: number;
}
