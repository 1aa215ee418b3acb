import { testDatabase } from '@jianjia/db/testing';
import { plantForest } from '@jianjia/identity/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mapping } from '../../contract/index.ts';
import { deliver, operating, plantSource } from '../../testing/index.ts';
import { applyNow } from '../apply/apply-delivery.ts';
import { confirmMapping } from './confirm-mapping.ts';
import { showDelivery } from './show-delivery.ts';

const db = await testDatabase();
const doer = operating(db.system);
const HEADER = ['单位名称', '登记状态', '单位类型'];
const COLUMNS: Mapping['columns'] = { 单位名称: 'name', 登记状态: 'status', 单位类型: 'sector' };
let source: string;

beforeAll(async () => {
  await plantForest(db.owner);
  source = await plantSource(doer, 'A', 'tax', '税务登记');
});
afterAll(() => db.drop());

async function recordsOf(delivery: string): Promise<readonly unknown[]> {
  const { rows } = await db.owner.query<{ name: string; status: string | null; sector: string | null }>(
    'select name, status, sector from census.record where delivery_id = $1 order by line',
    [delivery],
  );
  return rows;
}

test('what a department’s own words mean is kept for the source, and read so this year and the next', async () => {
  const first = await deliver(doer, { source, as_of: '2026-06-30' }, [
    HEADER,
    ['甲厂', '停业整顿', '一类'],
    ['乙厂', '非正常户', '个体工商户'],
    ['丙厂', '注销', '一类'],
  ]);
  const whole = await showDelivery(doer, first);
  expect(whole.faults.map(({ code }) => code)).toContain('unread_values');
  expect(whole.profile[1]?.values).toContainEqual({ text: '停业整顿', rows: 1, known: null });
  const translations = { status: { 停业整顿: 'open', 非正常户: '' }, sector: { 一类: 'state' } };
  const confirmed = await confirmMapping(doer, first, { columns: COLUMNS, translations });
  expect(confirmed.mapping).toEqual({ columns: COLUMNS, translations });
  expect(confirmed.faults.map(({ code }) => code)).not.toContain('unread_values');
  await applyNow(db.system, doer, first, 'all');
  expect(await recordsOf(first)).toEqual([
    { name: '甲厂', status: 'open', sector: 'state' },
    { name: '乙厂', status: null, sector: 'private' },
    { name: '丙厂', status: 'closed', sector: 'state' },
  ]);

  const second = await deliver(doer, { source, as_of: '2027-06-30' }, [HEADER, ['丁厂', '停业整顿', '二类']]);
  const later = await showDelivery(doer, second);
  expect(later).toMatchObject({ mapping_from: 'last_year', mapping: { translations } });
  expect(later.faults.find(({ code }) => code === 'unread_values')).toMatchObject({ count: 1, lines: [2] });
  await applyNow(db.system, doer, second, 'all');
  expect(await recordsOf(second)).toEqual([{ name: '丁厂', status: 'open', sector: null }]);
});

test('a value means one of the list, or nothing', async () => {
  const delivery = await deliver(doer, { source, as_of: '2026-07-31' }, [HEADER, ['戊厂', '歇业中', '']]);
  for (const meaning of ['asleep', 'constructor']) {
    await expect(
      confirmMapping(doer, delivery, { columns: COLUMNS, translations: { status: { 歇业中: meaning } } }),
    ).rejects.toMatchObject({ id: 'census.badTranslation' });
  }
});
