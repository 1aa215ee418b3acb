import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Acting, inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import { LEAST_LABELS } from '../../contract/index.ts';
import { creditCode, deliverAndApply, listState, operating, plantSource, workedJobs } from '../../testing/index.ts';
import type { CensusDeps } from '../deps.ts';
import { MODEL } from '../link/models.ts';
import { showPair } from '../review/show-pair.ts';
import { learnModel } from './learn-model.ts';
import { listModels } from './list-models.ts';
import { waitingModels } from '../works/waiting.ts';
import { noteShipped } from './note-shipped.ts';
import { reweighArea } from './reweigh-area.ts';
import { chooseModel } from './choose-model.ts';

const db = await testDatabase();
const works = await workedJobs(db.system);
const deps: CensusDeps = { app: db.app, system: db.system, jobs: works.jobs };
let city: Acting;
let county: Acting;
let elsewhere: Acting;

const TRADES = ['建材', '商贸', '机械', '酒业', '茶业', '纺织', '印刷', '粮油', '木业', '塑业'];
const BRANDS: readonly (readonly [string, string])[] = [
  ['红光', '宏光'],
  ['青山', '清山'],
  ['长风', '常风'],
  ['金谷', '今谷'],
  ['天柱', '天住'],
  ['月湖', '岳湖'],
  ['石塘', '石堂'],
  ['松涛', '松桃'],
  ['云岭', '云领'],
  ['华安', '花安'],
  ['远志', '远致'],
  ['明达', '铭达'],
];

beforeAll(async () => {
  await plantForest(db.owner);
  const source = await plantSource(operating(db.system), 'A', 'market', '市场主体登记');
  await deliverAndApply(db.system, { source }, [
    ['企业名称', '统一社会信用代码', '所属区县', '从业人数', '住所'],
    ...TRADES.flatMap((trade, t) => {
      const county = t < 8 ? '迎江区' : '大观区';
      return BRANDS.flatMap(([brand, homophone], b) => [
        [`安庆市${brand}${trade}有限公司`, creditCode(t * 100 + b), county, '5', t % 2 === 0 ? '' : `人民路${b + 1}号`],
        [`安庆${homophone}${trade}有限公司`, '', county, '5', t % 2 === 0 ? '' : `集贤路${b + 30}号`],
      ]);
    }),
  ]);
  city = (await signedIn(db, [{ role: 'city_officer', union: 'A' }])).acting;
  county = (await signedIn(db, [{ role: 'county_officer', union: 'A1' }])).acting;
  elsewhere = (await signedIn(db, [{ role: 'city_officer', union: 'B' }])).acting;
});
afterAll(async () => {
  await works.jobs.stop();
  await db.drop();
});

beforeEach(async () => {
  await db.owner.query(
    'truncate census.decision, census.relinking, census.linkage_model, census.model_use, census.reweighing cascade',
  );
  await db.owner.query(
    `insert into census.model_use (union_id, division_code, set_by)
     select union_id, division_code, $1 from organisations.union where union_code = 'A'`,
    [city.actor.accountId],
  );
  await reweighArea(db.system, '3408');
  await db.owner.query('truncate census.event, census.model_use, census.reweighing cascade');
});

/** People find homophones to be two employers where their addresses differ, else one, but for one in ten. */
async function judge(most: number): Promise<void> {
  await db.owner.query(
    `insert into census.decision (left_id, right_id, verdict, division_code, decided_by, probability, model)
     select p.left_id, p.right_id,
       case when (l.address is null) <> (get_byte(uuid_send(p.left_id), 15) % 10 = 0) then 'same' else 'different' end,
       p.division_code, $1, p.probability, p.model
     from census.pair p join census.entity l on l.entity_id = p.left_id
     order by p.left_id, p.right_id limit $2`,
    [city.actor.accountId, most],
  );
}

async function models(): Promise<readonly string[]> {
  const { rows } = await db.owner.query<{ model: string }>('select distinct model from census.pair order by 1');
  return rows.map(({ model }) => model);
}

async function means(): Promise<{ readonly one: number; readonly two: number }> {
  const { rows } = await db.owner.query<{ one: number; two: number }>(
    `select avg(probability) filter (where l.address is null) as one,
       avg(probability) filter (where l.address is not null) as two
     from census.pair p join census.entity l on l.entity_id = p.left_id`,
  );
  return rows[0] ?? { one: Number.NaN, two: Number.NaN };
}

test('with few labels, or of one kind, nothing is learned, and why is said', async () => {
  await judge(2 * LEAST_LABELS - 1);
  await expect(learnModel(city, undefined)).rejects.toMatchObject({ id: 'census.tooFewLabels' });
  expect(await listModels(city, { limit: 10 })).toMatchObject({
    union: { name: 'A工会' },
    in_use: MODEL,
    shipped: MODEL,
    working: false,
    models: [],
    next: null,
  });
});

test('a model learned from labels is kept, used when somebody says so, and given up again', async () => {
  const before = await listState(db.owner);
  const shipped = await means();
  await judge(10_000);
  const learned = await learnModel(city, undefined);
  expect(learned).toMatchObject({ version: `${MODEL}/A.1`, in_use: false, unfit: null });
  expect(Math.min(learned.same, learned.different)).toBeGreaterThanOrEqual(LEAST_LABELS);
  expect(learned.before.pairs).toBe(learned.same + learned.different);
  expect(learned.after.pairs).toBe(learned.before.pairs);
  expect(learned.after.brier ?? 1).toBeLessThan(learned.before.brier ?? 0);
  // Learning alone changes nothing, and the same labels teach the same.
  expect(await models()).toEqual([MODEL]);
  const again = await learnModel(city, undefined);
  expect(again).toEqual({ ...learned, version: `${MODEL}/A.2`, made_at: again.made_at });

  await db.owner.query('truncate census.decision cascade');
  expect(await chooseModel(deps, city, undefined, learned.version)).toEqual({ in_use: learned.version });
  await works.settled();
  expect(await models()).toEqual([learned.version]);
  const taught = await means();
  expect(taught.one - taught.two).toBeGreaterThan(shipped.one - shipped.two);
  const list = await listModels(city, { limit: 1 });
  expect(list).toMatchObject({ in_use: learned.version, working: false, models: [{ version: again.version }] });
  const rest = await listModels(city, { limit: 5, after: list.next ?? undefined });
  expect(rest).toMatchObject({ models: [{ version: learned.version, in_use: true }], next: null });
  await expect(chooseModel(deps, city, undefined, learned.version)).rejects.toMatchObject({ id: 'census.modelInUse' });

  expect(await chooseModel(deps, city, undefined, null)).toEqual({ in_use: MODEL });
  await works.settled();
  expect(await listState(db.owner)).toEqual(before);
});

test('what comes in later is weighed by the model in use, also in the counties below, and explained by it', async () => {
  await judge(10_000);
  const { version } = await learnModel(city, 'A');
  await db.owner.query('truncate census.decision cascade');
  await chooseModel(deps, city, 'A', version);
  await works.settled();
  const doer = operating(db.system);
  const source = await plantSource(doer, 'A1', 'tax', '税务登记');
  await deliverAndApply(db.system, { source }, [
    ['企业名称', '统一社会信用代码', '所属区县'],
    ['安庆市大雁建材有限公司', creditCode(9000), '迎江区'],
    ['安庆大燕建材有限公司', '', '迎江区'],
  ]);
  expect(await models()).toEqual([version]);
  const { rows } = await db.owner.query<{ left: string; right: string }>(
    `select left_id as left, right_id as right from census.pair p join census.entity e on e.entity_id = p.left_id
     where e.name = '安庆市大雁建材有限公司'`,
  );
  const [pair] = rows;
  if (!pair) throw new Error('no pair');
  expect((await showPair(county, pair)).explanation?.model).toBe(version);
  expect(await listModels(county, { limit: 10 })).toMatchObject({ union: null, in_use: version, models: [] });
  expect(await listModels(elsewhere, { limit: 10 })).toMatchObject({ in_use: MODEL, models: [] });
});

test('a county may not choose for its city, nor anybody for another place', async () => {
  await judge(10_000);
  const { version } = await learnModel(city, undefined);
  await expect(learnModel(county, undefined)).rejects.toMatchObject({ id: 'census.placeTooSmall' });
  await expect(chooseModel(deps, county, undefined, null)).rejects.toMatchObject({ id: 'census.placeTooSmall' });
  await expect(learnModel(county, 'A')).rejects.toMatchObject({ id: 'census.noPlace' });
  await expect(learnModel(elsewhere, undefined)).rejects.toMatchObject({ id: 'census.tooFewLabels' });
  await expect(chooseModel(deps, elsewhere, undefined, version)).rejects.toMatchObject({ id: 'census.noModel' });
  await expect(chooseModel(deps, city, undefined, 'other')).rejects.toMatchObject({ id: 'census.noModel' });
  const forge = inTransaction(elsewhere, (client) =>
    client.query(
      `insert into census.model_use (union_id, division_code, set_by)
       select union_id, '34', $1 from organisations.union where union_code = 'B'`,
      [elsewhere.actor.accountId],
    ),
  );
  await expect(forge).rejects.toMatchObject({ code: '42501' });
});

test('what is worse than before, or does not fit the program, is not used', async () => {
  await judge(10_000);
  const { version } = await learnModel(city, undefined);
  await db.owner.query(`update census.linkage_model set calibration = jsonb_set(calibration, '{after,brier}', '1')`);
  await expect(chooseModel(deps, city, undefined, version)).rejects.toMatchObject({ id: 'census.modelUnfit' });
  await db.owner.query(
    `update census.linkage_model set calibration = jsonb_set(calibration, '{after,brier}', '0'),
       model = model #- '{comparisons,0}'`,
  );
  await expect(chooseModel(deps, city, undefined, version)).rejects.toMatchObject({ id: 'census.modelUnfit' });
  expect((await listModels(city, { limit: 10 })).models[0]?.unfit).toContain('重新学习');
  // Once in use and then left behind by an update: the shipped one counts.
  await db.owner.query(
    `insert into census.model_use (union_id, division_code, set_by, model_id)
     select union_id, division_code, made_by, model_id from census.linkage_model`,
  );
  await reweighArea(db.system, '3408');
  expect(await models()).toEqual([MODEL]);
});

test('a new version of the program weighs what another model weighed, once, and leaves a chosen model alone', async () => {
  const told = async () => (await waitingModels(db.system)).map(({ key }) => key);
  const older = () => db.owner.query(`update census.pair set model = 'employers-2020-01-01.1'`);
  await older();
  await db.owner.query('truncate census.shipped_model');
  await Promise.all([noteShipped(db.system), noteShipped(db.system)]);
  expect(await told()).toEqual(['3408']);
  expect((await listModels(city, { limit: 10 })).working).toBe(true);
  await reweighArea(db.system, '3408');
  expect(await models()).toEqual([MODEL]);
  expect(await told()).toEqual([]);
  // A worker of the version before does not begin it again.
  await older();
  await noteShipped(db.system);
  expect(await told()).toEqual([]);

  await db.owner.query('update census.pair set model = $1', [MODEL]);
  await judge(10_000);
  const { version } = await learnModel(city, undefined);
  await chooseModel(deps, city, undefined, version);
  await works.settled();
  await db.owner.query('truncate census.shipped_model');
  await noteShipped(db.system);
  expect(await told()).toEqual([]);
});

test('a choice is worked out even if the machine stops in between, and nobody can change or remove models', async () => {
  await judge(10_000);
  const { version } = await learnModel(city, undefined);
  await db.owner.query('truncate census.decision cascade');
  const lost = Object.create(works.jobs, { send: { value: async () => false } }) as CensusDeps['jobs'];
  await chooseModel({ ...deps, jobs: lost }, city, undefined, version);
  expect(await models()).toEqual([MODEL]);
  expect((await listModels(city, { limit: 10 })).working).toBe(true);
  expect(await reweighArea(db.system, '3408')).toBe(2);
  expect(await models()).toEqual([version]);
  expect((await listModels(city, { limit: 10 })).working).toBe(false);
  expect(await reweighArea(db.system, '3408')).toBe(0);
  const run = (sql: string) => inTransaction(city, (client) => client.query(sql));
  for (const [table, place] of [
    ['linkage_model', 'division_code'],
    ['model_use', 'division_code'],
    ['reweighing', 'area'],
  ]) {
    await expect(run(`delete from census.${table}`)).rejects.toMatchObject({ code: '42501' });
    await expect(run(`update census.${table} set ${place} = '34'`)).rejects.toMatchObject({ code: '42501' });
  }
});
