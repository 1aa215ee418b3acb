import type { JobOf } from '@jianjia/jobs';
import type { Pool } from '@jianjia/db';
import { applyJob } from '../apply/apply-delivery.ts';
import { SILENT_SECONDS } from '../deliveries/delivery-sql.ts';
import { noteShipped } from '../learn/note-shipped.ts';
import { withdrawJobs } from '../withdraw/take-out.ts';
import { areaSql, type censusJobs } from './kinds.ts';

export type CensusJob = JobOf<typeof censusJobs>;

/** Decisions whose consequences are still to be worked out. */
export async function waitingDecisions(system: Pool): Promise<readonly CensusJob[]> {
  const { rows } = await system.query<{ area: string }>('select distinct area from census.relinking order by area');
  return rows.map(({ area }) => ({ kind: 'decide', key: area, payload: { area } }));
}

/** Areas whose pairs are still to be weighed by the model they have now. */
export async function waitingModels(system: Pool): Promise<readonly CensusJob[]> {
  const { rows } = await system.query<{ area: string }>('select distinct area from census.reweighing order by area');
  return rows.map(({ area }) => ({ kind: 'reweigh', key: area, payload: { area } }));
}

/** Findings that the list has not heard of. */
export async function waitingFindings(system: Pool): Promise<readonly CensusJob[]> {
  const { rows } = await system.query<{ area: string }>(
    `select distinct ${areaSql('f.division_code')} as area from census.finding f
     where not exists (select from census.finding_delivery d where d.finding_id = f.finding_id) order by area`,
  );
  return rows.map(({ area }) => ({ kind: 'flow_back', key: area, payload: { area } }));
}

/** Employers that are new or have changed since they were classified. */
export async function waitingClasses(system: Pool): Promise<readonly CensusJob[]> {
  // One look at the index for each area there is: millions may wait in each.
  const { rows } = await system.query<{ area: string }>(
    `with recursive areas as (
       (select area from census.to_classify order by area limit 1)
       union all
       select (select t.area from census.to_classify t where t.area > a.area order by t.area limit 1)
       from areas a where a.area is not null
     )
     select area from areas where area is not null`,
  );
  return rows.map(({ area }) => ({ kind: 'classify', key: area, payload: { area } }));
}

/** The job that looks at what is to be classified, and sends those of the areas. */
export const SURVEY = { kind: 'survey', key: 'survey', payload: {} } as const;

/** Deliveries on their way in or out that nobody is at: never begun, or begun and silent. */
async function waitingDeliveries(system: Pool): Promise<readonly CensusJob[]> {
  const { rows } = await system.query<{ id: string; status: string; division: string }>(
    `select d.delivery_id as id, d.status, u.division_code as division
     from census.delivery d join organisations.union u using (union_id)
     where d.status in ('applying', 'withdrawing')
       and (d.touched_at is null or d.touched_at < now() - interval '${SILENT_SECONDS} seconds' and d.touched_at > to_timestamp(0))
     order by d.delivery_id`,
  );
  const jobs: CensusJob[] = [];
  for (const { id, status, division } of rows) {
    if (status === 'applying') jobs.push(applyJob(id, division));
    else jobs.push(...(await withdrawJobs(system, [id])));
  }
  return jobs;
}

/** Everything that waits by the word of the census's own tables, and what a new version of the program asks for. */
export async function waitingWorks(system: Pool): Promise<readonly CensusJob[]> {
  await noteShipped(system);
  const classes = await waitingClasses(system);
  const surveyed = await system.query('select from census.classified_by');
  return [
    ...(await waitingDeliveries(system)),
    ...(await waitingDecisions(system)),
    ...(await waitingModels(system)),
    ...(await waitingFindings(system)),
    ...(classes.length === 0 && surveyed.rowCount !== 0 ? [] : [SURVEY]),
  ];
}
