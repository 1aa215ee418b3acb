import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import type { Acting } from '@jianjia/db';
import { actAs } from '@jianjia/identity/testing';
import { parsePlainDate, type PlainDate } from '@jianjia/kernel';
import { fillSearchKeys } from './fill-search-keys.ts';
import { listBelow } from './list-below.ts';
import { searchUnions } from './search-unions.ts';

const db = await testDatabase();
const DAY = parsePlainDate('2026-11-21') as PlainDate;
let officer: Acting;

/** Code, parent, kind, name. */
const UNIONS = [
  ['C50', null, 'city', '重庆市总工会'],
  ['C5001', 'C50', 'county', '长安区总工会'],
  ['C5002', 'C50', 'county', '渝中区总工会'],
  ['C50011', 'C5001', 'federation', '长安区银行行业工会联合会'],
  ['E1', 'C50011', 'enterprise', '重型机械厂工会'],
  ['E2', 'C50011', 'enterprise', '重庆长安（集团）ABC 有限公司工会'],
  ['E3', 'C5002', 'enterprise', '百分百100%纯净水厂工会'],
  ['E4', 'C5002', 'enterprise', "O'Neil_绿地置业工会"],
  ['E5', 'C5002', 'enterprise', '总工会机关后勤公司工会'],
  ['E5b', 'E5', 'branch', '第一分会'],
] as const;

beforeAll(async () => {
  for (const [code, parent, kind, name] of UNIONS) await add(code, parent, kind, name);
  await fillSearchKeys(db.system);
  officer = await actAs(db, 'city_officer', 'C50');
});
afterAll(() => db.drop());

async function add(code: string, parent: string | null, kind: string, name: string): Promise<void> {
  await db.owner.query(
    `insert into organisations.union (union_code, parent_id, kind, name, division_code, founded_on)
     values ($1, (select union_id from organisations.union where union_code = $2), $3, $4, '340802', '2010-01-01')`,
    [code, parent, kind, name],
  );
}

async function found(q: string, limit = 50): Promise<string[]> {
  return (await searchUnions(officer, { q, limit })).unions.map(({ code }) => code);
}

describe('what is found, the best first', () => {
  test.each([
    // The code: itself, then what begins with it; the upper first.
    ['C5001', ['C5001', 'C50011']],
    ['c500', ['C5001', 'C5002', 'C50011']],
    ['E5', ['E5', 'E5b']],
    // The name: what begins with it, then what holds it; the upper first.
    ['总工会', ['E5', 'C50', 'C5001', 'C5002']],
    ['长安', ['C5001', 'C50011', 'E2']],
    ['庆', ['C50', 'E2']],
    ['第一分会', ['E5b']],
    ['长安区总工会', ['C5001']],
    // Full pinyin, a part of it from any character on.
    ['chongqing', ['C50', 'E2']],
    ['chongqin', ['C50', 'E2']],
    ['qingshizonggonghui', ['C50']],
    ['Zhong Xing', ['E1']],
    ["chang'an", ['C5001', 'C50011', 'E2']],
    ['lvdi', ['E4']],
    ['lüdi', ['E4']],
    ['hongqing', []],
    // Initials, a part of them from any character on.
    ['cqs', ['C50']],
    ['zxjx', ['E1']],
    ['jxc', ['E1']],
    ['abcyx', ['E2']],
    // Characters that are spoken otherwise in other words.
    ['zhongqing', []],
    ['zhongxing', ['E1']],
    ['hangye', ['C50011']],
    ['xingye', []],
    ['yinhang', ['C50011']],
    ['zhangan', []],
    // Full width, capitals and spaces make no difference.
    ['Ｃ５００１', ['C5001', 'C50011']],
    ['长 安　区', ['C5001', 'C50011']],
    ['(集团)', ['E2']],
    ['（集团）ａｂｃ', ['E2']],
    ['abc有限', ['E2']],
    // What means something elsewhere means itself here.
    ['%', ['E3']],
    ['100%', ['E3']],
    ['_', ['E4']],
    ["o'neil", ['E4']],
    ["'", ['E4']],
    ['\\', []],
    ["' or 1=1 --", []],
    ['.*', []],
    // Nothing and too much.
    ['', []],
    ['　 ', []],
    ['鑫', []],
    ['工会'.repeat(250), []],
    ['g'.repeat(500), []],
  ])('%s → %j', async (q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  test('each with its chain above, so that a person recognises it', async () => {
    const { unions } = await searchUnions(officer, { q: 'E5b', limit: 1 });
    expect(unions).toEqual([
      {
        code: 'E5b',
        name: '第一分会',
        kind: 'branch',
        dissolved_on: null,
        above: [
          { code: 'C50', name: '重庆市总工会', kind: 'city' },
          { code: 'C5002', name: '渝中区总工会', kind: 'county' },
          { code: 'E5', name: '总工会机关后勤公司工会', kind: 'enterprise' },
        ],
      },
    ]);
  });
});

describe('whoever wrote the union', () => {
  test('it is found by name and code at once, by pinyin when it has been spelled', async () => {
    await add('N1', 'C5002', 'enterprise', '嘉陵江航运工会');
    expect(await found('嘉陵')).toEqual(['N1']);
    expect(await found('n1')).toEqual(['N1']);
    expect(await found('jialing')).toEqual([]);
    expect(await fillSearchKeys(db.system)).toBe(1);
    expect(await found('jialing')).toEqual(['N1']);
    expect(await found('jljhy')).toEqual(['N1']);
  });

  test('renamed, it is found under its new name only', async () => {
    await db.owner.query(`update organisations.union set name = '巴山林场工会' where union_code = 'N1'`);
    for (const old of ['嘉陵', 'jialing', 'jlj']) expect(await found(old), old).toEqual([]);
    expect(await found('巴山')).toEqual(['N1']);
    await fillSearchKeys(db.system);
    for (const now of ['巴山', 'bashan', 'bslc']) expect(await found(now), now).toEqual(['N1']);
  });

  test('what changes besides the name is not spelled again', async () => {
    await db.owner.query(`update organisations.union set kind = 'institution' where union_code = 'N1'`);
    expect(await fillSearchKeys(db.system)).toBe(0);
  });

  test('filled without triggers, the keys are made by one call', async () => {
    await db.owner.query('begin');
    await db.owner.query('alter table organisations.union disable trigger user');
    await db.owner.query(`update organisations.union set name = '歌乐山林场工会' where union_code = 'N1'`);
    await db.owner.query('alter table organisations.union enable trigger user');
    await db.owner.query('commit');
    await db.owner.query('select organisations.rebuild_search_keys()');
    await fillSearchKeys(db.system);
    expect(await found('gele')).toEqual(['N1']);
    expect(await found('bashan')).toEqual([]);
  });

  test('gone, it is not found', async () => {
    await db.owner.query(`delete from organisations.union where union_code = 'N1'`);
    expect(await found('gele')).toEqual([]);
    expect((await db.owner.query('select from organisations.search_key')).rowCount).toBe(UNIONS.length);
  });
});

describe('page by page', () => {
  const many = Array.from({ length: 130 }, (_, n) => `M${String(n).padStart(3, '0')}`);

  beforeAll(async () => {
    await db.owner.query(
      `insert into organisations.union (union_code, parent_id, kind, name, division_code, founded_on, dissolved_on)
       select code, (select union_id from organisations.union where union_code = 'C5002'), 'enterprise',
         code || case when code < 'M060' then '朝天门' else '两江' end || '公司工会', '340802', '2010-01-01',
         case when code = 'M007' then '2020-01-01'::date end
       from unnest($1::text[]) as code`,
      [many],
    );
    await fillSearchKeys(db.system);
  });

  test('what lies below is told whole, without doubles, in the order of codes', async () => {
    const told: string[] = [];
    let after: string | undefined;
    do {
      const page = await listBelow(officer, { parent: 'C5002', asOf: DAY, dissolved: false, limit: 50, after });
      told.push(...page.unions.map(({ code }) => code));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(told).toEqual(['E3', 'E4', 'E5', ...many.filter((code) => code !== 'M007')]);
  });

  test('the dissolved are told when asked for', async () => {
    const page = await listBelow(officer, { parent: 'C5002', asOf: DAY, dissolved: true, limit: 200 });
    expect(page.unions.find(({ code }) => code === 'M007')?.dissolved_on).toBe('2020-01-01');
    expect(page.unions).toHaveLength(133);
  });

  test.each(['工会', '朝天', 'gs', 'gonghui', 'm', 'ctm'])('finds of %s are told whole, without doubles', async (q) => {
    const all = await found(q, 1000);
    const told: string[] = [];
    let after: string | undefined;
    do {
      const page = await searchUnions(officer, { q, limit: 17, after });
      told.push(...page.unions.map(({ code }) => code));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(told).toEqual(all);
    expect(new Set(told).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(60);
  });
});
