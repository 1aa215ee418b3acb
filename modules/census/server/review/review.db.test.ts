import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Acting, inTransaction } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import type { PairVerdict, QueuedPair } from '../../contract/index.ts';
import {
  creditCode,
  deliverAndApply,
  forgetDecisions,
  listState,
  operating,
  plantSource,
  workedJobs,
} from '../../testing/index.ts';
import type { CensusDeps } from '../deps.ts';
import { MODEL } from '../link/models.ts';
import type { CensusJobs } from '../works/kinds.ts';
import { decidePair, undoPair } from './decide-pair.ts';
import { listLabels } from './list-labels.ts';
import { listPairs } from './list-pairs.ts';
import { ordered, type PairIds } from './pair-sql.ts';
import { reviewReport } from './review-report.ts';
import { setReviewMode } from './review-mode.ts';
import { showPair } from './show-pair.ts';

const db = await testDatabase();
const works = await workedJobs(db.system);
const deps: CensusDeps = { app: db.app, system: db.system, jobs: works.jobs };
const people: Acting[] = [];
let county: Acting;
let elsewhere: Acting;
/** Two doubtful pairs, the first the more important one, and one that linkage has joined. */
let pair: PairIds;
let other: PairIds;
let joined: PairIds;

beforeAll(async () => {
  await plantForest(db.owner);
  const doer = operating(db.system);
  const source = await plantSource(doer, 'A', 'market', '市场主体登记');
  await deliverAndApply(db.system, { source }, [
    ['企业名称', '统一社会信用代码', '所属区县', '从业人数', '住所'],
    ['安庆市红光酒业有限公司', creditCode(1), '迎江区', '80', ''],
    ['安庆宏光酒业有限公司', '', '迎江区', '60', ''],
    ['安庆市青山茶业有限公司', creditCode(3), '迎江区', '5', ''],
    ['安庆清山茶业有限公司', '', '迎江区', '4', ''],
    ['安庆市大地建材有限公司', creditCode(2), '迎江区', '5', '人民路1号'],
    ['安庆大地建材有限公司', '', '迎江区', '5', '人民路1号'],
  ]);
  for (let index = 0; index < 4; index++) {
    people.push((await signedIn(db, [{ role: 'city_officer', union: 'A' }])).acting);
  }
  county = (await signedIn(db, [{ role: 'county_officer', union: 'A1' }])).acting;
  elsewhere = (await signedIn(db, [{ role: 'city_officer', union: 'B' }])).acting;
});
afterAll(async () => {
  await works.jobs.stop();
  await db.drop();
});

beforeEach(async () => {
  await forgetDecisions(db);
  await db.owner.query('truncate census.event');
  const named = async (one: string, two: string): Promise<PairIds> => {
    const { rows } = await db.owner.query<{ id: string }>(
      'select entity_id as id from census.entity where name in ($1, $2)',
      [one, two],
    );
    return ordered({ left: rows[0]?.id ?? '', right: rows[1]?.id ?? '' });
  };
  pair = await named('安庆市红光酒业有限公司', '安庆宏光酒业有限公司');
  other = await named('安庆市青山茶业有限公司', '安庆清山茶业有限公司');
  joined = await named('安庆市大地建材有限公司', '安庆大地建材有限公司');
});

const probabilityOf = async ({ left, right }: PairIds): Promise<number> => {
  const { rows } = await db.owner.query<{ probability: number }>(
    'select probability from census.pair where left_id = $1 and right_id = $2',
    [left, right],
  );
  return rows[0]?.probability ?? Number.NaN;
};

const by = (index: number): Acting => people[index] as Acting;

async function decide(who: Acting, verdict: PairVerdict, ids: PairIds = pair) {
  const answer = await decidePair(deps, who, ids, verdict);
  await works.settled();
  return answer;
}

async function undo(who: Acting, ids: PairIds = pair) {
  const answer = await undoPair(deps, who, ids);
  await works.settled();
  return answer;
}

async function employers(): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>('select count(*)::int as count from census.employer');
  return rows[0]?.count ?? 0;
}

const idsOf = ({ left, right }: QueuedPair): PairIds => ({ left: left.entity_id, right: right.entity_id });

const waiting = async (who: Acting) => (await listPairs(who, { kind: 'doubtful', limit: 20 })).pairs;

test('what matters most comes first, page by page', async () => {
  const all = await waiting(by(0));
  expect(all.length).toBeGreaterThanOrEqual(2);
  expect(all.map(({ matters }) => matters)).toEqual(all.map(({ matters }) => matters).toSorted((a, b) => b - a));
  expect(all.map(idsOf)).toContainEqual(pair);
  expect(all.map(idsOf)).toContainEqual(other);
  expect(all.map(idsOf)).not.toContainEqual(joined);
  const first = await listPairs(by(0), { kind: 'doubtful', limit: 1 });
  const second = await listPairs(by(0), { kind: 'doubtful', limit: all.length, after: first.next ?? undefined });
  expect([...first.pairs, ...second.pairs]).toEqual(all);
  expect(second.next).toBeNull();
  await expect(listPairs(by(0), { kind: 'doubtful', limit: 1, after: 'x' })).rejects.toMatchObject({
    id: 'census.lapsedPage',
  });
  expect((await listPairs(by(0), { kind: 'doubtful', limit: 5, division: '3409' })).pairs).toEqual([]);
});

test('a pair stands side by side, with the model’s reasons', async () => {
  const whole = await showPair(by(0), { left: pair.right, right: pair.left });
  expect([whole.left.entity_id, whole.right.entity_id]).toEqual([pair.left, pair.right]);
  expect(whole).toMatchObject({
    probability: await probabilityOf(pair),
    stage: 'open',
    together: false,
    persons: 1,
    mine: null,
  });
  expect(whole.explanation?.steps.length).toBeGreaterThan(2);
  expect(whole.left.departments).toEqual(['market']);
});

test('“same” puts the employers together, an undo takes them apart again, and both are told', async () => {
  const before = await listState(db.owner);
  const answer = await decide(by(0), 'same');
  expect(answer).toMatchObject({ stage: 'settled', verdict: 'same', mine: 'same', can: { undo: true } });
  expect(await employers()).toBe(4);
  expect((await showPair(by(0), pair)).together).toBe(true);
  expect((await waiting(by(1))).map(idsOf)).not.toContainEqual(pair);
  await expect(decide(by(1), 'different')).rejects.toMatchObject({ id: 'census.settledByOthers' });
  expect(await undo(by(0))).toMatchObject({ stage: 'open', mine: null });
  expect(await listState(db.owner)).toEqual(before);
  const { rows } = await db.owner.query('select kind from census.event order by event_id');
  expect(rows).toEqual([{ kind: 'merge' }, { kind: 'split' }]);
  await expect(undo(by(0))).rejects.toMatchObject({ id: 'census.nothingToUndo' });
  const lines = await db.owner.query('select verdict from census.decision order by decision_id');
  expect(lines.rows.map(({ verdict }) => verdict as string)).toEqual(['same', 'undone']);
});

test('“different” keeps them apart, though linkage had joined them', async () => {
  expect(await employers()).toBe(5);
  await decide(by(0), 'unsure', joined);
  expect(await employers()).toBe(5);
  await decide(by(0), 'different', joined);
  expect(await employers()).toBe(6);
  expect((await showPair(by(0), joined)).together).toBe(false);
});

test('where two must agree, the second does not see the first, and a third settles what they differ on', async () => {
  expect(await setReviewMode(by(0), undefined, 2)).toMatchObject({ persons: 2 });
  expect(await decide(by(0), 'same')).toMatchObject({ stage: 'second', verdict: null });
  expect(await employers()).toBe(5);
  expect(await showPair(by(1), pair)).toMatchObject({ stage: 'second', others: [], mine: null });
  const queued = (await waiting(by(1))).find((one) => idsOf(one).left === pair.left && idsOf(one).right === pair.right);
  expect(queued?.stage).toBe('second');
  expect(JSON.stringify(queued)).not.toContain('same');
  expect(await decide(by(1), 'different')).toMatchObject({ stage: 'adjudicate', others: [], can: { undo: false } });
  await expect(decide(by(0), 'different')).rejects.toMatchObject({ id: 'census.settledByOthers' });
  await expect(undo(by(0))).rejects.toMatchObject({ id: 'census.nothingToUndo' });
  expect(await showPair(by(2), pair)).toMatchObject({ stage: 'adjudicate', others: ['same', 'different'] });
  expect(await decide(by(2), 'same')).toMatchObject({ stage: 'settled', verdict: 'same' });
  expect(await employers()).toBe(4);
  await expect(decide(by(3), 'different')).rejects.toMatchObject({ id: 'census.settledByOthers' });
});

test('a county is bound by its city, and may not set less for itself', async () => {
  await setReviewMode(by(0), undefined, 2);
  expect(await setReviewMode(county, undefined, 1)).toMatchObject({ persons: 2 });
  await setReviewMode(by(0), undefined, 1);
  expect(await setReviewMode(county, undefined, 1)).toMatchObject({ persons: 1 });
  await expect(setReviewMode(county, 'A', 2)).rejects.toMatchObject({ id: 'census.noPlace' });
});

test('nobody sees or decides what lies elsewhere', async () => {
  expect(await waiting(elsewhere)).toEqual([]);
  await expect(showPair(elsewhere, pair)).rejects.toMatchObject({ id: 'census.noPair' });
  await expect(decide(elsewhere, 'same')).rejects.toMatchObject({ id: 'census.noPair' });
  await expect(showPair(by(0), { left: pair.left, right: crypto.randomUUID() })).rejects.toMatchObject({
    id: 'census.noPair',
  });
});

test('agreement and calibration are counted from what was decided', async () => {
  await setReviewMode(by(0), undefined, 2);
  await decide(by(0), 'same');
  await decide(by(1), 'same');
  await decide(by(0), 'different', other);
  await decide(by(1), 'unsure', other);
  const open = await reviewReport(by(0), undefined);
  expect(open.progress).toMatchObject({ disagreed: 1, same: 1, different: 0, undone: 0 });
  expect(open.agreement).toMatchObject({
    pairs: 2,
    share: 0.5,
    table: [
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 0],
    ],
  });
  await decide(by(2), 'different', other);
  const { progress, agreement, calibration, mode } = await reviewReport(by(0), '3408');
  expect(progress).toEqual({
    waiting: open.progress.waiting - 1,
    disagreed: 0,
    same: 1,
    different: 1,
    undone: 0,
  });
  expect(agreement.pairs).toBe(2);
  expect(calibration).toMatchObject({ pairs: 2, models: [{ model: MODEL, pairs: 2 }] });
  const [one, two] = [await probabilityOf(pair), await probabilityOf(other)];
  expect(calibration.brier).toBeCloseTo(((one - 1) ** 2 + two ** 2) / 2, 12);
  expect(calibration.bins.reduce((all, { pairs }) => all + pairs, 0)).toBe(2);
  expect(mode).toMatchObject({ persons: 2, union: { name: 'A工会' } });
  expect((await reviewReport(elsewhere, undefined)).progress.same).toBe(0);
  expect((await listLabels(by(0), { limit: 1 })).next).not.toBeNull();
  expect((await listLabels(by(0), { limit: 10 })).labels.filter(({ match }) => match)).toHaveLength(1);
});

test('a decision is worked out even if the machine stops in between: it waits', async () => {
  const stopped: CensusDeps = {
    ...deps,
    jobs: Object.create(works.jobs, { send: { value: async () => false } }) as CensusJobs,
  };
  await decidePair(stopped, by(0), pair, 'same');
  expect(await employers()).toBe(5);
  await decide(by(1), 'unsure', other);
  expect(await employers()).toBe(4);
  const { rowCount } = await db.owner.query('select from census.relinking');
  expect(rowCount).toBe(0);
});

test('decisions cannot be changed or removed, nor made in another’s name', async () => {
  await decide(by(0), 'same');
  const run = (sql: string, values: readonly unknown[] = []) =>
    inTransaction(by(0), (client) => client.query(sql, [...values]));
  await expect(run(`update census.decision set verdict = 'different'`)).rejects.toMatchObject({ code: '42501' });
  await expect(run('delete from census.decision')).rejects.toMatchObject({ code: '42501' });
  await expect(run('select from census.relinking')).rejects.toMatchObject({ code: '42501' });
  await expect(
    run(
      `insert into census.decision (left_id, right_id, verdict, division_code, decided_by)
       select left_id, right_id, 'same', division_code, $1 from census.pair limit 1`,
      [by(1).actor.accountId],
    ),
  ).rejects.toMatchObject({ code: '42501' });
});
