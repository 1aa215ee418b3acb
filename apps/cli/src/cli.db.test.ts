import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { COUNTY, folderOf, run, type Ran } from './testing/run.ts';

const T = ['--as-of', '2026-11-21'];
const work = mkdtempSync(join(tmpdir(), 'jianjia-cli-'));
let db: TestDatabase;
let imported: Ran;
const jianjia = (...args: string[]): Promise<Ran> => run(db.url, args);

interface Line {
  readonly union: string;
  readonly indicator: string;
  readonly verdict: string;
}

const parsed = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

beforeAll(async () => {
  db = await testDatabase();
  imported = await jianjia('import', folderOf(work, '台账 一', COUNTY));
});

afterAll(async () => {
  await db.drop();
  rmSync(work, { recursive: true, force: true });
});

test('import loads a folder; the same folder again changes nothing', async () => {
  expect(imported).toMatchObject({ status: 0, err: '' });
  const again = await jianjia('import', join(work, '台账 一'), '--format', 'json');
  expect(again.status).toBe(0);
  const report = JSON.parse(again.out) as { files: { register: string; new: number; changed: number; same: number }[] };
  expect(report.files.map(({ register, same }) => [register, same])).toEqual([
    ['unions', 4],
    ['employers', 1],
    ['workforce', 1],
    ['members', 8],
  ]);
  expect(report.files.filter((file) => file.new + file.changed > 0)).toEqual([]);
});

test('evaluate writes one line per union and indicator, exactly as the public format says', async () => {
  const { status, out, err } = await jianjia('evaluate', '--scheme', 'hohhot', '--format', 'ndjson', ...T);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out.split('\n').find((line) => line.includes('"hohhot.enterprise.join-rate"'))).toBe(
    '{"union":"WORKS","scheme":"hohhot","track":"enterprise","indicator":"hohhot.enterprise.join-rate",' +
      '"clause":"职工入会率、会员实名制率（含农牧民工、劳务派遣工）达到80%以上","at":"附件6/六/1","mandatory":true,' +
      '"verdict":"met","value":0.8,"numerator":8,"denominator":10,"unit":"%","threshold":0.8,"missing":[]}',
  );
  expect(out).toContain(
    '"verdict":"unmet","value":0.75,"numerator":6,"denominator":8,"unit":"%","threshold":0.8,"missing":[]}',
  );
  expect([...new Set(parsed(out).map((line) => line.union))]).toEqual(['COUNTY', 'TOWN', 'WORKS']);
  const elsewhere = await jianjia('evaluate', '--union', 'WORKS', '--format', 'ndjson', ...T);
  expect([...new Set(parsed(elsewhere.out).map((line) => line.union))]).toEqual(['WORKS']);
});

test('csv holds the same lines, and the table a summary and the union’s checklist', async () => {
  const csv = await jianjia('evaluate', '--scheme', 'hohhot', '--format', 'csv', ...T);
  const ndjson = await jianjia('evaluate', '--scheme', 'hohhot', '--format', 'ndjson', ...T);
  const lines = csv.out.trimEnd().split('\n');
  expect(lines[0]).toBe(
    'union,scheme,track,indicator,clause,at,mandatory,verdict,value,numerator,denominator,unit,threshold,missing',
  );
  expect(lines).toHaveLength(parsed(ndjson.out).length + 1);
  const { status, out } = await jianjia('evaluate', '--scheme', 'hohhot', '--union', 'WORKS', ...T);
  expect(status).toBe(0);
  expect(out).toContain('企业工会');
  expect(out).toMatch(/✗ 未达标.*75%（6÷8）.*80%/);
});

test('explain says clause, formula, numbers and the rows behind them', async () => {
  const { status, out } = await jianjia('explain', 'WORKS', 'hohhot.enterprise.join-rate', ...T);
  expect(status).toBe(0);
  for (const part of ['✓ 达标', '职工入会率不低于80%', '80%（8÷10）', '公式', 'M0', '91150172XD0005NH7R']) {
    expect(out).toContain(part);
  }
  const json = await jianjia('explain', 'WORKS', 'hohhot.enterprise.join-rate', '--format', 'json', ...T);
  expect(JSON.parse(json.out)).toMatchObject({ asOf: '2026-11-21', outcome: { verdict: 'met', numerator: 8 } });
});

test('export, import elsewhere and export again: not one byte differs', async () => {
  const [first, second] = [join(work, 'first'), join(work, 'second')];
  const other = await testDatabase();
  try {
    expect((await jianjia('export', first)).status).toBe(0);
    expect((await run(other.url, ['import', first])).status).toBe(0);
    expect((await run(other.url, ['export', second])).status).toBe(0);
    expect(readdirSync(first).length).toBeGreaterThan(20);
    for (const file of readdirSync(first)) {
      expect(readFileSync(join(second, file)).equals(readFileSync(join(first, file))), file).toBe(true);
    }
  } finally {
    await other.drop();
  }
});

test('bad rows are told with file, line, column, value and reason, without their control characters: status 2', async () => {
  const bad =
    'union_code,name,kind,division_code,founded_on\nX1,好,city,1501,2000-01-01\nX2,坏,\u001b[31mnope,1501,2000-02-30\n';
  const folder = folderOf(work, 'bad', { 'unions.csv': bad });
  const before = await db.owner.query('select from organisations.union');
  const tried = await jianjia('import', folder, '--dry-run');
  expect(tried.status).toBe(2);
  expect(tried.out).toContain('试运行');
  expect((await db.owner.query('select from organisations.union')).rowCount).toBe(before.rowCount);
  const { status, out } = await jianjia('import', join(folder, 'unions.csv'));
  expect(status).toBe(2);
  expect(out).toMatch(/unions\.csv:3 kind “‹1B›\[31mnope” .+企业工会/);
  expect(out).toMatch(/unions\.csv:3 founded_on “2000-02-30” .+/);
  expect(out).not.toContain('\u001b');
  expect((await db.owner.query("select from organisations.union where union_code = 'X1'")).rowCount).toBe(1);
  await db.owner.query("delete from organisations.union where union_code = 'X1'");
});

test('a superior union’s value decides from its first day on', async () => {
  const id = 'contract_rate_target';
  const verdict = async (asOf: string): Promise<string | undefined> => {
    const { out } = await jianjia(
      'evaluate',
      '--scheme',
      'hohhot',
      '--union',
      'TOWN',
      '--format',
      'ndjson',
      '--as-of',
      asOf,
    );
    return out.split('\n').find((line) => /"missing":\[.+\]/.exec(line)?.[0].includes(id));
  };
  expect(await verdict('2026-11-21')).toContain('"verdict":"unknown"');
  const set = await jianjia(
    'schemes',
    'set',
    id,
    '85%',
    '--scheme',
    'hohhot',
    '--union',
    'CITY',
    '--from',
    '2026-06-01',
  );
  expect(set).toMatchObject({ status: 0, err: '' });
  expect(await verdict('2026-11-21')).toBeUndefined();
  expect(await verdict('2026-05-31')).toContain('"verdict":"unknown"');
});

test('whoever stops reading is no error', async () => {
  const { status, err } = await run(db.url, ['evaluate', '--format', 'ndjson', ...T], { lines: 1 });
  expect({ status, err }).toEqual({ status: 0, err: '' });
});

const REFUSED: readonly (readonly [args: string, sentence: RegExp])[] = [
  ['frob', /没有“frob”这个命令/],
  ['evaluat', /是否想写“evaluate”/],
  ['evaluate --bogus', /没有“--bogus”这个选项/],
  ['evaluate --as-of 2026-02-29', /日历上要有这一天/],
  ["evaluate --as-of 2026-01-01';drop", /日期“2026-01-01';drop”不对/],
  ['evaluate --format xml', /可选 table、ndjson、csv/],
  ['evaluate --scheme hohot', /没有.*hohot.*hohhot/],
  ['evaluate --union WORK', /没有编码为“WORK”的工会。是否想写“WORKS”/],
  ['evaluate --union ../../etc', /工会编码“..\/..\/etc”不对/],
  [`evaluate --union ${'A'.repeat(33)}`, /1 到 32 位/],
  ['explain WORKS', /缺少参数“指标编号”/],
  ['explain WORKS hohhot.enterprise.join-rat', /hohhot\.enterprise\.join-rate/],
  ['explain NOBODY join-rate', /没有编码为“NOBODY”的工会/],
  ['import', /缺少参数/],
  ['import /does/not/exist', /找不到 \/does\/not\/exist/],
  ['export /dev/null/here', /无法建立文件夹 .*是文件/],
  ['export /proc/none/here', /无法建立文件夹/],
  ['export out --union NOBODY', /没有编码为“NOBODY”的工会/],
  ['demo atlantis', /atlantis.*可选/],
  ['demo demo --scale 0', /规模“0”不对/],
  ['demo demo --scale 1e9', /规模“1e9”不对/],
  ['schemes coverage nowhere', /没有名为“nowhere”的标准/],
  ['schemes set nothing 1 --scheme hohhot --union CITY --from 2026-01-01', /没有“nothing”这个参数/],
  ['schemes set contract_rate_target x --scheme hohhot --union CITY --from 2026-01-01', /数值“x”不对/],
  ['schemes set contract_rate_target 1 --scheme hohhot --union CITY --from 2026-02-01 --until 2026-01-01', /不能早于/],
  ['serve --port 70000', /1 到 65535 之间/],
  ['restore /does/not/exist', /找不到备份文件/],
];

test.concurrent.each(REFUSED)('%s is refused with a sentence and status 1', async (args, sentence) => {
  const { status, out, err } = await jianjia(...args.split(' '));
  expect(err).toMatch(sentence);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).not.toMatch(/^\s+at /m);
});

test('a database that cannot be reached is told in a sentence, with details only on demand', async () => {
  const nowhere = 'postgresql://u:secret@127.0.0.1:1/x';
  const { status, err } = await run(nowhere, ['evaluate']);
  expect({ status, err }).toEqual({ status: 1, err: expect.stringMatching(/^连不上数据库。[^\n]+\n$/) as string });
  const verbose = await run(nowhere, ['--verbose', 'evaluate']);
  expect(verbose.err).toMatch(/^\s+at /m);
  expect(verbose.err).not.toContain('secret');
});

test('help is in Chinese and lists every verb', async () => {
  const { status, out } = await jianjia('--help');
  expect(status).toBe(0);
  for (const verb of [
    'import',
    'export',
    'evaluate',
    'explain',
    'schemes',
    'demo',
    'serve',
    'migrate',
    'backup',
    'restore',
    'journal',
    'privacy',
  ]) {
    expect(out).toContain(`  ${verb}`);
  }
  expect(out).not.toMatch(/Usage|Options|Commands|display help/);
});
