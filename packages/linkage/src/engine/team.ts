import { Worker } from 'node:worker_threads';
import { Problem } from '@jianjia/kernel';
import type { LinkageSpec } from '../spec/spec.ts';
import type { Job, JobResult } from './jobs.ts';
import { perform } from './perform.ts';

/** Where a thread finds a spec: functions cannot be sent to it. */
export interface SpecSource {
  readonly spec: LinkageSpec;
  /** The module that exports it, and under which name. */
  readonly module: string;
  readonly name: string;
}

/** What a thread answers: the result of its job, a problem, or a fault of the program. */
export type Answer =
  | { readonly result: unknown }
  | { readonly problem: Pick<Problem, 'id' | 'kind' | 'message' | 'details'> }
  | { readonly fault: unknown };

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that take jobs in turn; with one thread the work is done where it is asked for. */
export class Team {
  readonly #source: SpecSource;
  readonly #size: number;
  readonly #idle: Worker[] = [];
  readonly #all: Worker[] = [];
  readonly #queue: Waiting[] = [];
  readonly #busy = new Map<Worker, Waiting>();

  constructor(source: SpecSource, size: number) {
    this.#source = source;
    this.#size = size;
  }

  /** How many jobs are done at once. */
  get size(): number {
    return this.#size;
  }

  /** Does jobs, as many at once as there are threads; the results are in the order of the jobs. */
  async run<J extends Job>(jobs: readonly J[]): Promise<readonly JobResult<J>[]> {
    if (this.#size <= 1) {
      const results: JobResult<J>[] = [];
      for (const job of jobs) results.push((await perform(this.#source.spec, job)) as JobResult<J>);
      return results;
    }
    const results = jobs.map(
      (job) => new Promise<unknown>((resolve, reject) => this.#queue.push({ job, resolve, reject })),
    );
    this.#hand();
    return (await Promise.all(results)) as JobResult<J>[];
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.terminate()));
  }

  #hand(): void {
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop() ?? (this.#all.length < this.#size ? this.#start() : undefined);
      if (worker === undefined) return;
      const waiting = this.#queue.shift();
      if (waiting === undefined) return;
      this.#busy.set(worker, waiting);
      worker.postMessage(waiting.job);
    }
  }

  #start(): Worker {
    const { module, name } = this.#source;
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: { module, name } });
    this.#all.push(worker);
    worker.on('message', (answer: Answer) => {
      const waiting = this.#busy.get(worker);
      this.#busy.delete(worker);
      this.#idle.push(worker);
      if ('result' in answer) waiting?.resolve(answer.result);
      else waiting?.reject('problem' in answer ? problemOf(answer.problem) : answer.fault);
      this.#hand();
    });
    worker.on('error', (error) => this.#busy.get(worker)?.reject(error));
    return worker;
  }
}

/** Only what is plain data passes from thread to thread: a problem is made anew. */
function problemOf({ id, kind, message, details }: Pick<Problem, 'id' | 'kind' | 'message' | 'details'>): Problem {
  return new Problem(id, kind, message, details);
}
