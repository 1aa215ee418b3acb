import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { creditCode, decide, type Deciding, deliverAndApply, operating, plantSource } from '../../testing/index.ts';
import { withdrawNow } from '../withdraw/withdraw-delivery.ts';

const db = await testDatabase();
const doer = operating(db.system);
let deciding: Deciding;
let market: string;
let tax: string;

beforeAll(async () => {
  await plantForest(db.owner);
  market = await plantSource(doer, 'A', 'market', '市场主体登记');
  tax = await plantSource(doer, 'A', 'tax', '税务登记');
  const { accountId } = await signedIn(db, [{ role: 'city_officer', union: 'A' }]);
  deciding = { owner: db.owner, system: db.system, person: accountId };
});
afterAll(() => db.drop());

beforeEach(async () => {
  await db.owner.query(
    'truncate census.record, census.line, census.entity, census.entity_key, census.employer, census.pair, census.event, census.decision cascade',
  );
  await db.owner.query('delete from census.delivery');
});

const HEADER = ['企业名称', '统一社会信用代码', '所属区县', '住所', '从业人数', '登记状态', '注册号'];

/** Of each employer of the list the names of its entities, joined by ‘+’. */
async function together(): Promise<readonly string[]> {
  const { rows } = await db.owner.query<{ names: string }>(
    `select string_agg(name, '+' order by name collate "C") as names from census.entity group by employer_id`,
  );
  return rows.map(({ names }) => names).toSorted();
}

/** How many entities each employer has. */
async function sizes(): Promise<readonly number[]> {
  const { rows } = await db.owner.query<{ size: number }>(
    'select count(*)::int as size from census.entity group by employer_id order by 1',
  );
  return rows.map(({ size }) => size);
}

async function entityOf(name: string): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>('select entity_id as id from census.entity where name = $1', [
    name,
  ]);
  return rows[0]?.id ?? '';
}

test('two that a person found to be two employers stay two, though a third connects them: parted at the weakest link', async () => {
  const firm = '安庆红光酒业有限公司';
  await deliverAndApply(db.system, { source: market }, [
    HEADER,
    [firm, creditCode(1), '迎江区', '人民路1号', '', '', ''],
  ]);
  await deliverAndApply(db.system, { source: tax }, [
    HEADER,
    ['安庆市红光酒业有限公司', '', '迎江区', '人民路1号', '', '', ''],
    ['大观钢材', '', '大观区', '', '', '', ''],
    ['宜城小吃店', '', '大观区', '', '', '', ''],
  ]);
  expect(await together()).toEqual(
    ['安庆市红光酒业有限公司+安庆红光酒业有限公司', '大观钢材', '宜城小吃店'].toSorted(),
  );
  const [coded, named, steel, eatery] = await Promise.all(
    [firm, '安庆市红光酒业有限公司', '大观钢材', '宜城小吃店'].map(entityOf),
  );
  if (!coded || !named || !steel || !eatery) throw new Error('an entity is missing');
  await decide(deciding, named, steel, 'same');
  await decide(deciding, steel, eatery, 'same');
  expect(await together()).toHaveLength(1);
  // What linkage joined gives way before what a person did.
  await decide(deciding, coded, steel, 'different');
  expect(await together()).toEqual(['大观钢材+安庆市红光酒业有限公司+宜城小吃店', firm].toSorted());
  // The link that gave way is the next to be looked at.
  const { rows } = await db.owner.query<{ matters: number }>('select matters from census.pair where joined');
  expect(rows.map(({ matters }) => matters > 0)).toEqual([true]);
  await decide(deciding, coded, steel, 'undone');
  expect(await together()).toHaveLength(1);
});

test('a link that gave way holds again when what parted the two is gone, however far away that was', async () => {
  const files = new Map<string, string>();
  for (const name of ['大观钢材', '宜城小吃店', '迎江茶馆', '宜秀粮油', '菱湖书店', '龙山花木']) {
    const file = await deliverAndApply(db.system, { source: market }, [HEADER, [name, '', '大观区', '', '', '', '']]);
    files.set(await entityOf(name), file);
  }
  // Of links that are alike the one between the last ids is the weakest.
  const chain = [...files.keys()].toSorted();
  for (const [index, id] of chain.slice(1).entries()) await decide(deciding, chain[index] ?? '', id, 'same');
  await decide(deciding, chain[0] ?? '', chain[5] ?? '', 'different');
  expect(await sizes()).toEqual([1, 5]);
  await withdrawNow(db.system, doer, files.get(chain[2] ?? '') ?? '', '测试撤回');
  expect(await sizes()).toEqual([2, 3]);
});
