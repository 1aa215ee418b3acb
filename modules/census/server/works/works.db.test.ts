import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { openJobs } from '@jianjia/jobs';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  creditCode,
  deliver,
  listState,
  operating,
  plantSource,
  type TypedTable,
  workedJobs,
} from '../../testing/index.ts';
import { applyDelivery, applyNow } from '../apply/apply-delivery.ts';
import { showDelivery } from '../deliveries/show-delivery.ts';
import { doerOf } from '../doer.ts';
import { withdrawDelivery, withdrawNow } from '../withdraw/withdraw-delivery.ts';
import { type CensusJobs, censusJobs } from './kinds.ts';

const db = await testDatabase();
const doer = operating(db.system);
const children: ChildProcess[] = [];
/** Sends, and works nothing. */
let sending: CensusJobs;
let [cityA, cityB, province] = ['', '', ''];

beforeAll(async () => {
  await plantForest(db.owner);
  await db.owner.query(`
    insert into kernel.division (code, parent, level, name) values ('3401', '34', 2, '合肥市'), ('340102', '3401', 3, '瑶海区');
    insert into organisations.union (union_code, name, kind, division_code, founded_on)
      values ('P', '省总工会', 'federation', '34', '2000-01-01');
    -- Work on employers lasts as long as somebody holds it.
    create table census.lever (area text primary key, raises boolean not null);
    grant select on census.lever to jianjia_system;
    create function census.hold() returns trigger language plpgsql as $$
    declare lever record;
    begin
      select * into lever from census.lever l where l.area = left(new.division_code, 4);
      if lever.raises then raise exception 'broken off'; end if;
      if found then perform pg_sleep(60); end if;
      return new;
    end $$;
    create trigger hold before insert on census.employer for each row execute function census.hold()`);
  cityA = await plantSource(doer, 'A', 'market', '市场主体登记');
  cityB = await plantSource(doer, 'B', 'market', '市场主体登记');
  province = await plantSource(doer, 'P', 'market', '市场主体登记');
  sending = await openJobs(db.system, censusJobs, { report: () => {} });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await sending.stop();
  await db.drop();
});
beforeEach(async () => {
  await db.owner.query('delete from census.lever');
  await db.owner.query('delete from jobs.job');
});

const HEADER = ['企业名称', '统一社会信用代码', '行政区划'];
const TABLES: Readonly<Record<'a' | 'b' | 'province', TypedTable>> = {
  a: [HEADER, ['安庆红光酒业有限公司', creditCode(1), '340802'], ['安庆市红光酒业有限公司', '', '340802']],
  b: [HEADER, ['呼和浩特青山茶业有限公司', creditCode(2), '150102'], ['呼和浩特市青山茶业有限公司', '', '150102']],
  province: [
    HEADER,
    ['安庆大地建材有限公司', creditCode(3), '340802'],
    ['合肥大地建材有限公司', creditCode(4), '340102'],
    ['合肥市大地建材有限公司', '', '340102'],
    ['安徽大地建材有限公司', creditCode(5), '34'],
    ['呼和浩特大地建材有限公司', creditCode(6), '1501'],
  ],
};

async function states(...deliveries: readonly string[]): Promise<readonly string[]> {
  return Promise.all(deliveries.map(async (one) => (await showDelivery(doer, one)).status));
}

/** Works in this process until everything is done. */
async function workAll(): Promise<void> {
  const works = await workedJobs(db.system);
  try {
    await works.settled();
  } finally {
    await works.jobs.stop();
  }
}

function startWorker(): ChildProcess {
  const file = fileURLToPath(new URL('fixtures/worker.ts', import.meta.url));
  const child = spawn(process.execPath, [file, db.url], { stdio: ['ignore', 'inherit', 'inherit'] });
  children.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  // As if the time had passed in which it should have said that it lives.
  await db.owner.query(`update jobs.job set heartbeat_on = now() - interval '10 minutes' where state = 'active'`);
  await db.owner.query('update jobs.queue set monitor_on = null, monitor_claim_on = null');
}

/** Keys of the jobs that are in work and held in the middle of writing employers. */
async function held(): Promise<readonly string[]> {
  const { rows } = await db.owner.query<{ key: string }>(
    `select singleton_key as key from jobs.job where state = 'active' and name = 'census.list' order by 1`,
  );
  const asleep = await db.owner.query(
    `select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`,
  );
  return asleep.rowCount === rows.length ? rows.map(({ key }) => key) : [];
}

test(
  'workers killed in the middle, twice, leave nothing half-done, and another takes the jobs again',
  { timeout: 180_000 },
  async () => {
    const before = await listState(db.owner);
    const [one, other] = [
      await deliver(doer, { source: cityA }, TABLES.a),
      await deliver(doer, { source: cityB }, TABLES.b),
    ];
    await applyNow(db.system, doer, one, 'all');
    await applyNow(db.system, doer, other, 'all');
    const after = await listState(db.owner);
    for (const delivery of [one, other]) await withdrawNow(db.system, doer, delivery, '再来一次');
    expect(await listState(db.owner)).toEqual(before);

    await db.owner.query(`insert into census.lever values ('3408', false), ('1501', false)`);
    const again = [await deliver(doer, { source: cityA }, TABLES.a), await deliver(doer, { source: cityB }, TABLES.b)];
    for (const delivery of again) await applyDelivery({ jobs: sending }, doer, delivery, 'all');
    for (let round = 0; round < 2; round++) {
      const workers = [startWorker(), startWorker()];
      // Two prefectures side by side.
      await expect.poll(held, { timeout: 60_000 }).toEqual(['1501', '3408']);
      await Promise.all(workers.map(kill));
      expect(await states(...again)).toEqual(['applying', 'applying']);
      expect(await listState(db.owner)).toEqual(before);
    }
    await db.owner.query('delete from census.lever');
    await workAll();
    expect(await states(...again)).toEqual(['applied', 'applied']);
    expect(await listState(db.owner)).toEqual(after);
    expect(await sending.counts()).toEqual({ waiting: 0, active: 0, failed: 0 });
    for (const delivery of again) await withdrawNow(db.system, doer, delivery, '下一个测试');
  },
);

test(
  'what was begun when the service stopped before it sent a job is done when a worker begins',
  { timeout: 60_000 },
  async () => {
    const delivery = await deliver(doer, { source: cityA }, TABLES.a);
    const lost: CensusJobs = Object.create(sending, { send: { value: async () => true } }) as CensusJobs;
    await applyDelivery({ jobs: lost }, doer, delivery, 'all');
    expect((await showDelivery(doer, delivery)).interrupted).toBe(false);
    await workAll();
    expect(await states(delivery)).toEqual(['applied']);
    await withdrawDelivery({ jobs: lost, system: db.system }, doer, delivery, '不要了');
    await workAll();
    expect(await states(delivery)).toEqual(['withdrawn']);
  },
);

test(
  'a province’s register is read once and divided by prefecture; it is in the list when all of it is',
  { timeout: 60_000 },
  async () => {
    const before = await listState(db.owner);
    const direct = await deliver(doer, { source: province }, TABLES.province);
    const outcome = await applyNow(db.system, doer, direct, 'all');
    expect(outcome).toEqual({
      records: 5,
      skipped: 0,
      outside: 1,
      employers_new: 3,
      employers_met: 0,
      doubtful: expect.any(Number) as number,
      merged: 0,
    });
    const after = await listState(db.owner);
    await withdrawNow(db.system, doer, direct, '再来一次');
    expect(await listState(db.owner)).toEqual(before);

    const divided = await deliver(doer, { source: province }, TABLES.province);
    await applyDelivery({ jobs: sending }, doer, divided, 'all');
    await workAll();
    expect(await showDelivery(doer, divided)).toMatchObject({ status: 'applied', outcome });
    expect(await listState(db.owner)).toEqual(after);
    const { rows } = await db.owner.query(
      `select singleton_key as key from jobs.job where data ->> 'kind' = 'link' order by key`,
    );
    expect(rows).toEqual([{ key: '34' }, { key: '3401' }, { key: '3408' }]);
    const unread = await db.owner.query('select from census.read_record');
    expect(unread.rowCount).toBe(0);

    await withdrawDelivery({ jobs: sending, system: db.system }, doer, divided, '不要了');
    await workAll();
    expect(await states(divided)).toEqual(['withdrawn']);
    expect(await listState(db.owner)).toEqual(before);
  },
);

test(
  'where one area fails for good, the delivery stays in between, and is gone on with or withdrawn',
  { timeout: 60_000 },
  async () => {
    const before = await listState(db.owner);
    await db.owner.query(`insert into census.lever values ('3408', true)`);
    const delivery = await deliver(doer, { source: province }, TABLES.province);
    await expect(applyNow(db.system, doer, delivery, 'all')).rejects.toThrow('broken off');
    const between = await showDelivery(doer, delivery);
    expect(between).toMatchObject({
      status: 'applying',
      interrupted: true,
      can: { apply: true, withdraw: true, discard: false },
      parts: [
        { code: '3401', name: '合肥市', records: 2, in_list: true },
        { code: '34', name: '安徽省', records: 1, in_list: true },
        { code: '3408', name: '安庆市', records: 1, in_list: false },
      ],
    });
    const { acting } = await signedIn(db, [{ role: 'city_officer', union: 'P' }]);
    expect((await showDelivery(doerOf(acting), delivery)).parts).toEqual(between.parts);
    const outside = (await signedIn(db, [{ role: 'city_officer', union: 'B' }])).acting;
    const seen = await inTransaction(outside, (client) => client.query('select from census.part'));
    expect(seen.rowCount).toBe(0);
    await db.owner.query('delete from census.lever');
    await applyNow(db.system, doer, delivery, 'all');
    expect(await states(delivery)).toEqual(['applied']);
    await withdrawNow(db.system, doer, delivery, '再来一次');

    await db.owner.query(`insert into census.lever values ('3408', true)`);
    const second = await deliver(doer, { source: province }, TABLES.province);
    await expect(applyNow(db.system, doer, second, 'all')).rejects.toThrow('broken off');
    await withdrawNow(db.system, doer, second, '不要了');
    expect(await states(second)).toEqual(['withdrawn']);
    expect(await listState(db.owner)).toEqual(before);
  },
);

test('a work given up puts the delivery back, to be begun again', { timeout: 60_000 }, async () => {
  await db.owner.query(`insert into census.lever values ('3408', true)`);
  await db.owner.query(`update jobs.queue set retry_limit = 0 where name = 'census.list'`);
  const delivery = await deliver(doer, { source: cityA }, TABLES.a);
  await applyDelivery({ jobs: sending }, doer, delivery, 'all');
  await expect(workAll()).rejects.toThrow('broken off');
  const works = await workedJobs(db.system);
  await expect.poll(() => states(delivery), { timeout: 20_000 }).toEqual(['profiled']);
  await works.jobs.stop();
  await db.owner.query('delete from census.lever');
  await applyNow(db.system, doer, delivery, 'all');
  expect(await states(delivery)).toEqual(['applied']);
});
