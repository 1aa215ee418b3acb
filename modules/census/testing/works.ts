import type { Pool } from '@jianjia/db';
import { openJobs } from '@jianjia/jobs';
import { type Classification, classifyArea } from '../server/classification/classify-area.ts';
import { noteByGround } from '../server/classification/ground.ts';
import { censusDuties } from '../server/works/duties.ts';
import { type CensusJobs, censusJobs } from '../server/works/kinds.ts';
import { waitingClasses } from '../server/works/waiting.ts';

/** Classifies everything in the list that is new or has changed. */
export async function classifyChanged(system: Pool): Promise<Classification> {
  await noteByGround(system);
  const sum = { seen: 0, written: 0, gone: 0 };
  for (const { key } of await waitingClasses(system)) {
    const { seen, written, gone } = await classifyArea(system, key);
    sum.seen += seen;
    sum.written += written;
    sum.gone += gone;
  }
  return sum;
}

/** The queue of a test database with a worker. */
export interface WorkedJobs {
  readonly jobs: CensusJobs;
  /** Resolves when everything is done; rejects when something failed. */
  settled(): Promise<void>;
}

/** Opens the queue of a test database and works its jobs until `jobs.stop()`. */
export async function workedJobs(system: Pool): Promise<WorkedJobs> {
  const failures: unknown[] = [];
  const jobs = await openJobs(system, censusJobs, { report: (_kind, error) => failures.push(error) });
  await jobs.work(censusDuties(system, jobs), { atOnce: 1 });
  return {
    jobs,
    settled: async () => {
      await jobs.idle(() => failures.length > 0);
      if (failures.length > 0) throw failures[0];
    },
  };
}
