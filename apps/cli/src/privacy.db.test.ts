import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readJournal } from '@jianjia/db';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { type Ran, run } from './testing/run.ts';

let db: TestDatabase;
const jianjia = (...args: string[]): Promise<Ran> => run(db.url, ['privacy', ...args]);

beforeAll(async () => {
  db = await testDatabase();
  await db.owner.query(
    `insert into organisations.union (union_code, name, kind, division_code, founded_on)
     values ('CITY', '示例市总工会', 'city', '1501', '2000-01-01');
     insert into people.member (member_no, union_id, name, id_type, joined_on, left_on, leave_reason, updated_on, gender)
     select no, union_id, '示例会员' || no, 'resident', '1990-01-01', day::date, 'resigned', '2000-01-01', 'female'
     from organisations.union, (values ('M1', '2001-01-01'), ('M2', '2002-01-01'), ('M3', null)) as m (no, day)`,
  );
});
afterAll(() => db.drop());

const names = async (): Promise<readonly string[]> =>
  (await db.owner.query<{ name: string }>('select name from people.member order by member_no')).rows.map(
    ({ name }) => name,
  );

test('an export says that it holds personal data: on the terminal, in the journal, in the workbook', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianjia-cli-privacy-'));
  try {
    const { status, out, err } = await run(db.url, ['export', folder, '--xlsx']);
    expect(status).toBe(0);
    expect(err.trim().split('\n').at(-1)).toMatch(/^注意：这些文件含明文个人信息/);
    expect(out).toContain('registers.xlsx#会员');
    const [line] = await readJournal(db.system, { limit: 1 });
    expect(line).toMatchObject({ act: 'registers.export', after: { personalData: '明文', registers: { members: 3 } } });
    const { sheets, properties } = await readXlsx(readFileSync(join(folder, 'registers.xlsx')));
    const who = `操作员 ${userInfo().username}（命令 export）`;
    expect(properties?.creator).toMatch(/ 全部 \d{4}-\d\d-\d\d \d\d:\d\d$/);
    expect(properties?.creator?.startsWith(who)).toBe(true);
    expect(sheets.every(({ headerFooter }) => headerFooter?.oddHeader?.startsWith(`&C${who}`))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('report and trial tell counts by rule and change nothing', async () => {
  const report = await jianjia('report');
  expect(report).toMatchObject({ status: 0, err: '' });
  expect(report.out).toMatch(/会员档案：退会或转出后 +│ +10 年/);
  expect(report.out).toContain('到期应删除：会员个人信息 2 人，手机号 0 人');
  const trial = await jianjia('erase', '--dry-run');
  expect(trial.out).toContain('试运行，没有删除');
  expect(await names()).toEqual(['示例会员M1', '示例会员M2', '示例会员M3']);
});

test('on request, then by rule; the journal names the operator and nobody else', async () => {
  const refused = await jianjia('erase-member', 'M3', '--reason', '本人书面要求');
  expect(refused.status).toBe(1);
  expect(refused.err).toContain('还没有退会或转出');
  expect((await jianjia('erase-member', 'M1', '--reason', '本人书面要求')).status).toBe(0);
  expect((await jianjia('erase')).out).toBe('已删除：会员个人信息 1 人，手机号 0 人。\n');
  expect(await names()).toEqual(['（已删除）', '（已删除）', '示例会员M3']);
  expect((await jianjia('report')).out).toContain('已删除（membership）：1 人');
  const rows = await readJournal(db.system, { limit: 10 });
  // An export has a line before its first file and one after its last.
  expect(rows.map(({ act }) => act)).toEqual([
    'people.eraseExpired',
    'people.erasePerson',
    'registers.export',
    'registers.export',
  ]);
  expect(JSON.stringify(rows)).not.toContain('示例会员M');
});

test('wrong years are refused before anything is done', async () => {
  process.env['JIANJIA_RETENTION_YEARS'] = 'membership=zero';
  try {
    const { status, err } = await jianjia('erase');
    expect(status).toBe(1);
    expect(err).toContain('JIANJIA_RETENTION_YEARS 写法不对');
  } finally {
    delete process.env['JIANJIA_RETENTION_YEARS'];
  }
});
