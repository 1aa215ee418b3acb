import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileReport, ImportReport } from '../report.ts';
import { definitions } from '../testing/definitions.ts';
import { importFiles, vault } from '../testing/exchange.ts';
import { EMPLOYERS, MEMBER_HEADER, testFolder, UNIONS, USCC, type TestFolder } from '../testing/folder.ts';
import type { ImportOptions } from './import.ts';

let db: TestDatabase;
let folder: TestFolder;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await folder?.remove();
  folder = await testFolder();
  await db.owner.query(
    'truncate organisations.union, employers.employer, kernel.register_history, kernel.import_batch cascade',
  );
});
afterAll(() => folder.remove());

async function load(name: string, lines: readonly string[], options: ImportOptions = {}): Promise<FileReport> {
  const report = await importFiles({ pool: db.system }, definitions, [await folder.write(name, lines)], options);
  return report.files[0] as FileReport;
}

async function loadBase(): Promise<ImportReport> {
  const paths = [await folder.write('employers.csv', EMPLOYERS), await folder.write('unions.csv', UNIONS)];
  return importFiles({ pool: db.system }, definitions, paths);
}

const counts = (report: FileReport | undefined): string =>
  report ? `${report.read} = ${report.new} + ${report.changed} + ${report.same} + ${report.rejected}` : '';
const faults = (report: FileReport): readonly string[] => report.rejections.map((r) => `${r.line} ${r.column ?? '-'}`);
const rows = async <T extends object>(sql: string): Promise<T[]> => (await db.system.query<T>(sql)).rows;

test('registers are loaded in the order of their references, whatever the order of the files', async () => {
  const report = await loadBase();
  expect(report.files.map((file) => [file.register, counts(file)])).toEqual([
    ['unions', '2 = 2 + 0 + 0 + 0'],
    ['employers', '1 = 1 + 0 + 0 + 0'],
  ]);
  expect(report.status).toBe(0);
  expect(
    await rows(
      'select u.name, p.union_code as above from organisations.union u left join organisations.union p on p.union_id = u.parent_id order by u.union_code',
    ),
  ).toEqual([
    { name: '示例市总工会', above: null },
    { name: '示例机械有限公司工会', above: 'C1' },
  ]);
});

test('the same file twice changes nothing; a changed row is corrected and its old state kept', async () => {
  await loadBase();
  expect((await loadBase()).files.map(counts)).toEqual(['2 = 0 + 0 + 2 + 0', '1 = 0 + 0 + 1 + 0']);
  expect(await rows('select from kernel.register_history')).toHaveLength(0);
  const before = await rows<{ union_id: string }>(`select union_id from organisations.union where union_code = 'E1'`);
  const report = await load('unions.csv', [UNIONS[0] ?? '', 'E1,示例机械工会,C1,enterprise,340802,2020-02-29']);
  expect(counts(report)).toBe('1 = 0 + 1 + 0 + 0');
  expect(await rows(`select union_id, name from organisations.union where union_code = 'E1'`)).toEqual([
    { union_id: before[0]?.union_id, name: '示例机械工会' },
  ]);
  const history = await rows<{ old: { name: string } }>('select register, key, old from kernel.register_history');
  expect(history).toMatchObject([{ register: 'unions', key: 'E1', old: { name: '示例机械有限公司工会' } }]);
  expect(
    await rows('select register, read, added, changed, same, rejected from kernel.import_batch order by started_at'),
  ).toHaveLength(5);
});

test('columns that a file lacks keep what is stored, and are checked together with it', async () => {
  await loadBase();
  await load('workforce.csv', ['uscc,as_of,employees,female,wage_bill', `${USCC},2024-12-31,50,20,123.45`]);
  const report = await load('workforce.csv', ['uscc,as_of,employees', `${USCC},2024-12-31,40`]);
  expect(counts(report)).toBe('1 = 0 + 1 + 0 + 0');
  expect(await rows('select employees, female, wage_bill from employers.workforce')).toEqual([
    { employees: 40, female: 20, wage_bill: 12345 },
  ]);
  const fewer = await load('workforce.csv', ['uscc,as_of,employees', `${USCC},2024-12-31,10`]);
  expect(fewer.rejections.map((r) => r.reason)).toEqual(['女职工（20）不能大于职工总数（10）。']);
  expect(await rows('select employees from employers.workforce')).toEqual([{ employees: 40 }]);
});

test('an empty cell of a column that is there empties what is stored', async () => {
  await loadBase();
  await load('employers.csv', [EMPLOYERS[0] ?? '', `${USCC},示例机械有限公司,340802,private,`]);
  expect(await rows('select union_id from employers.employer')).toEqual([{ union_id: null }]);
});

test('good rows load beside bad ones, and all faults of a row are reported with line and column', async () => {
  await loadBase();
  const report = await load('members.csv', [
    MEMBER_HEADER,
    'M1,E1,,王小明,resident,34080219900101008X,1990-01-01,2020-01-01,,2024-01-01',
    'M2,XX,,"李',
    '四",驾照,,1990-02-30,2020-01-01,2019-12-31,2024-01-01',
    'M3,E1,,,passport,,,,,2024-01-01',
    'M4,E1,91340800MA0000002T,赵六,护照,E123,,2020-01-01,,2024-01-01,多一格',
  ]);
  expect(faults(report)).toEqual([
    '3 id_type',
    '3 born_on',
    '3 left_on',
    '3 union_code',
    '5 name',
    '5 joined_on',
    '6 -',
    '6 uscc',
  ]);
  expect(counts(report)).toBe('4 = 1 + 0 + 0 + 3');
  expect(report.rejections[2]?.reason).toBe('退会或转出日期（2019-12-31）不能早于入会日期（2020-01-01）。');
});

test('identity numbers: check digit, birth date, one way of writing', async () => {
  await loadBase();
  const member = (no: string, number: string, born: string): string =>
    `${no},E1,,张三,resident,${number},${born},2020-01-01,,2024-01-01`;
  const report = await load('members.csv', [
    MEMBER_HEADER,
    member('M1', '34080219900101008x', '1990-01-01'),
    member('M2', '340802199001010011', '1990-01-01'),
    member('M3', '34080219900101008X', '1990-01-02'),
    member('M4', '340802900101001', ''),
  ]);
  expect(faults(report)).toEqual(['3 id_number', '4 born_on', '5 id_number']);
  const [stored] = await rows<{ id_number: Buffer; id_number_end: string }>('select * from people.member');
  expect(stored?.id_number_end).toMatch(/^[0-9a-f]{32}$/);
  expect(vault.open(stored?.id_number ?? Buffer.alloc(0), 'people.member.id_number/M1')).toBe('34080219900101008X');
});

test('a key twice: identical rows count once, rows that differ are all rejected, good or bad', async () => {
  await loadBase();
  const report = await load('funds.csv', [
    'union_code,year,item,amount',
    'C1,2024,dues,1',
    'C1,2024,会费,1.00',
    'E1,2024,dues,1',
    'E1,2024,dues,2',
    'E1,2025,dues,3',
    'E1,2025,dues,x',
  ]);
  expect(counts(report)).toBe('6 = 1 + 0 + 1 + 4');
  expect(faults(report).filter((fault) => !fault.endsWith('amount'))).toEqual(
    [4, 5, 6, 7].map((line) => `${line} union_code`),
  );
});

describe('the union tree', () => {
  const header = UNIONS[0] ?? '';
  const union = (code: string, parent: string): string => `${code},${code},${parent},group,3408,2020-01-01`;

  test('the upper union may come later in the file', async () => {
    expect(counts(await load('unions.csv', [header, union('G1', 'G2'), union('G2', 'G3'), union('G3', '')]))).toBe(
      '3 = 3 + 0 + 0 + 0',
    );
  });

  test('below a rejected union nothing is loaded, down to the leaves', async () => {
    const report = await load('unions.csv', [
      header,
      union('G3', 'G2'),
      union('G2', 'G1'),
      union('G1', 'missing'),
      union('R', ''),
    ]);
    expect(counts(report)).toBe('4 = 1 + 0 + 0 + 3');
    expect(
      report.rejections.map((r) => r.reason).filter((reason) => reason.includes('上级在同一文件中被拒绝')),
    ).toHaveLength(2);
  });

  test('a circle within the file is named; what hangs below it is rejected, the rest loaded', async () => {
    const report = await load('unions.csv', [
      header,
      union('A', 'B'),
      union('B', 'A'),
      union('L', 'A'),
      union('S', 'S'),
      union('R', ''),
    ]);
    expect(counts(report)).toBe('5 = 1 + 0 + 0 + 4');
    expect(report.rejections[0]?.reason).toContain('A → B → A');
  });

  test('a circle through unions that are stored', async () => {
    await loadBase();
    const report = await load('unions.csv', [header, union('C1', 'E1'), union('G1', 'E1')]);
    expect(counts(report)).toBe('2 = 1 + 0 + 0 + 1');
    expect(faults(report)).toEqual(['2 parent_code']);
  });

  test('two unions may change places when that closes no circle', async () => {
    await load('unions.csv', [header, union('A', ''), union('B', 'A')]);
    expect(counts(await load('unions.csv', [header, union('A', 'B'), union('B', '')]))).toBe('2 = 0 + 2 + 0 + 0');
  });
});

test('rows of a contract carry its union, and follow it to another', async () => {
  await loadBase();
  const contract = (union: string): string => `K1,wage,enterprise,${union},2024-01-01,2024-01-01,2026-12-31`;
  const header = 'contract_no,kind,scope,union_code,signed_on,valid_from,valid_to';
  await load('contracts.csv', [header, contract('E1')]);
  expect(counts(await load('contract_employers.csv', ['contract_no,uscc', `K1,${USCC}`, `K2,${USCC}`]))).toBe(
    '2 = 1 + 0 + 0 + 1',
  );
  await load('contracts.csv', [header, contract('C1')]);
  expect(counts(await load('contract_employers.csv', ['contract_no,uscc', `K1,${USCC}`]))).toBe('1 = 0 + 0 + 1 + 0');
  expect(
    await rows('select u.union_code from agreements.contract_employer join organisations.union u using (union_id)'),
  ).toEqual([{ union_code: 'C1' }]);
});

test('a dry run reports all, over all files, and leaves nothing', async () => {
  const paths = [await folder.write('unions.csv', UNIONS), await folder.write('employers.csv', EMPLOYERS)];
  const report = await importFiles({ pool: db.system }, definitions, paths, { dryRun: true });
  expect(report.files.map(counts)).toEqual(['2 = 2 + 0 + 0 + 0', '1 = 1 + 0 + 0 + 0']);
  expect(await rows('select from organisations.union')).toHaveLength(0);
  expect(await rows('select from kernel.import_batch')).toHaveLength(0);
});

test('a warning keeps no row out', async () => {
  await loadBase();
  const rule = {
    register: 'members',
    sql: `select s.line, 'id_number' as column, s.phone_last4 as value from import_stage s
      join people.member m on m.id_type = s.id_type and m.id_number_hash = s.id_number_hash and m.member_no <> s.member_no`,
    sentence: '同一人同时在两个工会。',
  };
  const member = (no: string, union: string): string =>
    `${no},${union},,张三,resident,34080219900101008X,,2020-01-01,,2024-01-01`;
  const report = await load('members.csv', [MEMBER_HEADER, member('M1', 'E1'), member('M2', 'C1')], {
    warnings: [rule],
  });
  expect(counts(report)).toBe('2 = 2 + 0 + 0 + 0');
  expect(report.warnings.map((warning) => warning.line)).toEqual([2, 3]);
});

test('GB18030, Chinese titles, values by title', async () => {
  const text = '工会编码,名称,组织类型,行政区划,建会日期,印章\nＣ１,𠮷县总工会,市总工会,３４０８,2000-01-01,是\n';
  const path = await folder.write('工会组织.csv', iconv.encode(text, 'gb18030'));
  const report = await importFiles({ pool: db.system }, definitions, [path]);
  expect(report.status).toBe(0);
  expect(await rows('select union_code, name, kind, division_code, seal from organisations.union')).toEqual([
    { union_code: 'C1', name: '𠮷县总工会', kind: 'city', division_code: '3408', seal: true },
  ]);
});
