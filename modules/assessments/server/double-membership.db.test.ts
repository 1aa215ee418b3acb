import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@jianjia/db/testing';
import { importFiles } from '@jianjia/registers/exchange';
import { demoKeyring } from '@jianjia/vault';
import { afterAll, expect, test } from 'vitest';
import { allRegisters } from '../contract/all-registers.ts';
import { importWarnings } from './offer.ts';

const db = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'jianjia-double-'));
afterAll(async () => {
  await db.drop();
  await rm(folder, { recursive: true });
});

const NUMBER = '34080219900101008X';
const files = {
  'unions.csv': [
    'union_code,name,kind,division_code,founded_on',
    'A,甲工会,enterprise,340802,2000-01-01',
    'B,乙工会,enterprise,340802,2000-01-01',
  ],
  'members.csv': [
    'member_no,union_code,name,id_type,id_number,joined_on,left_on,updated_on',
    `M1,A,张三,resident,${NUMBER},2020-01-01,,2024-01-01`,
    `M2,B,张三,resident,${NUMBER.toLowerCase()},2021-01-01,,2024-01-01`,
    `M3,A,张三,passport,${NUMBER},2020-01-01,,2024-01-01`,
    'M4,A,李四,passport,E1234567,2020-01-01,2021-01-01,2024-01-01',
    'M5,B,李四,passport,E1234567,2021-01-01,,2024-01-01',
    'M6,A,王五,passport,,2020-01-01,,2024-01-01',
    'M7,B,王五,passport,,2020-01-01,,2024-01-01',
  ],
};

test('one person in two unions at once is warned of by line, with nothing of the number', async () => {
  for (const [name, lines] of Object.entries(files)) await writeFile(join(folder, name), `${lines.join('\n')}\n`);
  const options = { vault: demoKeyring(), warnings: importWarnings };
  const report = await importFiles({ pool: db.system }, allRegisters, [folder], options);
  expect(report.status).toBe(0);
  const warnings = report.files.flatMap((file) => file.warnings);
  expect(warnings.map(({ line, column, value }) => [line, column, value])).toEqual([
    [2, 'id_number', '******************'],
    [3, 'id_number', '******************'],
  ]);
});
