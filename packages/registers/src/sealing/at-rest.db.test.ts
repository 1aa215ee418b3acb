import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import { OVERHEAD } from '@jianjia/vault';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FileReport } from '../report.ts';
import { definitions } from '../testing/definitions.ts';
import { dumpOf } from '../testing/dump.ts';
import { exportRegisters, importFiles, vault } from '../testing/exchange.ts';
import { testFolder, UNIONS, type TestFolder } from '../testing/folder.ts';
import { ownKeyring } from '../testing/keys.ts';
import { rotateKeys } from './rotation.ts';

let db: TestDatabase;
let folder: TestFolder;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await folder?.remove();
  folder = await testFolder();
  await db.owner.query('truncate organisations.union, kernel.register_history, kernel.sealing_key cascade');
  await importFiles({ pool: db.system }, definitions, [await folder.write('unions.csv', UNIONS)]);
});
afterAll(() => folder.remove());

const HEADER = 'member_no,union_code,name,id_type,id_number,phone,joined_on,updated_on';
const member = (no: string, number: string, phone: string, name = '张三', type = 'resident'): string =>
  `${no},E1,${name},${type},${number},${phone},2020-01-01,2024-01-01`;
const ONE = member('M1', '34080219900101008X', '13800005678');
const TWO = member('M2', 'E87654321', '13911112222', '李四', 'passport');

async function load(...lines: readonly string[]): Promise<FileReport> {
  const path = await folder.write('members.csv', [HEADER, ...lines]);
  return (await importFiles({ pool: db.system }, definitions, [path])).files[0] as FileReport;
}
const counts = (report: FileReport): readonly number[] => [report.new, report.changed, report.same, report.rejected];
const exported = async (name = 'out', options = {}): Promise<string> => {
  await exportRegisters({ pool: db.system }, definitions, `${folder.path}/${name}`, options);
  return Buffer.from((await folder.read(name))['members.csv'] ?? '', 'latin1').toString();
};

test('no identity or telephone number lies anywhere in the database: imported, changed, exported, keys rotated', async () => {
  const secrets = [
    '34080219900101008X',
    '13800005678',
    'E87654321',
    '13911112222',
    '13700001111',
    '340802199001010011',
  ];
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  const plainAnywhere = async (): Promise<readonly string[]> => {
    const dump = await dumpOf(db.owner);
    // Were nothing there, nothing would be found.
    expect(dump).toContain('M1');
    return secrets.filter((secret) => dump.includes(secret) || dump.includes(hex(secret)));
  };
  const own = ownKeyring(folder);
  const through = async (...lines: readonly string[]): Promise<FileReport> => {
    const path = await folder.write('members.csv', [HEADER, ...lines]);
    const options = { vault: own };
    return (await importFiles({ pool: db.system }, definitions, [path], options)).files[0] as FileReport;
  };
  expect(counts(await through(ONE, TWO))).toEqual([2, 0, 0, 0]);
  expect(await plainAnywhere()).toEqual([]);
  const changed = await through(ONE.replace('13800005678', '13700001111'), member('M3', '340802199001010011', '1'));
  expect(counts(changed)).toEqual([0, 1, 0, 1]);
  // The operator is shown what his own file says.
  expect(changed.rejections[0]?.value).toBe('340802199001010011');
  expect((await db.owner.query('select from kernel.register_history')).rowCount).toBe(1);
  expect(await plainAnywhere()).toEqual([]);
  await exported('out', { vault: own });
  await rotateKeys(db.owner, definitions, own);
  expect(await plainAnywhere()).toEqual([]);
});

test('history keeps the replaced number sealed, with its hash, and it opens', async () => {
  await load(ONE);
  await load(ONE.replace('13800005678', '13700001111'));
  const { rows } = await db.owner.query<{ old: Record<string, string> }>('select old from kernel.register_history');
  const old = rows[0]?.old ?? {};
  expect(Object.keys(old)).toEqual(expect.arrayContaining(['id_number', 'id_number_hash', 'phone', 'phone_hash']));
  const sealed = Buffer.from((old['phone'] ?? '').slice(2), 'hex');
  expect(vault.open(sealed, 'people.member.phone/M1')).toBe('13800005678');
  expect(old['phone_hash']).toBe(`\\x${vault.indexHash('phone', '13800005678').toString('hex')}`);
  expect(old['phone_last4']).toBe('5678');
});

test('what is equal is seen to be equal, though it is sealed another way each time', async () => {
  expect(counts(await load(ONE, TWO))).toEqual([2, 0, 0, 0]);
  const sealed = 'select id_number from people.member order by member_no';
  const before = (await db.owner.query(sealed)).rows;
  expect(counts(await load(ONE, TWO))).toEqual([0, 0, 2, 0]);
  expect((await db.owner.query(sealed)).rows).toEqual(before);
  expect(counts(await load(ONE, ONE, TWO, TWO.replace('E87654321', 'E87654322')))).toEqual([0, 0, 2, 2]);
  expect(counts(await load(ONE.replace('13800005678', '')))).toEqual([0, 1, 0, 0]);
  expect(counts(await load(ONE.replace('13800005678', '138 0000 5678')))).toEqual([0, 1, 0, 0]);
  // The same number, written otherwise: the same hash, and yet a correction that is kept.
  expect(counts(await load(ONE))).toEqual([0, 1, 0, 0]);
  expect(await exported()).toContain(',13800005678,');
});

test.each([
  ['CSV', {}],
  ['XLSX', { xlsx: true }],
])('%s: numbers of every shape come out as they went in, byte for byte', async (_name, options) => {
  const odd = ['"A,1""2"', '"a\nb"', ' E 1 ', '港澳１２３', '\\x41', '\\N', '007', 'x'.repeat(64), '"\t9"', '𠮷𠮷'];
  const lines = odd.map((text, n) => member(`P${n}`, text, text, '"王,五"', 'passport'));
  expect(counts(await load(...lines, ONE, member('M9', '', '')))).toEqual([odd.length + 2, 0, 0, 0]);
  const text = await exported();
  expect(text).toContain(`P0,E1,,"王,五",passport,"A,1""2",,"A,1""2",2020-01-01,`);
  await exported('one', options);
  await db.owner.query('truncate people.member cascade');
  const back = await importFiles({ pool: db.system }, definitions, [`${folder.path}/one`]);
  expect(back.status).toBe(0);
  await exported('two', options);
  expect(await folder.read('two')).toEqual(await folder.read('one'));
  expect(await exported()).toBe(text);
});

test('a number moved to another row or column, or changed, is not exported but refused', async () => {
  await load(ONE, TWO);
  const [one, two] = [`where member_no = 'M1'`, `where member_no = 'M2'`];
  for (const [harm, mend] of [
    [`update people.member set phone = (select phone from people.member ${two}) ${one}`, ONE],
    [`update people.member set phone = id_number ${one}`, ONE],
    [
      `update people.member set phone = set_byte(phone, ${OVERHEAD - 1}, get_byte(phone, ${OVERHEAD - 1}) # 1) ${one}`,
      ONE,
    ],
  ] as const) {
    await db.owner.query(harm);
    await expect(exported('bad')).rejects.toMatchObject({ id: 'vault.notOpened' });
    expect(Object.keys(await folder.read('bad'))).not.toContain('members.csv');
    await db.owner.query(`delete from people.member ${one}`);
    await load(mend);
  }
  expect(await exported()).toContain('13800005678');
});

test('an import with the keys of another database is refused and changes nothing', async () => {
  await load(ONE);
  const path = await folder.write('members.csv', [HEADER, TWO]);
  const report = await importFiles({ pool: db.system }, definitions, [path], { vault: ownKeyring(folder) });
  expect(report.status).toBe(1);
  expect(report.failed?.reason).toContain('密钥与数据库不配套');
  expect((await db.owner.query('select from people.member')).rowCount).toBe(1);
});

test('the table takes nothing that is not sealed, nor half of it', async () => {
  await load(ONE);
  const set = (sql: string) => db.system.query(`update people.member set ${sql}`);
  await expect(set(`phone = '13800005678'`)).rejects.toMatchObject({ constraint: 'member_phone_sealed' });
  await expect(set(`id_number = convert_to('34080219900101008X', 'UTF8')`)).rejects.toMatchObject({ code: '23514' });
  await expect(set(`phone_hash = null`)).rejects.toMatchObject({ constraint: 'member_phone_whole' });
  await expect(set(`phone_last4 = '13800005678'`)).rejects.toMatchObject({ constraint: 'member_phone_whole' });
});
