import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { testDatabase } from '@jianjia/db/testing';
import { actAs } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import { saveList } from '@jianjia/registers/exchange';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listVerdicts, type UnionListQuery } from '../../contract/index.ts';
import { listWorld } from '../../testing/lists/world.ts';
import type { AssessmentDeps } from '../deps.ts';
import { exportUnions } from './export-unions.ts';
import { listUnions } from './list-unions.ts';

const T = '2024-06-30' as PlainDate;
const JOIN = 'hohhot.enterprise.join-rate';
const HOSTILE: readonly (readonly [code: string, name: string])[] = [
  ['AE2', "=cmd|'/c calc'!A1"],
  ['AE4', '+1+1'],
  ['AJ1', '@SUM(1)\r\n第二行\t'],
  ['BE1', '-2'],
  ['BE2', '名'.repeat(500)],
  ['BE4', '</t><c r="A1"><f>1+1</f></c>&amp;_x000D_\u0007'],
];
const db = await testDatabase();
let deps: AssessmentDeps;
let folder = '';
const saver = { by: '测试 officer（officer）', at: new Date('2024-06-30T08:30:00Z'), most: 1000 };
const asked = (query: Partial<UnionListQuery>): UnionListQuery => ({ as_of: T, sort: 'code', order: 'asc', ...query });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lists-'));
  deps = { ...(await listWorld(db, T, 3)), uploads: folder };
  for (const [code, name] of HOSTILE) {
    await db.owner.query('update organisations.union set name = $2 where union_code = $1', [code, name]);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await db.drop();
});

async function saved(query: Partial<UnionListQuery>) {
  const file = await exportUnions(deps, db.system, asked(query), saver);
  const book = await readXlsx(await buffer(file.content), { readStyles: true });
  const [about, list] = book.sheets;
  return { name: file.name, book, about, list };
}

test('the workbook is the list: the same rows, numbers as numbers, rates as shares, days as days', async () => {
  const { rows } = await listUnions(deps, db.system, asked({ indicator: JOIN }), { size: 200 });
  const { name, list } = await saved({ indicator: JOIN });
  expect(name).toBe('工会评定名单2024-06-30.xlsx');
  const [header = [], ...cells] = list?.rows ?? [];
  const at = (title: string): number => header.indexOf(title);
  expect(cells.length).toBe(rows.length);
  for (const [index, row] of rows.entries()) {
    const cell = (title: string): unknown => cells[index]?.[at(title)] ?? null;
    const { result } = row;
    expect(cell('工会编码')).toBe(row.union);
    expect(cell('工会名称')).toBe(row.name);
    expect(cell('上级工会')).toBe(row.above.join(' › '));
    expect(cell('建会日期')).toEqual(new Date(`${row.founded_on}T00:00:00Z`));
    expect(cell('整体达标')).toBe(result?.reached ? '是' : '否');
    expect(cell('必达项资料不足')).toBe(result?.mandatory.unknown);
    expect(cell('条款结论')).toBe(result?.outcome && listVerdicts[result.outcome.verdict]);
    expect(cell('指标值')).toBe(result?.outcome?.value ?? null);
    expect(cell('分母')).toBe(result?.outcome?.denominator ?? null);
    expect(cell('缺少的资料')).toBe(result?.outcome?.missing.join('、') || null);
  }
  expect(cells.some((row) => typeof row[at('指标值')] === 'number')).toBe(true);
});

test('whatever a name holds, it is text and comes back as it was', async () => {
  const { list, book } = await saved({});
  const found = new Map(list?.rows.map((row) => [row[0], row[1]]));
  for (const [code, name] of HOSTILE) if (found.has(code)) expect(found.get(code)).toBe(name);
  expect(HOSTILE.filter(([code]) => found.has(code)).length).toBeGreaterThan(3);
  expect(JSON.stringify(book)).not.toContain('"formula"');
});

test('the first sheet says what, by which filters, of which day, how many, who and when; headers stay in sight', async () => {
  const { about, list } = await saved({ at: 'AX', indicator: JOIN, verdict: 'held' });
  expect(about?.name).toBe('说明');
  expect(about?.rows).toEqual([
    ['项目', '内容'],
    ['名单', '工会评定名单'],
    ['范围', '工会AX及以下'],
    ['条款', expect.stringContaining('职工入会率')],
    ['条款结论', '没有达标（未达标、资料不足或待评定）'],
    ['评定日', new Date('2024-06-30T00:00:00Z')],
    ['行数', (list?.rows.length ?? 0) - 1],
    ['导出人', '测试 officer（officer）'],
    ['导出时间', '2024-06-30 16:30（北京时间）'],
  ]);
  expect(list?.freezePane).toMatchObject({ rows: 1 });
  expect(list?.columns?.[1]?.width).toBe(40);
});

test('a county officer saves own unions only', async () => {
  const county = await actAs(db, 'county_officer', 'AX');
  const { content } = await exportUnions(deps, county, asked({}), saver);
  const [, list] = (await readXlsx(await buffer(content))).sheets;
  const codes = (list?.rows ?? []).slice(1).map(([code]) => String(code));
  const { rows } = await listUnions(deps, county, asked({}), { size: 200 });
  expect(codes).toEqual(rows.map(({ union }) => union));
  await expect(exportUnions(deps, county, asked({ at: 'BX' }), saver)).rejects.toThrow('没有');
});

test('the journal says who saved which list', async () => {
  const county = await actAs(db, 'county_officer', 'AX');
  const save = (most: number) =>
    saveList(county, saver.at, 'assessments.exportUnions', (by) =>
      exportUnions(deps, county, asked({ at: 'AX' }), { ...by, most }),
    );
  const lines = () =>
    db.owner.query<{ actor: string; after: { name: string; rows: number; filters: readonly string[] } }>(
      `select actor, after from journal.entry where act = 'assessments.exportUnions'`,
    );
  await expect(save(1)).rejects.toThrow('一次最多导出');
  expect((await lines()).rows).toEqual([]);
  const { type, content } = await save(1000);
  content.destroy();
  expect(type).toContain('spreadsheetml');
  const { rows } = await lines();
  expect(rows).toMatchObject([{ actor: county.actor.name, after: { name: '工会评定名单2024-06-30.xlsx' } }]);
  expect(rows[0]?.after.rows).toBeGreaterThan(0);
  expect(rows[0]?.after.filters).toContain('范围');
});

test('too long a list is refused with a sentence, and nothing stays behind', async () => {
  await expect(exportUnions(deps, db.system, asked({}), { ...saver, most: 3 })).rejects.toThrow(
    /名单有 \d+ 行，一次最多导出 3 行。请增加筛选条件/,
  );
  const { content } = await exportUnions(deps, db.system, asked({}), saver);
  content.destroy();
  expect(await readdir(folder)).toEqual([]);
});
