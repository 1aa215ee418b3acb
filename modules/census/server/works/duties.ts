import type { Duties } from '@jianjia/jobs';
import type { Pool } from '@jianjia/db';
import { keepAlive, putBack } from '../apply/alive.ts';
import { finishNow } from '../apply/apply-delivery.ts';
import { linkPart } from '../apply/link-part.ts';
import { readDelivery } from '../apply/read-delivery.ts';
import { flowBack } from '../checks/flow-back.ts';
import { classifyArea } from '../classification/classify-area.ts';
import { noteByGround } from '../classification/ground.ts';
import { reweighArea } from '../learn/reweigh-area.ts';
import { relinkDecided } from '../review/relink-decided.ts';
import { takeOut } from '../withdraw/take-out.ts';
import type { CensusJobs, censusJobs } from './kinds.ts';
import { type CensusJob, SURVEY, waitingClasses, waitingWorks } from './waiting.ts';

/** What a worker does for the jobs of the census. */
export function censusDuties(system: Pool, jobs: CensusJobs): Duties<typeof censusJobs> {
  /** Whatever changes the list leaves employers to be classified. */
  const thenClassify = async (work: Promise<unknown>): Promise<void> => {
    await work;
    await jobs.send(SURVEY);
  };
  const link = async (delivery: string, area: string, signal: AbortSignal): Promise<void> => {
    if (await keepAlive(system, [delivery], () => linkPart(system, delivery, area, signal))) return;
    await jobs.send({ kind: 'apply', key: delivery, payload: { delivery } });
  };
  return {
    handlers: {
      apply: ({ delivery }, signal) => thenClassify(apply(system, jobs, delivery, link, signal)),
      link: ({ delivery, area }, signal) => thenClassify(link(delivery, area, signal)),
      withdraw: ({ deliveries, area }, signal) =>
        thenClassify(keepAlive(system, deliveries, () => takeOut(system, deliveries, area, signal))),
      decide: ({ area }, signal) => thenClassify(relinkDecided(system, area, signal)),
      reweigh: ({ area }, signal) => thenClassify(reweighArea(system, area, signal)),
      flow_back: ({ area }, signal) => thenClassify(flowBack(system, area, signal)),
      survey: async (_nothing, signal) => {
        await noteByGround(system, signal);
        for (const job of await waitingClasses(system)) await jobs.send(job);
      },
      classify: ({ area }, signal) => classifyArea(system, area, signal),
    },
    // What waits in tables of its own is sent again within the hour, and looked at by whoever reads the log.
    failed: async ({ kind, payload }) => {
      if (kind === 'apply' || kind === 'link') await putBack(system, [payload.delivery]);
      if (kind === 'withdraw') await putBack(system, payload.deliveries);
    },
    waiting: () => waitingWorks(system),
  };
}

type Link = (delivery: string, area: string, signal: AbortSignal) => Promise<void>;

/** A delivery for one area is linked at once; one for several is divided, and whoever is free takes the parts. */
async function apply(system: Pool, jobs: CensusJobs, delivery: string, link: Link, signal: AbortSignal): Promise<void> {
  const areas = await keepAlive(system, [delivery], () => readDelivery(system, delivery, { signal }));
  if (areas === null) return;
  const [only, another] = areas;
  if (only === undefined) return finishNow(system, delivery);
  if (another === undefined) return link(delivery, only, signal);
  for (const area of areas) {
    const part: CensusJob = { kind: 'link', key: area, payload: { delivery, area } };
    await jobs.send(part);
  }
}
