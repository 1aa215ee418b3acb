import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { main } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), '建家 census-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const A = file('甲.csv', 'id,name,division\nA1,北京红光酒业发展有限公司,110105\nA2,安庆市大地茶业有限公司,340802\n');
const B = file('乙.csv', '编号,名称,行政区划\nB1,红光（北京）酒业发展有限公司,110105\nB2,安庆市青山印刷厂,340802\n');

/** Runs the command in this process (it needs no database) and answers its status and what it said. */
async function census(...args: string[]): Promise<{ readonly status: number; readonly err: string }> {
  let err = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  const status = await main(['census', 'link', ...args]);
  vi.restoreAllMocks();
  return { status, err };
}

test('census link writes the pairs of two files without a database', async () => {
  const out = join(folder, 'pairs.csv');
  const { status, err } = await census(A, B, '--out', out);
  expect(status).toBe(0);
  expect(err).toMatch(/^甲\.csv：2 行。\n乙\.csv：2 行。\n比对了 \d+ 对，写出 1 对：.*pairs\.csv\n$/);
  expect(readFileSync(out, 'utf8')).toMatch(/^a_id,b_id,probability\nA1,B1,(?:0\.9\d+|1\.0+)\n$/);
});

test('rows with faults are told and left out: status 2', async () => {
  const faulty = file('有错.csv', 'id,name\nA1,红光酒业有限公司\n,没有编号\n');
  const { status, err } = await census(faulty, B, '--out', join(folder, 'two.csv'), '--cut', '0.01');
  expect(status).toBe(2);
  expect(err).toContain('有错.csv 第 3 行：没有编号。\n有错.csv：1 行，1 行有错没有比对。\n');
});

test('what cannot be done is said in Chinese, and nothing is written: status 1', async () => {
  const out = join(folder, 'never.csv');
  const said = async (...args: string[]): Promise<string> => {
    const { status, err } = await census(...args);
    expect(status).toBe(1);
    expect(existsSync(out)).toBe(false);
    return err;
  };
  expect(await said('没有.csv', B, '--out', out)).toBe('找不到文件 没有.csv。请检查路径。\n');
  expect(await said(A, B, '--out', join(folder, '没有这个', 'x.csv'))).toMatch(/^没有文件夹 .*无法写出结果/);
  expect(await said(A, B, '--out', B)).toBe('--out 与要比对的文件相同，会把它盖掉。请换一个文件名。\n');
  expect(await said(A, B, '--out', out, '--model', A)).toMatch(/^比对模型 甲\.csv 不能用：内容不是比对模型/);
  expect(await said(A, B, '--out', out, '--cut', '2')).toMatch(/^可能性“2”不对：要写成 0 到 1 之间的数/);
  expect(await said(A, B)).toMatch(/--out/);
  expect(readFileSync(B, 'utf8')).toContain('B2');
});
