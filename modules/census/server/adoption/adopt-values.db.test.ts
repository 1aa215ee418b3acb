import type { Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adoptionIds } from '../../contract/index.ts';
import { creditCode, deliverAndApply, operating, plantSource } from '../../testing/index.ts';
import { withdrawNow } from '../withdraw/withdraw-delivery.ts';
import { adoptValues } from './adopt-values.ts';
import { previewAdoption } from './preview-adoption.ts';

const db = await testDatabase();
const doer = operating(db.system);
let city: Acting;
let market = '';
let tax = '';

const HEADER = [
  '企业名称',
  '统一社会信用代码',
  '所属区县',
  '企业类型',
  '行业代码',
  '从业人数',
  '成立日期',
  '登记状态',
  '注销日期',
];

beforeAll(async () => {
  await plantForest(db.owner);
  city = await actAs(db, 'city_officer', 'A');
  market = await plantSource(doer, 'A', 'market', '市场主体登记');
  tax = await plantSource(doer, 'A', 'tax', '税务登记');
});
beforeEach(async () => {
  await db.owner.query(
    'truncate census.record, census.line, census.entity, census.entity_key, census.employer, census.pair, census.event, census.adoption cascade',
  );
  await db.owner.query('delete from census.delivery');
  await db.owner.query(`delete from employers.workforce where uscc like '91340802MA%'`);
  await db.owner.query(`delete from employers.employer where uscc like '91340802MA%'`);
  await db.owner.query(
    `insert into employers.employer (uscc, name, division_code, sector) values ($1, '老名称有限公司', '340802001', 'private')`,
    [creditCode(1)],
  );
});
afterAll(() => db.drop());

const ROWS = [
  ['新名称有限公司', creditCode(1), '迎江区', '私营', '1311', '40', '2020-01-01', '注销', '2026-03-01'],
  ['没有听说过的有限公司', creditCode(2), '迎江区', '私营', '1311', '26', '2021-05-06', '存续', ''],
];

async function registers(): Promise<unknown> {
  const employers = await db.owner.query('select * from employers.employer order by uscc');
  const workforce = await db.owner.query('select * from employers.workforce order by uscc, as_of');
  return { employers: employers.rows, workforce: workforce.rows };
}

const adoptAll = () => adoptValues(city, { fields: adoptionIds });

describe('adopting', () => {
  test('shows first what it would change and where that is from, and writes exactly that', async () => {
    await deliverAndApply(db.system, { source: market }, [HEADER, ...ROWS]);
    const preview = await previewAdoption(city, { limit: 50 });
    expect(preview.counts).toEqual({ added: 1, name: 1, closed_on: 1, industry_code: 1, employees: 2 });
    expect(preview.rows.find(({ field }) => field === 'name')).toMatchObject({
      uscc: creditCode(1),
      before: '老名称有限公司',
      after: '新名称有限公司',
      department: 'market',
      line: 2,
    });
    expect(await adoptAll()).toEqual(preview.counts);
    expect((await previewAdoption(city, { limit: 50 })).rows).toEqual([]);
    const { rows } = await db.owner.query(
      'select name, industry_code, closed_on::text, sector from employers.employer where uscc = any ($1) order by uscc',
      [[creditCode(1), creditCode(2)]],
    );
    expect(rows).toEqual([
      { name: '新名称有限公司', industry_code: '1311', closed_on: '2026-03-01', sector: 'private' },
      { name: '没有听说过的有限公司', industry_code: '1311', closed_on: null, sector: 'private' },
    ]);
  });

  test('keeps what was there, and withdrawing brings it back exactly', async () => {
    const before = await registers();
    const delivery = await deliverAndApply(db.system, { source: market }, [HEADER, ...ROWS]);
    await adoptAll();
    expect(await registers()).not.toEqual(before);
    await withdrawNow(db.system, doer, delivery, '报错了');
    expect(await registers()).toEqual(before);
    const { rows } = await db.owner.query('select distinct ended from census.adoption');
    expect(rows).toEqual([{ ended: 'restored' }]);
  });

  test('leaves alone what the union has changed since', async () => {
    const delivery = await deliverAndApply(db.system, { source: market }, [HEADER, ...ROWS]);
    await adoptAll();
    await db.owner.query(`update employers.employer set name = '工会改的名称' where uscc = $1`, [creditCode(1)]);
    await db.owner.query(
      `update employers.employer set union_id = (select union_id from organisations.union where union_code = 'A111') where uscc = $1`,
      [creditCode(2)],
    );
    await withdrawNow(db.system, doer, delivery, '报错了');
    const { rows } = await db.owner.query(
      'select name, closed_on from employers.employer where uscc = any ($1) order by uscc',
      [[creditCode(1), creditCode(2)]],
    );
    expect(rows).toEqual([
      { name: '工会改的名称', closed_on: null },
      { name: '没有听说过的有限公司', closed_on: null },
    ]);
    const ended = await db.owner.query<{ field: string; first: boolean; ended: string }>(
      `select field, uscc = $1 as first, ended from census.adoption order by field, uscc`,
      [creditCode(1)],
    );
    expect(ended.rows.filter((row) => row.ended === 'kept').map((row) => [row.field, row.first])).toEqual([
      ['added', false],
      ['name', true],
    ]);
  });

  test.each([
    ['the first', 0],
    ['the second', 1],
  ])(
    'of one value from two deliveries, withdrawing %s and then the other brings back the first state',
    async (_which, first) => {
      const before = await registers();
      const one = await deliverAndApply(db.system, { source: tax, as_of: '2026-05-31' }, [
        HEADER,
        ['税务的名称有限公司', creditCode(1), '迎江区', '', '', '', '', '', ''],
      ]);
      await adoptAll();
      const other = await deliverAndApply(db.system, { source: market }, [
        HEADER,
        ['市监的名称有限公司', creditCode(1), '迎江区', '', '', '', '', '', ''],
      ]);
      await adoptAll();
      const order = first === 0 ? [one, other] : [other, one];
      for (const delivery of order) await withdrawNow(db.system, doer, delivery, '报错了');
      expect(await registers()).toEqual(before);
    },
  );

  test('marks what it changes to be judged again, and is for whoever may write both', async () => {
    await deliverAndApply(db.system, { source: market }, [HEADER, ...ROWS]);
    await db.owner.query('delete from assessments.changed');
    const other = await actAs(db, 'city_officer', 'B');
    expect((await previewAdoption(other, { limit: 50 })).rows).toEqual([]);
    expect(await adoptValues(other, { fields: adoptionIds })).toMatchObject({ added: 0, name: 0 });
    await adoptAll();
    const { rowCount } = await db.owner.query('select from assessments.changed');
    expect(rowCount).toBeGreaterThan(0);
  });
});
