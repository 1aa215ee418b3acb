import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import type { PairVerdict, QueuedPair } from '../../contract/index.ts';
import { STRATA } from '../../domain/review/precision.ts';
import {
  creditCode,
  deliverAndApply,
  forgetDecisions,
  operating,
  plantSource,
  workedJobs,
} from '../../testing/index.ts';
import type { CensusDeps } from '../deps.ts';
import { decidePair, undoPair } from './decide-pair.ts';
import { listPairs } from './list-pairs.ts';
import { reviewReport } from './review-report.ts';
import { setReviewMode } from './review-mode.ts';

const db = await testDatabase();
const works = await workedJobs(db.system);
const deps: CensusDeps = { app: db.app, system: db.system, jobs: works.jobs };
const people: Acting[] = [];
let elsewhere: Acting;

const BRANDS = ['红光', '青山', '大地', '长风', '金谷', '天柱', '月湖', '石塘', '松涛', '云岭'];
const HEADER = ['企业名称', '统一社会信用代码', '所属区县', '从业人数', '住所'];

beforeAll(async () => {
  await plantForest(db.owner);
  const source = await plantSource(operating(db.system), 'A', 'market', '市场主体登记');
  await deliverAndApply(db.system, { source }, [
    HEADER,
    ...BRANDS.flatMap((brand, index) => [
      [`安庆市${brand}建材有限公司`, creditCode(index), '迎江区', '5', `人民路${index + 1}号`],
      [`安庆${brand}建材有限公司`, '', '迎江区', '5', `人民路${index + 1}号`],
    ]),
    ['安庆市宏光酒业有限公司', creditCode(90), '迎江区', '60', ''],
    ['安庆红光酒业有限公司', '', '迎江区', '60', ''],
  ]);
  for (let index = 0; index < 3; index++) {
    people.push((await signedIn(db, [{ role: 'city_officer', union: 'A' }])).acting);
  }
  elsewhere = (await signedIn(db, [{ role: 'city_officer', union: 'B' }])).acting;
});
afterAll(async () => {
  await works.jobs.stop();
  await db.drop();
});

beforeEach(async () => {
  await forgetDecisions(db);
});

const by = (index: number): Acting => people[index] as Acting;
const offered = async (who: Acting, limit = 100) => (await listPairs(who, { kind: 'joined', limit })).pairs;
const idsOf = ({ left, right }: QueuedPair) => ({ left: left.entity_id, right: right.entity_id });

async function decide(who: Acting, pair: QueuedPair, verdict: PairVerdict): Promise<void> {
  await decidePair(deps, who, idsOf(pair), verdict);
  await works.settled();
}

async function employers(): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>('select count(*)::int as count from census.employer');
  return rows[0]?.count ?? 0;
}

test('all that linkage joined is offered, by lot, page by page, and nothing else', async () => {
  const all = await offered(by(0));
  expect(all).toHaveLength(BRANDS.length);
  expect(all.every(({ matters, probability }) => matters === 0 && probability >= STRATA[0])).toBe(true);
  expect(await offered(by(1))).toEqual(all);
  const { rows } = await db.owner.query<{ id: string }>(
    `select left_id as id from census.pair where joined
     order by census.spot_rank(left_id, right_id, probability)`,
  );
  expect(all.map(({ left }) => left.entity_id)).toEqual(rows.map(({ id }) => id));
  const first = await listPairs(by(0), { kind: 'joined', limit: 3 });
  const second = await listPairs(by(0), { kind: 'joined', limit: 100, after: first.next ?? undefined });
  expect([...first.pairs, ...second.pairs]).toEqual(all);
  expect(await offered(elsewhere)).toEqual([]);
});

test('lots are even, and pairs of which linkage was less sure come up sooner', async () => {
  const { rows } = await db.owner.query<{ mean: number; low: number; middle: number }>(
    `select avg(census.spot_rank(l, r, 1)) as mean, avg(census.spot_rank(l, r, 0.95)) as low,
       avg(census.spot_rank(l, r, 0.98)) as middle
     from (select md5(i::text)::uuid as l, md5('r' || i)::uuid as r from generate_series(1, 2000) i) t`,
  );
  const { mean = 0, low = 0, middle = 0 } = rows[0] ?? {};
  expect(mean).toBeGreaterThan(0.47);
  expect(mean).toBeLessThan(0.53);
  expect(mean / low).toBeCloseTo(8, 9);
  expect(mean / middle).toBeCloseTo(3, 9);
});

test('what checks find is the precision of the joins, and a wrong join is taken apart', async () => {
  const before = await reviewReport(by(0), undefined);
  expect(before.joins.precision).toBeNull();
  const queue = await offered(by(0));
  for (const [index, pair] of queue.entries()) await decide(by(0), pair, index === 0 ? 'different' : 'same');
  expect(await offered(by(0))).toEqual([]);
  expect(await offered(by(1))).toEqual([]);
  expect(await employers()).toBe(BRANDS.length + 1 + 2);
  const { joins, calibration } = await reviewReport(by(0), '3408');
  const sum = (key: 'joined' | 'checked' | 'right'): number => joins.strata.reduce((all, one) => all + one[key], 0);
  expect([sum('joined'), sum('checked'), sum('right')]).toEqual([BRANDS.length, BRANDS.length, BRANDS.length - 1]);
  expect(joins.precision?.share).toBeCloseTo(1 - 1 / BRANDS.length, 12);
  expect(joins.precision?.low).toBeLessThan(0.9);
  expect(calibration.pairs).toBe(BRANDS.length);
  expect((await reviewReport(by(0), '3409')).joins.strata.every(({ joined }) => joined === 0)).toBe(true);
  expect((await reviewReport(elsewhere, undefined)).joins.precision).toBeNull();
});

test('what was doubted, left open or taken back is no check', async () => {
  const [doubtful] = (await listPairs(by(0), { kind: 'doubtful', limit: 10 })).pairs;
  const [one, two, three] = await offered(by(0));
  if (!doubtful || !one || !two || !three) throw new Error('no pairs');
  await decide(by(0), doubtful, 'same');
  await decide(by(0), one, 'unsure');
  await decide(by(0), two, 'same');
  await undoPair(deps, by(0), idsOf(two));
  await works.settled();
  // Whoever changes her mind about a check has still made one.
  await decide(by(0), three, 'different');
  await decide(by(0), three, 'same');
  const { strata } = (await reviewReport(by(0), undefined)).joins;
  expect(strata.reduce((all, { checked }) => all + checked, 0)).toBe(1);
  expect(strata.reduce((all, { right }) => all + right, 0)).toBe(1);
});

test('where two persons must agree, a check needs both as well', async () => {
  await setReviewMode(by(0), undefined, 2);
  const [pair] = await offered(by(0));
  if (!pair) throw new Error('no pair');
  await decide(by(0), pair, 'different');
  expect(await employers()).toBe(BRANDS.length + 2);
  expect((await offered(by(0))).map(idsOf)).not.toContainEqual(idsOf(pair));
  expect((await offered(by(1)))[0]).toMatchObject({ ...pair, stage: 'second' });
  await decide(by(1), pair, 'different');
  expect(await employers()).toBe(BRANDS.length + 3);
  expect((await reviewReport(by(2), undefined)).joins.strata.reduce((all, { checked }) => all + checked, 0)).toBe(1);
});
