import { createHash, randomUUID } from 'node:crypto';
import { plantModel } from '@jianjia/census/testing';
import type { TestDatabase } from '@jianjia/db/testing';
import type { CensusTarget, Probe, Target } from './probe.ts';
import { plantPair, REVIEW_PROBES } from './review-probes.ts';

/** Plants a source of the union, two deliveries and an employer of the list in its place. */
export async function plantCensus(db: TestDatabase, code: string): Promise<CensusTarget> {
  const id = async (sql: string, values: readonly unknown[]): Promise<string> =>
    (await db.owner.query<{ id: string }>(sql, [...values])).rows[0]?.id ?? '';
  const source = await id(
    `insert into census.source (union_id, department, title)
     select union_id, 'tax', $2 from organisations.union where union_code = $1 returning source_id as id`,
    [code, `税务 ${randomUUID()}`],
  );
  const delivery = (status: string): Promise<string> =>
    id(
      `insert into census.delivery (source_id, union_id, year, file_name, sha256, bytes, as_of, status, header, rows, received_by, mapping)
       select source_id, union_id, 2026, 'a.csv', $2, 1, '2026-06-30', $3, '{单位名称}', 1, '某人', '{"columns":{"单位名称":"name"},"translations":{}}'
       from census.source where source_id = $1 returning delivery_id as id`,
      [source, createHash('sha256').update(randomUUID()).digest('hex'), status],
    );
  const [waiting, applied] = [await delivery('profiled'), await delivery('applied')];
  const employer = await id(
    `insert into census.employer (employer_id, name, division_code, records, departments, initials)
     select gen_random_uuid(), $1 || '的单位', division_code, 1, '{tax}', 'dw' from organisations.union where union_code = $1
     returning employer_id as id`,
    [code],
  );
  const [pair, model] = [await plantPair(db, code), await plantModel(db.owner, code)];
  return { source, waiting, applied, employer, pair, model };
}

/** Lawful calls of the census, aimed at a union. */
export const CENSUS_PROBES: Readonly<Record<string, (target: Target) => Promise<Probe>>> = {
  ...REVIEW_PROBES,
  'census.addSource': async ({ code }) => ({
    method: 'POST',
    url: '/api/census/sources',
    payload: { at: code, department: 'tax', title: `税务登记 ${randomUUID()}` },
  }),
  'census.showDelivery': async (target) => ({
    method: 'GET',
    url: `/api/census/deliveries/${(await target.freshCensus()).applied}`,
  }),
  'census.confirmMapping': async (target) => ({
    method: 'PUT',
    url: `/api/census/deliveries/${(await target.freshCensus()).waiting}/mapping`,
    payload: { columns: { 单位名称: 'name' } },
  }),
  'census.applyDelivery': async (target) => ({
    method: 'POST',
    url: `/api/census/deliveries/${(await target.freshCensus()).waiting}/apply`,
    payload: {},
  }),
  'census.withdrawDelivery': async (target) => ({
    method: 'POST',
    url: `/api/census/deliveries/${(await target.freshCensus()).applied}/withdraw`,
    payload: { reason: '报错了' },
  }),
  'census.withdrawSource': async (target) => ({
    method: 'POST',
    url: `/api/census/sources/${(await target.freshCensus()).source}/withdraw`,
    payload: { reason: '整个来源有误' },
  }),
  'census.discardDelivery': async (target) => ({
    method: 'DELETE',
    url: `/api/census/deliveries/${(await target.freshCensus()).waiting}`,
  }),
  'census.receiveRows': async (target) => ({
    method: 'POST',
    url: `/api/census/sources/${(await target.freshCensus()).source}/batches`,
    payload: { batch: '1', year: 2026, as_of: '2026-06-30', rows: [{ 单位名称: '一家公司' }] },
  }),
  'census.receiveFile': async (target) => ({
    method: 'POST',
    url: `/api/census/sources/${(await target.freshCensus()).source}/files`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: [
      ...[
        ['year', '2026'],
        ['as_of', '2026-06-30'],
      ].map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n',
      `单位名称,信用代码\n${randomUUID()},\n\r\n--b--\r\n`,
    ].join(''),
  }),
  'census.showEmployer': async (target) => ({
    method: 'GET',
    url: `/api/census/employers/${(await target.freshCensus()).employer}`,
  }),
  'census.listSources': async () => ({ method: 'GET', url: '/api/census/sources' }),
  'census.listDeliveries': async () => ({ method: 'GET', url: '/api/census/deliveries' }),
  'census.listEmployers': async ({ code }) => ({
    method: 'GET',
    url: `/api/census/employers?search=${encodeURIComponent(code)}`,
  }),
  'census.previewAdoption': async () => ({ method: 'GET', url: '/api/census/adoption' }),
  'census.adoptValues': async () => ({ method: 'POST', url: '/api/census/adoption', payload: { fields: ['name'] } }),
  'census.takeRegister': async ({ code }) => ({ method: 'POST', url: '/api/census/register', payload: { at: code } }),
};
