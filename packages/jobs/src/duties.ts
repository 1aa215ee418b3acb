import type { z } from 'zod';
import type { JobKinds, JobOf, SaidOf } from './kinds.ts';

/** What is done for each kind of job. A job may come twice, on two machines even: whoever does it looks first. */
export type Handlers<K extends JobKinds> = {
  readonly [N in keyof K & string]: (payload: z.output<K[N]['payload']>, signal: AbortSignal) => Promise<unknown>;
};

/** Everything a worker needs to know of a room's jobs. */
export interface Duties<K extends JobKinds> {
  readonly handlers: Handlers<K>;
  /** Told once when a job has failed for good, on whichever machine; it may be told again when it fails itself. */
  failed(job: SaidOf<K>): Promise<void>;
  /**
   * What waits to be done by the word of the room's own tables. Asked when a worker begins and every minute: a job that was
   * never sent, for the machine stopped in between, is sent then.
   */
  waiting(): Promise<readonly JobOf<K>[]>;
}

export interface WorkOptions {
  /** Jobs in work at the same time in this process, per lane. */
  readonly atOnce: number;
}
