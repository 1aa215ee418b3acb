import type { Pool } from '@jianjia/db';
import type { Keyring } from '@jianjia/vault';
import type { RetentionYears } from '../domain/retention.ts';

/** What the acts of this room stand on; made once by the app. */
export interface PeopleDeps {
  readonly app: Pool;
  readonly system: Pool;
  readonly vault: Pick<Keyring, 'open' | 'indexHash'>;
  /** Numbers an account may open within an hour; default 60. */
  readonly unmaskedPerHour?: number;
  /** Searches by number an account may make within an hour; default 60. */
  readonly foundPerHour?: number;
  /** Years of the rules of retention; default those of domain/retention.ts. */
  readonly retention?: RetentionYears;
}
