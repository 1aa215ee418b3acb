import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeXlsx } from 'hucre/xlsx';
import { definitions } from '../testing/definitions.ts';
import { exportRegisters, importFiles } from '../testing/exchange.ts';
import { EMPLOYERS, MEMBER_HEADER, testFolder, UNIONS, USCC, type TestFolder } from '../testing/folder.ts';

let db: TestDatabase;
let folder: TestFolder;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await folder?.remove();
  folder = await testFolder();
  await clear();
});
afterAll(() => folder.remove());

async function clear(): Promise<void> {
  await db.owner.query('truncate organisations.union, employers.employer cascade');
}

const pool = (): { pool: TestDatabase['app'] } => ({ pool: db.system });
const fromHere = (name: string): string => `${folder.path}/${name}`;

async function loadAll(): Promise<void> {
  const member = (no: string, name: string): string => `${no},E1,${USCC},${name},passport,,,2020-01-01,,2024-01-01`;
  const paths = [
    await folder.write('unions.csv', [
      ...UNIONS,
      'E2,另一工会,C1,enterprise,340802,2020-01-01',
      'G1,小组,E1,group,340802,2021-01-01',
    ]),
    await folder.write('employers.csv', [...EMPLOYERS, '91340800MA0000002T,另一公司,340802,state,E2']),
    await folder.write('members.csv', [
      MEMBER_HEADER,
      member('M2', '"a,""b"'),
      member('M10', '=HYPERLINK(1)'),
      member('M1', '-1'),
    ]),
    await folder.write('funds.csv', ['union_code,year,item,amount', 'E1,2024,dues,0.05', 'C1,2024,dues,12345678901.5']),
    await folder.write('contracts.csv', [
      'contract_no,kind,scope,union_code,signed_on,valid_from,valid_to',
      'K1,wage,regional,E1,2024-01-01,2024-01-01,2026-12-31',
    ]),
    await folder.write('contract_employers.csv', ['contract_no,uscc', 'K1,91340800MA0000002T', `K1,${USCC}`]),
  ];
  expect((await importFiles(pool(), definitions, paths)).status).toBe(0);
}

test('the canonical form: ids, LF, rows by key, yuan, 是/否, a header where nothing is', async () => {
  await loadAll();
  await exportRegisters(pool(), definitions, fromHere('out'));
  const files = await folder.read('out');
  expect(Object.keys(files)).toHaveLength(definitions.length);
  expect(files['funds.csv']).toBe('union_code,year,item,amount\nC1,2024,dues,12345678901.50\nE1,2024,dues,0.05\n');
  expect(files['facilities.csv']).toBe('facility_no,union_code,kind,area_m2,opened_on\n');
  expect(files['members.csv']?.split('\n').map((line) => line.split(',')[0])).toEqual([
    'member_no',
    'M1',
    'M10',
    'M2',
    '',
  ]);
  expect(files['members.csv']).toContain(`,"a,""b",`);
  expect(files['members.csv']).toContain(',=HYPERLINK(1),');
});

test.each([
  ['CSV', {}],
  ['XLSX', { xlsx: true }],
] as const)('%s: export, import into an empty database, export: the same bytes', async (_name, options) => {
  await loadAll();
  await exportRegisters(pool(), definitions, fromHere('one'), options);
  await clear();
  const report = await importFiles(pool(), definitions, [fromHere('one')]);
  expect(report.files.flatMap((file) => file.rejections)).toEqual([]);
  expect(report.status).toBe(0);
  await exportRegisters(pool(), definitions, fromHere('two'), options);
  expect(await folder.read('two')).toEqual(await folder.read('one'));
});

const character = fc.constantFrom(
  'a',
  '字',
  '𠮷',
  '"',
  ',',
  '\n',
  '\r',
  '\t',
  '=',
  '+',
  '@',
  '-',
  '\\',
  '.',
  ' ',
  '_x000D_',
  '<',
  '&',
  '\u0001',
  "'",
);
const name = fc
  .array(character, { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const row = fc.record({
  name,
  seal: optional(fc.boolean()),
  day,
  cents: fc.bigInt(0n, 10n ** 17n - 1n),
  area: fc.nat(1e6),
});

test('random rows survive CSV and XLSX unchanged', async () => {
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), fc.boolean(), async (rows, xlsx) => {
      await clear();
      const seal = (value: boolean | null): string => (value === null ? '' : value ? '是' : '0');
      const yuan = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
      const paths = [
        await folder.write('unions.csv', [
          'union_code,name,kind,division_code,founded_on,seal',
          ...rows.map((r, n) => `U${n},${quote(r.name)},city,3408,${r.day},${seal(r.seal)}`),
        ]),
        await folder.write('funds.csv', [
          'union_code,year,item,amount',
          ...rows.map((r, n) => `U${n},2024,dues,${yuan(r.cents)}`),
        ]),
        await folder.write('facilities.csv', [
          'facility_no,union_code,kind,area_m2,opened_on',
          ...rows.map((r, n) => `F${n},U${n},home,${r.area / 1000},${r.day}`),
        ]),
      ];
      const first = await importFiles(pool(), definitions, paths);
      expect(first.files.flatMap((file) => file.rejections)).toEqual([]);
      const stored = await db.system.query<{ name: string }>(
        'select name from organisations.union order by union_code',
      );
      expect(stored.rows.map((r) => r.name)).toEqual(rows.map((r) => r.name));
      await exportRegisters(pool(), definitions, fromHere('a'), { xlsx });
      expect(
        (await importFiles(pool(), definitions, [fromHere('a')])).files.every((file) => file.changed + file.new === 0),
      ).toBe(true);
      await clear();
      expect((await importFiles(pool(), definitions, [fromHere('a')])).status).toBe(0);
      await exportRegisters(pool(), definitions, fromHere('b'), { xlsx });
      expect(await folder.read('b')).toEqual(await folder.read('a'));
      await folder.remove();
      folder = await testFolder();
    }),
    { numRuns: 15 },
  );
}, 120_000);

test('a subtree comes with what it refers to, and can be imported elsewhere', async () => {
  await loadAll();
  const files = await exportRegisters(pool(), definitions, fromHere('sub'), { unionCode: 'E1' });
  const keys = async (file: string): Promise<readonly string[]> =>
    ((await folder.read('sub'))[file] ?? '')
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0] ?? '');
  // C1 is above; E2 covers an employer of the contract.
  expect(await keys('unions.csv')).toEqual(['C1', 'E1', 'E2', 'G1']);
  expect(await keys('employers.csv')).toEqual([USCC, '91340800MA0000002T']);
  expect(await keys('funds.csv')).toEqual(['E1']);
  expect(files.find((file) => file.register === 'members')?.rows).toBe(3);
  const same = await importFiles(pool(), definitions, [fromHere('sub')]);
  expect(same.files.every((file) => file.new + file.changed + file.rejected === 0)).toBe(true);
  await clear();
  expect((await importFiles(pool(), definitions, [fromHere('sub')])).status).toBe(0);
  const other = await exportRegisters(pool(), definitions, fromHere('sub'), { unionCode: 'E2' });
  expect(other.find((file) => file.register === 'members')?.rows).toBe(0);
  await expect(exportRegisters(pool(), definitions, fromHere('sub'), { unionCode: 'nobody' })).rejects.toThrow(
    '没有编码',
  );
});

test('a workbook as people make it: typed dates and numbers, a title row in any sheet order', async () => {
  await importFiles(pool(), definitions, [
    await folder.write('unions.csv', UNIONS),
    await folder.write('employers.csv', EMPLOYERS),
  ]);
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '会员',
        rows: [
          ['会员编号', '所属工会编码', '姓名', '证件类型', '证件号码', '入会日期', '档案更新日期', '保留会籍', '备注'],
          [1001, 'E1', '=1+1', '护照', 'E1', new Date('2020-01-01T00:00:00Z'), '2024-01-01', true, 'x'],
          [1002, 'E1', '李四', '居民身份证', 340802199001010000, '2020-01-01', '2024-01-01', false, null],
          [1003, 'E1', '王五', '护照', 'E3', 45000, '2024-01-01', null, null],
        ],
      },
      {
        name: '职工情况',
        rows: [
          ['uscc', '截止日期', '职工总数', '上年度职工工资总额'],
          [USCC, '2024-12-31', 50, 0.1 + 0.2],
        ],
      },
    ],
  });
  const report = await importFiles(pool(), definitions, [await folder.write('登记.xlsx', bytes)]);
  const [workforce, members] = ['workforce', 'members'].map((name) => report.files.find((f) => f.register === name));
  expect([workforce?.new, workforce?.rejected, members?.new, members?.unknownColumns]).toEqual([1, 0, 1, ['备注']]);
  expect(
    members?.rejections.map((r) => [r.line, r.reason.includes('末位已损坏') || r.reason.includes('YYYY-MM-DD')]),
  ).toEqual([
    [3, true],
    [4, true],
  ]);
  const stored = await db.system.query('select member_no, name, joined_on, retained from people.member');
  expect(stored.rows).toEqual([{ member_no: '1001', name: '=1+1', joined_on: '2020-01-01', retained: true }]);
  const wages = await db.system.query('select wage_bill from employers.workforce');
  expect(wages.rows).toEqual([{ wage_bill: 30 }]);
});
