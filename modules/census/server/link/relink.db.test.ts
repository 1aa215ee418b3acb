import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  creditCode,
  decide,
  type Deciding,
  deliver,
  deliverAndApply,
  listState,
  operating,
  plantSource,
  type TypedTable,
} from '../../testing/index.ts';
import { applyNow } from '../apply/apply-delivery.ts';
import { withdrawNow } from '../withdraw/withdraw-delivery.ts';
import { withdrawSourceNow } from '../withdraw/withdraw-source.ts';

const db = await testDatabase();
const doer = operating(db.system);
const sources: string[] = [];
let deciding: Deciding;

beforeAll(async () => {
  await plantForest(db.owner);
  const { accountId } = await signedIn(db, [{ role: 'city_officer', union: 'A' }]);
  deciding = { owner: db.owner, system: db.system, person: accountId };
  sources.push(await plantSource(doer, 'A', 'market', '市场主体登记'));
  sources.push(await plantSource(doer, 'A', 'tax', '税务登记'));
  sources.push(await plantSource(doer, 'A1', 'human_resources', '社保参保'));
});
afterAll(() => db.drop());

const HEADER = ['企业名称', '统一社会信用代码', '所属区县', '住所', '从业人数', '登记状态', '注册号'];

// Few names, codes and places, so that rows meet in every way there is.
const row = fc
  .record({
    name: fc.constantFrom(
      '安庆红光酒业有限公司',
      '安庆市红光酒业有限公司',
      '安庆 红光酒业有限责任公司',
      '宜城小吃店',
      '大观钢材',
    ),
    code: fc.oneof(
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 4 }).map(creditCode) },
      fc.constantFrom('', '91340802MA0000001X'),
    ),
    division: fc.constantFrom('迎江区', '大观区', '', '340802001'),
    address: fc.constantFrom('', '人民路1号', '市府路2号'),
    employees: fc.constantFrom('', '12', '30人'),
    status: fc.constantFrom('', '存续', '注销'),
    registration: fc.constantFrom('', '', '340800000000001'),
  })
  .map((one) => [one.name, one.code, one.division, one.address, one.employees, one.status, one.registration]);
const table = fc.array(row, { minLength: 1, maxLength: 8 }).map((rows): TypedTable => [HEADER, ...rows]);
/** Deliveries of the three sources, of different days. */
const plan = fc
  .uniqueArray(fc.record({ source: fc.nat(2), day: fc.integer({ min: 1, max: 28 }), table }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ source, table: rows }) => JSON.stringify([source, rows]),
  })
  .map((all) =>
    all.map((one, index) => ({ ...one, as_of: `2026-06-${String(((one.day + index) % 28) + 1).padStart(2, '0')}` })),
  );
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

async function apply(one: Plan[number]): Promise<string> {
  const source = sources[one.source] ?? '';
  return deliverAndApply(db.system, { source, as_of: one.as_of }, one.table);
}

async function clear(): Promise<void> {
  await db.owner.query('truncate census.decision cascade');
  await clearFiles();
}

/** What people decided stays. */
async function clearFiles(): Promise<void> {
  await db.owner.query(
    'truncate census.record, census.line, census.entity, census.entity_key, census.employer, census.pair, census.event cascade',
  );
  await db.owner.query('delete from census.delivery');
}

/** What people say of two entities, by their places among all that there are. */
const said = fc.array(
  fc.record({
    one: fc.nat(7),
    other: fc.nat(7),
    verdict: fc.constantFrom('same', 'same', 'different', 'different', 'undone'),
  }),
  { maxLength: 7 },
);

type Words = typeof said extends fc.Arbitrary<infer T> ? T : never;

async function decideAll(words: Words): Promise<void> {
  const { rows } = await db.owner.query<{ id: string }>('select entity_id as id from census.entity order by entity_id');
  for (const { one, other, verdict } of words) {
    const [left, right] = [rows[one % rows.length]?.id ?? '', rows[other % rows.length]?.id ?? ''];
    if (left !== right) await decide(deciding, left, right, verdict);
  }
}

test('taking a delivery away leaves what was before it, whichever it is', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(plan, said, table, fc.nat(2), async (others, words, extra, source) => {
      await clear();
      for (const one of others) await apply(one);
      await decideAll(words);
      const before = await listState(db.owner);
      const one = await apply({
        source,
        day: 1,
        as_of: '2026-07-01',
        table: [...extra, ['又一家有限公司', '', '', '', '', '', '']],
      });
      await withdrawNow(db.system, doer, one, '测试撤回');
      expect(await listState(db.owner)).toEqual(before);
    }),
    { numRuns: 12 },
  );
});

test('the order of deliveries does not matter', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(plan, fc.infiniteStream(fc.nat()), async (all, shuffle) => {
      await clear();
      for (const one of all) await apply(one);
      const forward = await listState(db.owner);
      await clear();
      const keyed = all.map((one) => ({ one, key: shuffle.next().value as number }));
      for (const { one } of keyed.toSorted((a, b) => a.key - b.key)) await apply(one);
      expect(await listState(db.owner)).toEqual(forward);
    }),
    { numRuns: 12 },
  );
});

test('what people decided holds, whenever the files come', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(plan, said, async (all, words) => {
      await clear();
      for (const one of all) await apply(one);
      await decideAll(words);
      const state = await listState(db.owner);
      const broken = await db.owner.query(
        `select from census.settled s
         join census.entity l on l.entity_id = s.left_id join census.entity r on r.entity_id = s.right_id
         where s.verdict = 'different' and l.employer_id = r.employer_id`,
      );
      expect(broken.rowCount).toBe(0);
      await clearFiles();
      for (const one of all.toReversed()) await apply(one);
      expect(await listState(db.owner)).toEqual(state);
    }),
    { numRuns: 12 },
  );
});

test('taking a source away takes all it has said, at once, and leaves what the others say', async () => {
  await clear();
  const [one = '', other = ''] = sources;
  await deliverAndApply(db.system, { source: other }, [
    HEADER,
    ['大观钢材', creditCode(1), '大观区', '', '30', '', ''],
  ]);
  const before = await listState(db.owner);
  await deliverAndApply(db.system, { source: one }, [
    HEADER,
    ['大观钢材', creditCode(1), '大观区', '人民路1号', '', '', ''],
  ]);
  await deliverAndApply(db.system, { source: one, as_of: '2026-07-01' }, [
    HEADER,
    ['宜秀粮油', creditCode(2), '宜秀区', '', '', '', ''],
  ]);
  await deliver(doer, { source: one, as_of: '2026-08-01' }, [HEADER, ['迎江茶馆', '', '迎江区', '', '', '', '']]);
  expect(await withdrawSourceNow(db.system, doer, one, '整个来源有误')).toBe(2);
  expect(await listState(db.owner)).toEqual(before);
  await expect(withdrawSourceNow(db.system, doer, one, '再撤一次')).rejects.toMatchObject({
    id: 'census.nothingApplied',
  });
  await expect(withdrawSourceNow(db.system, doer, crypto.randomUUID(), '没有')).rejects.toMatchObject({
    id: 'census.noSource',
  });
});

test('work that breaks off leaves nothing and can be begun again; what is applied is not applied twice', async () => {
  await clear();
  const source = sources[0] ?? '';
  await deliverAndApply(db.system, { source }, [HEADER, ['大观钢材', creditCode(1), '大观区', '', '', '', '']]);
  const before = await listState(db.owner);
  const delivery = await deliver(doer, { source }, [HEADER, ['大观钢材', creditCode(1), '大观区', '', '30', '', '']]);
  await db.owner.query(`
    create function census.break_off() returns trigger language plpgsql as $$ begin raise exception 'broken off'; end $$;
    create trigger break_off before insert or update on census.employer for each row execute function census.break_off()`);
  await expect(applyNow(db.system, doer, delivery, 'all')).rejects.toThrow('broken off');
  expect(await listState(db.owner)).toEqual(before);
  await db.owner.query('drop trigger break_off on census.employer; drop function census.break_off()');
  await applyNow(db.system, doer, delivery, 'all');
  const after = await listState(db.owner);
  expect(after).not.toEqual(before);
  await expect(applyNow(db.system, doer, delivery, 'all')).rejects.toThrow('已入册');
  expect(await listState(db.owner)).toEqual(after);
});

test('a person’s word outweighs the model, in both directions, and is kept when a delivery comes again', async () => {
  await clear();
  const [one = '', other = ''] = sources;
  const rows: TypedTable = [HEADER, ['安庆红光酒业有限公司', creditCode(1), '迎江区', '人民路1号', '', '', '']];
  const first = await deliverAndApply(db.system, { source: one }, rows);
  await deliverAndApply(db.system, { source: other }, [
    HEADER,
    ['安庆市红光酒业有限公司', '', '迎江区', '人民路1号', '', '', ''],
  ]);
  const employers = async (): Promise<number> => (await db.owner.query('select from census.employer')).rowCount ?? 0;
  expect(await employers()).toBe(1);
  const [pair] = (
    await db.owner.query<{ left_id: string; right_id: string }>('select left_id, right_id from census.pair')
  ).rows;
  if (!pair) throw new Error('nothing was compared');
  const say = (verdict: 'different' | 'undone') => decide(deciding, pair.left_id, pair.right_id, verdict);
  await say('different');
  expect(await employers()).toBe(2);
  await withdrawNow(db.system, doer, first, '再来一次');
  await deliverAndApply(db.system, { source: one }, [...rows, ['宜城小吃店', '', '', '', '', '', '']]);
  expect(await employers()).toBe(3);
  await say('undone');
  expect(await employers()).toBe(2);
  const { rows: events } = await db.owner.query<{ kind: string }>('select kind from census.event order by event_id');
  expect(events.map(({ kind }) => kind)).toEqual(['split', 'merge']);
});
