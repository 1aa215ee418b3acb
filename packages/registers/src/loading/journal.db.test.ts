import { testDatabase } from '@jianjia/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileReport } from '../report.ts';
import { definitions } from '../testing/definitions.ts';
import { EMPLOYERS, testFolder, UNIONS, type TestFolder } from '../testing/folder.ts';
import { importFiles, type ImportOptions } from './import.ts';

const db = await testDatabase();
let folder: TestFolder;
let paths: readonly string[];
beforeAll(async () => {
  folder = await testFolder();
  paths = [await folder.write('employers.csv', EMPLOYERS), await folder.write('unions.csv', UNIONS)];
});
afterAll(async () => {
  await folder.remove();
  await db.drop();
});

const load = (options: ImportOptions) => importFiles({ pool: db.system }, definitions, paths, options);

async function batches(): Promise<readonly string[]> {
  const { rows } = await db.owner.query<{ import_id: string }>(
    'select import_id from kernel.import_batch order by started_at',
  );
  return rows.map((row) => row.import_id);
}

test('a journal that cannot be written lets nothing be loaded', async () => {
  await expect(load({ journal: () => Promise.reject(new Error('no journal')) })).rejects.toThrow('no journal');
  expect(await batches()).toEqual([]);
  expect((await db.owner.query('select from organisations.union')).rowCount).toBe(0);
});

test('the journal hears of each loaded file once, within the transaction, and never of a trial', async () => {
  const heard: [FileReport['register'], number, string][] = [];
  const journal: ImportOptions['journal'] = async (client, report, importId) => {
    const seen = await client.query('select from kernel.import_batch where import_id = $1', [importId]);
    expect(seen.rowCount).toBe(1);
    expect(await batches()).toEqual([]);
    heard.push([report.register, report.new, importId]);
  };
  await load({ dryRun: true, journal });
  expect(heard).toEqual([]);
  await load({ journal });
  expect(heard.map(([register, added]) => [register, added])).toEqual([
    ['unions', 2],
    ['employers', 1],
  ]);
  expect(heard.map(([, , id]) => id)).toEqual(await batches());
});
