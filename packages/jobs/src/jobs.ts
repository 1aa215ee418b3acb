import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from '@jianjia/db';
import { PgBoss } from 'pg-boss';
import type { Duties, WorkOptions } from './duties.ts';
import { declared, type JobKinds, type JobOf, keptJob, type KeptJob, lanesOf, type SaidOf } from './kinds.ts';
import { countJobs, isWaiting, type JobCounts, knownMarks, SCHEMA } from './tables.ts';

export type { JobCounts } from './tables.ts';

export interface JobsOptions {
  /** Told of every failure, with the kind of job: the log. */
  readonly report: (kind: string, error: unknown) => void;
}

/** How jobs of a lane are kept, tried again and given up. */
const LANE = {
  // One after the other for each key; one that is to be tried again holds those behind it up.
  policy: 'key_strict_fifo',
  retryLimit: 5,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  // A worker that was killed says nothing any more; how long honest work takes is nobody's business.
  heartbeatSeconds: 30,
  expireInSeconds: 23 * 60 * 60,
  retentionSeconds: 90 * 24 * 60 * 60,
  deleteAfterSeconds: 14 * 24 * 60 * 60,
} as const;
/** The same of jobs that were given up, until somebody was told. */
const FAILED = {
  retryLimit: 10,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  retentionSeconds: LANE.retentionSeconds,
  deleteAfterSeconds: LANE.deleteAfterSeconds,
} as const;
/** How often silent jobs are looked for, in seconds. */
const SUPERVISED_EVERY = 15;
const POLLED_EVERY = 1;
const RESENT_EVERY = 60_000;
/** How long jobs in work may go on when a worker is told to stop, in milliseconds; then they are broken off. */
const GRACE = 5000;
const ABORTED_WITHIN = 25_000;

/** Jobs of a room in the queue of the database: sent, worked, counted. */
export interface Jobs<K extends JobKinds> {
  /**
   * Sends a job, in the transaction of `client` where one is given; a second of the same content that would wait behind a first
   * is left out, for it would find nothing to do.
   * @param client of the system role: requests cannot reach the queue
   * @returns whether it was sent
   */
  send(job: JobOf<K>, client?: PoolClient): Promise<boolean>;
  /** Sends those that are neither waiting nor in work nor were given up within the hour; answers how many. */
  sendMissing(jobs: readonly JobOf<K>[]): Promise<number>;
  /** Begins to work jobs, whoever sent them; called once. */
  work(duties: Duties<K>, options: WorkOptions): Promise<void>;
  /** How many wait, are in work, and were given up in the last fortnight, everywhere. */
  counts(): Promise<JobCounts>;
  /** Resolves when no job waits or is in work any more, anywhere; or when `enough` says so. */
  idle(enough?: () => boolean): Promise<void>;
  /** Takes no more jobs, gives those in work a few seconds, breaks the others off: another worker, or the next start, does them. */
  stop(): Promise<void>;
}

/**
 * Opens the queue, whose tables a migration has made.
 * @param pool of the system role
 */
export async function openJobs<K extends JobKinds>(pool: Pool, kinds: K, options: JobsOptions): Promise<Jobs<K>> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: SUPERVISED_EVERY,
    monitorIntervalSeconds: SUPERVISED_EVERY,
  });
  boss.on('error', (error) => options.report('jobs', error));
  await boss.start();
  for (const lane of lanesOf(kinds)) {
    await boss.createQueue(failedLane(lane), FAILED);
    await boss.createQueue(lane, { ...LANE, deadLetter: failedLane(lane) });
  }
  return new OpenJobs(boss, pool, kinds, options);
}

/** Jobs that have failed for good are told of here, by whichever worker is there: the one that failed may be gone. */
function failedLane(lane: string): string {
  return `${lane}.failed`;
}

/** A job as pg-boss hands it out. */
interface TakenJob {
  readonly data: unknown;
  readonly signal: AbortSignal;
}

/** A job that was given up, with the one it comes from. */
interface FailedJob extends TakenJob {
  readonly sourceName: string | null;
  readonly sourceId: string | null;
  readonly sourceOutput: object | null;
}

class OpenJobs<K extends JobKinds> implements Jobs<K> {
  readonly #boss: PgBoss;
  readonly #pool: Pool;
  readonly #kinds: K;
  readonly #report: JobsOptions['report'];
  readonly #workers = new Map<string, string[]>();
  readonly #stopping = new AbortController();
  #resending: NodeJS.Timeout | null = null;
  #stopped: Promise<void> | null = null;

  constructor(boss: PgBoss, pool: Pool, kinds: K, { report }: JobsOptions) {
    this.#boss = boss;
    this.#pool = pool;
    this.#kinds = kinds;
    this.#report = report;
  }

  async send(job: JobOf<K>, client?: PoolClient): Promise<boolean> {
    const { lane } = declared(this.#kinds, job.kind);
    const kept = keptJob(this.#kinds, job);
    const source = client ?? this.#pool;
    if (await isWaiting(source, lane, kept.mark)) return false;
    const db = { executeSql: (text: string, values?: unknown[]) => source.query(text, values) };
    await this.#boss.send(lane, kept, { singletonKey: job.key, db });
    // Others learn of it when they look the next time.
    for (const worker of this.#workers.get(lane) ?? []) this.#boss.notifyWorker(worker);
    return true;
  }

  async sendMissing(jobs: readonly JobOf<K>[]): Promise<number> {
    if (jobs.length === 0) return 0;
    const lanes = lanesOf(this.#kinds);
    const known = await knownMarks(this.#pool, lanes, lanes.map(failedLane));
    let sent = 0;
    for (const job of jobs) {
      if (!known.has(keptJob(this.#kinds, job).mark) && (await this.send(job))) sent++;
    }
    return sent;
  }

  async work(duties: Duties<K>, { atOnce }: WorkOptions): Promise<void> {
    const options = { batchSize: 1, pollingIntervalSeconds: POLLED_EVERY };
    for (const lane of lanesOf(this.#kinds)) {
      const workers: string[] = [];
      this.#workers.set(lane, workers);
      for (let worker = 0; worker < atOnce; worker++) {
        workers.push(await this.#boss.work(lane, options, ([job]) => this.#perform(duties, job)));
      }
      const whole = { ...options, includeMetadata: true } as const;
      await this.#boss.work(failedLane(lane), whole, ([job]) => this.#giveUp(duties, job));
    }
    // Jobs of a worker that was killed: perhaps of this one, before it was started anew.
    await this.#boss.supervise();
    await this.#resend(duties);
    this.#resending = setInterval(() => void this.#resend(duties), RESENT_EVERY);
    this.#resending.unref();
  }

  counts(): Promise<JobCounts> {
    const lanes = lanesOf(this.#kinds);
    return countJobs(this.#pool, lanes, lanes.map(failedLane));
  }

  async idle(enough: () => boolean = () => false): Promise<void> {
    while (!enough()) {
      const { waiting, active } = await this.counts();
      if (waiting + active === 0) return;
      await sleep(100);
    }
  }

  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    if (this.#resending) clearInterval(this.#resending);
    const grace = setTimeout(() => this.#stopping.abort(new Error('the worker stops')), GRACE);
    await this.#boss.stop({ graceful: true, close: false, timeout: GRACE + ABORTED_WITHIN });
    clearTimeout(grace);
  }

  async #perform(duties: Duties<K>, job: TakenJob | undefined): Promise<void> {
    if (!job) return;
    const { kind, payload } = job.data as KeptJob;
    try {
      const parsed = declared(this.#kinds, kind).payload.parse(payload);
      const handler = duties.handlers[kind] as (given: unknown, signal: AbortSignal) => Promise<unknown>;
      await handler(parsed, AbortSignal.any([job.signal, this.#stopping.signal]));
    } catch (error) {
      this.#report(kind, error);
      throw error;
    }
  }

  async #giveUp(duties: Duties<K>, job: FailedJob | undefined): Promise<void> {
    if (!job) return;
    const { kind, payload } = job.data as KeptJob;
    this.#report(kind, new Error(`given up: ${JSON.stringify({ payload, last: job.sourceOutput })}`));
    // A failed job holds up all others of its key for ever; what there is to know of it stands in this one.
    if (job.sourceName !== null && job.sourceId !== null) await this.#boss.deleteJob(job.sourceName, job.sourceId);
    await duties.failed({ kind, payload: declared(this.#kinds, kind).payload.parse(payload) } as SaidOf<K>);
  }

  async #resend(duties: Duties<K>): Promise<void> {
    try {
      await this.sendMissing(await duties.waiting());
    } catch (error) {
      if (!this.#stopped) this.#report('jobs', error);
    }
  }
}
