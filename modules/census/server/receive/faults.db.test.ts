import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest } from '@jianjia/identity/testing';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WholeDelivery } from '../../contract/index.ts';
import { creditCode, deliver, deliverAndApply, operating, plantSource, type TypedTable } from '../../testing/index.ts';
import { applyNow } from '../apply/apply-delivery.ts';
import { discardDelivery } from '../deliveries/discard-delivery.ts';
import { showDelivery } from '../deliveries/show-delivery.ts';
import { readFileInto } from './read-file.ts';

const db = await testDatabase();
const doer = operating(db.system);
let source = '';
let folder = '';

beforeAll(async () => {
  await plantForest(db.owner);
  source = await plantSource(doer, 'A', 'market', '市场主体登记');
  folder = await mkdtemp(join(tmpdir(), 'jianjia-census-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await db.drop();
});

const HEADER = ['企业名称', '统一社会信用代码', '所属区县', '从业人数'];
const good = (number: number, name = `第${number}百货有限公司`): string[] => [name, creditCode(number), '迎江区', '12'];
const many = (count: number): string[][] => Array.from({ length: count }, (_, index) => good(index + 1));

/** What is said of a table; nothing of it stays. */
async function told(table: TypedTable, merged: readonly string[] = []): Promise<WholeDelivery> {
  const delivery = await deliver(doer, { source, merged }, table);
  const whole = await showDelivery(doer, delivery);
  await discardDelivery(doer, delivery);
  return whole;
}

test('a clean file has no fault, and its profile says what is in it', async () => {
  const { faults, profile, rows, mapping, mapping_from: from } = await told([HEADER, ...many(30)]);
  expect(faults).toEqual([]);
  expect([rows, from]).toEqual([30, 'titles']);
  expect(mapping.columns).toEqual({
    企业名称: 'name',
    统一社会信用代码: 'uscc',
    所属区县: 'division',
    从业人数: 'employees',
  });
  expect(profile[1]).toMatchObject({
    field: 'uscc',
    filled: 30,
    distinct: 30,
    estimated: false,
    invalid: 0,
    longest: 18,
  });
});

const LONG = '长'.repeat(500);
const CASES: readonly [what: string, table: TypedTable, code: string, weight: string, lines: readonly number[]][] = [
  ['an empty source', [HEADER], 'empty', 'refuse', []],
  [
    'nothing like a header',
    [
      ['1', '2'],
      ['3', '4'],
    ],
    'no_header',
    'refuse',
    [],
  ],
  [
    'no column of names',
    [
      ['统一社会信用代码', '所属区县', '从业人数'],
      [creditCode(1), '迎江区', '3'],
    ],
    'no_name',
    'refuse',
    [],
  ],
  [
    'one shifted row of many',
    [HEADER, ...many(30), ['第31百货有限公司', '', creditCode(31), '迎江区', '12']],
    'shifted',
    'ask',
    [32],
  ],
  [
    'all rows shifted',
    [HEADER, ...many(10).map((row) => ['', ...row])],
    'mostly_shifted',
    'refuse',
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  ],
  ['a second header in mid-file', [HEADER, ...many(5), HEADER, good(6)], 'header_again', 'ask', [7]],
  [
    'totals at the bottom',
    [HEADER, ...many(5), ['合计', '', '', '60'], ['制表人：某某', '', '', '']],
    'totals',
    'ask',
    [7, 8],
  ],
  ['rows without a name', [HEADER, ...many(5), ['', creditCode(9), '迎江区', '']], 'nameless', 'ask', [7]],
  ['a name of 500 characters', [HEADER, ...many(5), good(6, LONG)], 'long_name', 'ask', [7]],
  [
    'one credit code on a thousand rows',
    [HEADER, ...Array.from({ length: 1000 }, (_, index) => [`第${index}百货有限公司`, creditCode(1), '迎江区', ''])],
    'shared_code',
    'ask',
    [2],
  ],
  [
    'no code at all',
    [
      ['企业名称', '所属区县', '从业人数'],
      ['百货有限公司', '迎江区', ''],
    ],
    'no_code',
    'ask',
    [],
  ],
  [
    'codes that a spreadsheet has rounded',
    [HEADER, ...many(9), ['百货有限公司', '9.13408E+17', '', '']],
    'rounded',
    'ask',
    [11],
  ],
  [
    'some codes mistyped',
    [HEADER, ...many(9), ['百货有限公司', '91340802MA00000010', '', '']],
    'invalid_codes',
    'note',
    [11],
  ],
  [
    'many codes mistyped',
    [HEADER, good(1), ['百货有限公司', '91340802MA00000010', '', '']],
    'many_invalid_codes',
    'ask',
    [3],
  ],
  ['a title above the header', [['迎江区企业名录', '', '', ''], HEADER, ...many(3)], 'title_rows', 'note', []],
  ['one title twice', [[...HEADER, '从业人数'], ...many(3).map((row) => [...row, '1'])], 'repeated_title', 'ask', []],
  [
    'merged cells, saved as text',
    [
      ['所属区县', '企业名称', '统一社会信用代码'],
      ...['迎江区', '', '', '大观区', '', '', '宜秀区', '', ''].map((place, index) => [
        place,
        ...good(index + 1).slice(0, 2),
      ]),
    ],
    'merged',
    'ask',
    [],
  ],
];

test.each(CASES)('%s is reported before anything is applied', async (_what, table, wanted, weight, lines) => {
  const { faults } = await told(table);
  const fault = faults.find((one) => one.code === wanted);
  expect(fault).toMatchObject({ weight, lines });
  expect(fault?.sentence).toMatch(/[。]$/);
  for (const line of lines) expect(fault?.sentence).toContain(String(line));
  const listed = await db.owner.query('select from census.record');
  expect(listed.rowCount).toBe(0);
});

test('rows that are none of employers are left out; what is refused or not accepted does not go in', async () => {
  const delivery = await deliver(doer, { source }, [HEADER, ...many(5), HEADER, ['合计', '', '', '60'], good(6, LONG)]);
  await expect(applyNow(db.system, doer, delivery, ['header_again'])).rejects.toThrow('入册前需要先确认');
  const outcome = await applyNow(db.system, doer, delivery, ['header_again', 'totals', 'long_name']);
  expect(outcome).toMatchObject({ records: 5, skipped: 3, employers_new: 5 });
  const empty = await deliver(doer, { source }, [HEADER]);
  await expect(applyNow(db.system, doer, empty, 'all')).rejects.toThrow('不能入册');
  await expect(applyNow(db.system, doer, delivery, 'all')).rejects.toThrow('已入册');
});

describe('what other deliveries tell', () => {
  const rows = many(60);

  test('the same file twice is refused; elsewhere it is asked about; old content under a new day too', async () => {
    const own = await plantSource(doer, 'A', 'tax', '税务登记');
    await deliverAndApply(db.system, { source: own, as_of: '2025-06-30', fileName: '去年.csv' }, [HEADER, ...rows]);
    const again = await deliver(doer, { source: own }, [HEADER, ...rows]);
    const { faults } = await showDelivery(doer, again);
    expect(faults.find(({ code: one }) => one === 'same_file')).toMatchObject({ weight: 'refuse' });
    await discardDelivery(doer, again);

    const elsewhere = await told([HEADER, ...rows]);
    expect(elsewhere.faults.find(({ code: one }) => one === 'same_file_elsewhere')?.sentence).toContain('去年.csv');

    const renewed = await deliver(doer, { source: own }, [HEADER, ...rows, good(61)]);
    const whole = await showDelivery(doer, renewed);
    expect(whole.faults.find(({ code: one }) => one === 'earlier_content')).toMatchObject({ weight: 'ask', count: 60 });
    await discardDelivery(doer, renewed);

    const older = await deliver(doer, { source: own, as_of: '2024-06-30' }, [HEADER, good(70)]);
    expect((await showDelivery(doer, older)).faults.map(({ code: one }) => one)).toContain('older_day');
    await discardDelivery(doer, older);
  });
});

describe('files', () => {
  const read = async (name: string, content: Buffer | Uint8Array | string): Promise<WholeDelivery> => {
    const path = join(folder, name);
    await writeFile(path, content);
    const said = {
      path,
      source,
      year: 2026,
      as_of: '2026-06-30',
      fileName: name,
      via: 'command',
      sentAs: null,
    } as const;
    return showDelivery(doer, await readFileInto(doer, said));
  };

  test('a workbook with merged cells is named by its ranges; identity numbers are not kept', async () => {
    const content = await writeXlsx({
      sheets: [
        {
          name: '名录',
          rows: [
            ['所属区县', '企业名称', '经营者证件'],
            ['迎江区', '甲百货有限公司', '900001198001011230'],
            [null, '乙百货有限公司', '900001198001011230'],
          ],
          merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
        },
      ],
    });
    const { faults, delivery_id: delivery } = await read('a.xlsx', content);
    expect(faults.find(({ code: one }) => one === 'merged')?.sentence).toContain('A2:A3');
    const { rows } = await db.owner.query<{ cells: string[] }>(
      'select cells from census.line where delivery_id = $1 order by line',
      [delivery],
    );
    expect(rows[0]?.cells).toEqual(['迎江区', '甲百货有限公司', '900001**********30']);
  });

  test.each([
    ['a zip that is no workbook', 'b.xlsx', Buffer.from('PK\u0003\u0004 not really')],
    [
      'a mixture of encodings',
      'c.csv',
      Buffer.concat([Buffer.from('企业名称\n甲乙丙\n'), Buffer.from([0xbc, 0xd7, 0xd2, 0xd2, 0x0a])]),
    ],
    ['a quotation mark that is never closed', 'd.csv', `企业名称,信用代码\n"甲,1\n`],
  ])('%s is refused with a sentence, and leaves nothing', async (_what, name, content) => {
    const before = await db.owner.query('select from census.delivery');
    await expect(read(name, content)).rejects.toMatchObject({ id: 'census.unreadable' });
    expect((await db.owner.query('select from census.delivery')).rowCount).toBe(before.rowCount);
  });
});
