import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '@jianjia/db/testing';
import type { Probe, Target } from './probe.ts';

/** Plants two entities in the place of the union and a doubtful pair of them; answers `left/right`. */
export async function plantPair(db: TestDatabase, code: string): Promise<string> {
  const [left, right] = [randomUUID(), randomUUID()].toSorted((a, b) => (a < b ? -1 : 1));
  await db.owner.query(
    `insert into census.entity (entity_id, employer_id, division_code, name, standard_name, records)
     select id, id, u.division_code, $3, $3, 1
     from organisations.union u, unnest(array[$1::uuid, $2::uuid]) as id where u.union_code = $4`,
    [left, right, `${code} 的一家单位`, code],
  );
  await db.owner.query(
    `insert into census.pair (left_id, right_id, probability, model, joined, division_code, matters)
     select $1, $2, 0.5, 'test', false, division_code, 0.5 from census.entity where entity_id = $1`,
    [left, right],
  );
  return `${left}/${right}`;
}

/** Lawful calls of the review desk, aimed at a union. */
export const REVIEW_PROBES: Readonly<Record<string, (target: Target) => Promise<Probe>>> = {
  'census.listReviewPairs': async () => ({ method: 'GET', url: '/api/census/review/pairs' }),
  'census.showReviewPair': async (target) => ({
    method: 'GET',
    url: `/api/census/review/pairs/${(await target.freshCensus()).pair}`,
  }),
  'census.decidePair': async (target) => ({
    method: 'POST',
    url: `/api/census/review/pairs/${(await target.freshCensus()).pair}/decisions`,
    payload: { verdict: 'unsure' },
  }),
  'census.undoPair': async (target) => ({
    method: 'POST',
    url: `/api/census/review/pairs/${(await target.freshCensus()).pair}/undo`,
    payload: {},
  }),
  'census.listLabels': async () => ({ method: 'GET', url: '/api/census/review/labels' }),
  'census.reviewReport': async () => ({ method: 'GET', url: '/api/census/review/report' }),
  'census.setReviewMode': async ({ code }) => ({
    method: 'PUT',
    url: '/api/census/review/mode',
    payload: { at: code, persons: 1 },
  }),
  'census.listModels': async () => ({ method: 'GET', url: '/api/census/review/models' }),
  'census.learnModel': async ({ code }) => ({
    method: 'POST',
    url: '/api/census/review/models',
    payload: { at: code },
  }),
  'census.chooseModel': async (target) => ({
    method: 'PUT',
    url: '/api/census/review/models/in-use',
    payload: { at: target.code, version: (await target.freshCensus()).model },
  }),
};
