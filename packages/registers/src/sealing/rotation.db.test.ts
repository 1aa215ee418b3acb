import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import type { Keyring } from '@jianjia/vault';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { definitions } from '../testing/definitions.ts';
import { exportRegisters, importFiles } from '../testing/exchange.ts';
import { testFolder, UNIONS, type TestFolder } from '../testing/folder.ts';
import { ownKeyring } from '../testing/keys.ts';
import { beginSealing } from './keys.ts';
import { retireKey, rotateKeys } from './rotation.ts';
import { keyUse } from './use.ts';

const ROWS = 5000;
let db: TestDatabase;
let folder: TestFolder;
let keys: Keyring;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await folder?.remove();
  folder = await testFolder();
  keys = ownKeyring(folder);
  await db.owner.query('truncate organisations.union, kernel.register_history, kernel.sealing_key cascade');
  await importFiles({ pool: db.system }, definitions, [await folder.write('unions.csv', UNIONS)]);
  await load(0);
});
afterAll(() => folder.remove());

const HEADER = 'member_no,union_code,name,id_type,id_number,phone,joined_on,updated_on';
/** Every member gets another phone with every round. */
const lines = (round: number): readonly string[] =>
  Array.from(
    { length: ROWS },
    (_, n) =>
      `M${n},${n % 2 ? 'E1' : 'C1'},张三,passport,E${n},138${String(n * 100 + round).padStart(8, '0')},2020-01-01,2024-01-01`,
  );

async function load(round: number, vault = ownKeyring(folder)): Promise<number> {
  const path = await folder.write(`members.csv`, [HEADER, ...lines(round)]);
  const report = await importFiles({ pool: db.system }, definitions, [path], { vault });
  expect(report.status).toBe(0);
  return report.files[0]?.changed ?? -1;
}

async function exportedPhones(): Promise<readonly string[]> {
  await exportRegisters({ pool: db.system }, definitions, `${folder.path}/out`, { vault: ownKeyring(folder) });
  const text = (await folder.read('out'))['members.csv'] ?? '';
  return [...text.matchAll(/,(138\d{8}),/g)].map((match) => match[1] ?? '').toSorted();
}
const phones = (round: number): readonly string[] =>
  lines(round)
    .map((line) => line.split(',')[5] ?? '')
    .toSorted();
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const use = async (): Promise<Record<string, number>> => Object.fromEntries(await keyUse(db.system, definitions));

test('everything, history included, comes under the new key, of another algorithm if wanted, and still opens', async () => {
  await load(1);
  expect(await use()).toEqual({ 1: 4 * ROWS });
  const told: number[] = [];
  const rotation = await rotateKeys(db.owner, definitions, keys, { onProgress: ({ done }) => told.push(done) });
  expect(rotation).toMatchObject({ key: { version: 2, algorithm: 'aes-256-gcm' }, resumed: false, rows: 4 * ROWS });
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.length).toBeGreaterThan(3);
  expect(await use()).toEqual({ 2: 4 * ROWS });
  expect(await exportedPhones()).toEqual(phones(1));
  expect(await load(1)).toBe(0);
  const noted = await db.owner.query('select version, algorithm from kernel.sealing_key order by version');
  expect(noted.rows).toEqual([
    { version: 0, algorithm: 'hmac-sha256' },
    { version: 1, algorithm: 'aes-256-gcm' },
    { version: 2, algorithm: 'aes-256-gcm' },
  ]);
}, 120_000);

test('broken off at any step it goes on without a further key, and a version is retired only when nothing needs it', async () => {
  await load(1);
  for (const stop of [1, 3]) {
    let steps = 0;
    const onProgress = (): void => {
      if (++steps === stop) throw new Error('killed');
    };
    await expect(rotateKeys(db.owner, definitions, ownKeyring(folder), { onProgress })).rejects.toThrow('killed');
    expect(Object.keys(await use())).toEqual(['1', '2']);
    expect(await exportedPhones()).toEqual(phones(1));
  }
  await expect(retireKey(db.owner, definitions, keys, 1)).rejects.toThrow('还有');
  await expect(retireKey(db.owner, definitions, keys, 2)).rejects.toThrow('现在使用的密钥');
  await expect(retireKey(db.owner, definitions, keys, 9)).rejects.toThrow('没有第 9 版');
  expect(await rotateKeys(db.owner, definitions, keys)).toMatchObject({ key: { version: 2 }, resumed: true });
  expect(await use()).toEqual({ 2: 4 * ROWS });
  await retireKey(db.owner, definitions, keys, 1);
  await retireKey(db.owner, definitions, keys, 1);
  expect(keys.keys.map((key) => key.retired !== null)).toEqual([true, false]);
  const noted = await db.owner.query('select version from kernel.sealing_key where retired_at is not null');
  expect(noted.rows).toEqual([{ version: 1 }]);
}, 120_000);

test('imports during a rotation lose nothing, and nothing is left under the old key', async () => {
  // A service that has not heard of the new key goes on with the old one for seconds.
  const service = ownKeyring(folder);
  const state = { last: 0, over: false };
  const importing = (async () => {
    for (let round = 1; round <= 3 || !state.over; round++) {
      expect(await load(round, service)).toBe(ROWS);
      state.last = round;
    }
  })();
  while (state.last === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await rotateKeys(db.owner, definitions, keys);
  expect(Object.keys(await use())).toEqual(['2']);
  state.over = true;
  await importing;
  expect(await exportedPhones()).toEqual(phones(state.last));
  expect(Object.keys(await use())).toEqual(['2']);
  const history = await db.owner.query('select from kernel.register_history');
  expect(history.rowCount).toBe(state.last * ROWS);
}, 180_000);

test('a rotation ends only when whoever began to seal with the old key is done, and takes what he left', async () => {
  const service = ownKeyring(folder);
  const client = await db.system.connect();
  await client.query('begin');
  await beginSealing(client, service);
  const phone = service.seal('13812345678', 'people.member.phone/NEW');
  await client.query(
    `insert into people.member (member_no, union_id, name, id_type, joined_on, updated_on, phone, phone_hash, phone_last4)
    select 'NEW', union_id, '李四', 'passport', '2020-01-01', '2024-01-01', $1, $2, '5678'
    from organisations.union where union_code = 'E1'`,
    [phone, service.indexHash('phone', '13812345678')],
  );
  const rotating = rotateKeys(db.owner, definitions, keys).then(() => 'over');
  const waiting = `select from pg_locks l join pg_database d on d.oid = l.database
    where locktype = 'advisory' and not granted and datname = current_database()`;
  let found = 0;
  while (found === 0 && (await Promise.race([rotating, pause()])) !== 'over') {
    found = (await db.owner.query(waiting)).rowCount ?? 0;
  }
  await client.query('commit');
  client.release();
  await rotating;
  expect(await use()).toEqual({ 2: 2 * ROWS + 1 });
  expect(await exportedPhones()).toContain('13812345678');
}, 60_000);

test('two rotations at once: the second is told so and adds no key', async () => {
  const both = [keys, ownKeyring(folder)].map((one) => rotateKeys(db.owner, definitions, one));
  const ended = await Promise.allSettled(both);
  const refused = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  expect(refused).toEqual([expect.stringContaining('正在换钥')]);
  expect(ownKeyring(folder).keys).toHaveLength(2);
}, 60_000);
