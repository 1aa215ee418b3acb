import { parentPort, workerData } from 'node:worker_threads';
import { isProblem } from '@jianjia/kernel';
import type { LinkageSpec } from '../spec/spec.ts';
import type { Job } from './jobs.ts';
import { perform } from './perform.ts';
import type { Answer } from './team.ts';

/** A thread of a team: does the jobs it is sent, one at a time. */
const { module, name } = workerData as { readonly module: string; readonly name: string };
const spec = ((await import(module)) as Readonly<Record<string, LinkageSpec>>)[name];

parentPort?.on('message', (job: Job) => void work(job));

async function work(job: Job): Promise<void> {
  parentPort?.postMessage(await answerTo(job));
}

async function answerTo(job: Job): Promise<Answer> {
  try {
    if (spec === undefined) throw new Error(`${module} exports no ${name}`);
    return { result: await perform(spec, job) };
  } catch (error) {
    if (!isProblem(error)) return { fault: error };
    const { id, kind, message, details } = error;
    return { problem: { id, kind, message, details } };
  }
}
