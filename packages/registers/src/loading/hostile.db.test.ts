import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import iconv from 'iconv-lite';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileReport } from '../report.ts';
import { definitions } from '../testing/definitions.ts';
import { importFiles } from '../testing/exchange.ts';
import { EMPLOYERS, MEMBER_HEADER, testFolder, UNIONS, type TestFolder } from '../testing/folder.ts';
import { writeWorkbook } from '../writing/workbook.ts';

let db: TestDatabase;
let folder: TestFolder;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await folder?.remove();
  folder = await testFolder();
  await db.owner.query('truncate organisations.union, employers.employer, kernel.import_batch cascade');
  const paths = [await folder.write('unions.csv', UNIONS), await folder.write('employers.csv', EMPLOYERS)];
  await importFiles({ pool: db.system }, definitions, paths);
});
afterAll(() => folder.remove());

const MEMBER = 'M1,E1,,王小明,passport,E1,,2020-01-01,,2024-01-01';

async function memberCount(): Promise<number> {
  const result = await db.system.query<{ n: number }>('select count(*) as n from people.member');
  return result.rows[0]?.n ?? -1;
}

async function refusalOf(name: string, content: string | Uint8Array): Promise<string | null> {
  const report = await importFiles({ pool: db.system }, definitions, [await folder.write(name, content)]);
  expect(report.status).toBe(2);
  expect(await memberCount()).toBe(0);
  return (report.files[0] as FileReport).refused;
}

describe('a file that is refused whole', () => {
  const head = `${MEMBER_HEADER}\n`;
  test.each([
    ['empty', '', '文件是空的'],
    ['only blank lines', '\n\n', '文件是空的'],
    ['no header', `${MEMBER}\n`, '没有表头'],
    ['a repeated header', `member_no,会员编号\n`, '表头重复'],
    ['a missing column', 'member_no,name\nM1,王\n', '缺少必填的栏目：union_code'],
    ['an unclosed quotation mark', `${head}${MEMBER}\nM2,E1,,"王\n`, '第 3 行开始的引号没有闭合'],
    [
      'two encodings',
      Buffer.concat([Buffer.from(`${head}${MEMBER}\n`), iconv.encode('M2,E1,,李\n', 'gb18030')]),
      '混用了两种编码',
    ],
    ['UTF-16 without a mark', Buffer.from(`${head}${MEMBER}\n`, 'utf16le'), 'UTF-16'],
    ['a random file', Buffer.from([0xff, 0xff, 0xff, 0, 1, 2]), '既不是 UTF-8 也不是 GB18030'],
  ])('%s', async (_name, content, sentence) => expect(await refusalOf('members.csv', content)).toContain(sentence));
});

describe('a row that is rejected while the next one is loaded', () => {
  test.each([
    ['a cell of 10 MB', `M2,E1,,${'长'.repeat(3_500_000)},passport,E1,,2020-01-01,,2024-01-01`, '超过 1 MB'],
    [
      'the same in quotation marks',
      `M2,E1,,"${'x'.repeat(10_000_000)}",passport,E1,,2020-01-01,,2024-01-01`,
      '超过 1 MB',
    ],
    ['a cell just above 1 MB', `M2,E1,,${'x'.repeat(1_048_577)},passport,E1,,2020-01-01,,2024-01-01`, '超过 1 MB'],
    ['NUL', 'M2,E1,,王\0,passport,E1,,2020-01-01,,2024-01-01', 'NUL'],
    ['NUL in a code', 'M\0,E1,,王,passport,E1,,2020-01-01,,2024-01-01', 'NUL'],
    ['too few cells', 'M2,E1', '对不上'],
    ['text after a quotation mark', 'M2,E1,,"王"x,passport,E1,,2020-01-01,,2024-01-01', '引号不成对'],
    ['a number too long for its index', `M2,E1,,王,passport,${'9'.repeat(5000)},,2020-01-01,,2024-01-01`, '最长 64'],
  ])('%s', async (_name, row, sentence) => {
    const report = await importFiles({ pool: db.system }, definitions, [
      await folder.write('members.csv', [MEMBER_HEADER, row, MEMBER]),
    ]);
    const file = report.files[0] as FileReport;
    expect([file.read, file.new, file.rejected, file.refused]).toEqual([2, 1, 1, null]);
    expect(file.rejections[0]?.reason).toContain(sentence);
    expect(file.rejections[0]?.value.length).toBeLessThan(110);
    expect(report.status).toBe(2);
  });

  test('a cell of exactly 1 MB is loaded, and text that looks like a formula stays text', async () => {
    const row = (no: string, name: string): string => `${no},E1,,${name},passport,,,2020-01-01,,2024-01-01`;
    const lines = [MEMBER_HEADER, row('M1', 'x'.repeat(1_048_576)), row('M2', '=1+1'), row('M3', '\\N\\t\\.')];
    await importFiles({ pool: db.system }, definitions, [await folder.write('members.csv', lines)]);
    const names = await db.system.query<{ name: string }>(
      'select left(name, 10) as name from people.member order by member_no',
    );
    expect(names.rows.map((row_) => row_.name)).toEqual(['xxxxxxxxxx', '=1+1', '\\N\\t\\.']);
  });
});

describe('workbooks', () => {
  async function workbook(rows: readonly (readonly string[])[]): Promise<Buffer> {
    const sheet = {
      name: '会员',
      header: MEMBER_HEADER.split(','),
      rows: async function* () {
        yield* rows;
      },
    };
    const pieces: Buffer[] = [];
    for await (const piece of writeWorkbook([sheet])) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  test('a truncated one', async () => {
    const whole = await workbook(Array.from({ length: 1000 }, () => MEMBER.split(',')));
    expect(await refusalOf('members.xlsx', whole.subarray(0, whole.length / 2))).toContain('被截断');
    expect(await refusalOf('members.xlsx', whole.subarray(0, whole.length - 30))).toContain('被截断');
  });

  test('not a workbook at all', async () => {
    expect(await refusalOf('members.xlsx', 'member_no\n')).toContain('不是有效的 XLSX');
    expect(await refusalOf('members.xlsx', '')).toContain('不是有效的 XLSX');
    expect(await refusalOf('members.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('加密');
  });

  test('a zip bomb, also one that lies about its size', async () => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(200 * 1024 * 1024)), 200 * 1024 * 1024);
    expect(await refusalOf('members.xlsx', bomb)).toContain('压缩炸弹');
    // Weighed down with stuffing, so that the file as a whole looks harmless.
    const stuffed = zipOf(
      'xl/worksheets/sheet1.xml',
      deflateRawSync(Buffer.alloc(200 * 1024 * 1024)),
      200 * 1024 * 1024,
      4_000_000,
    );
    expect(await refusalOf('members.xlsx', stuffed)).toContain('压缩炸弹');
    const small = await workbook([MEMBER.split(',')]);
    const lying = withUnpackedSize(small, 'xl/worksheets/sheet1.xml', 100);
    expect(await refusalOf('members.xlsx', lying)).toMatch(/压缩炸弹|不是有效的 XLSX/);
  });
});

describe('when the connection breaks', () => {
  test('nothing of the whole import stays, the report names the file, the next import works', async () => {
    const unions = [UNIONS[0] ?? '', 'N1,新工会,C1,group,3408,2020-01-01'];
    const lines = Array.from({ length: 60_000 }, (_, n) => `M${n},E1,,王小明,passport,E${n},,2020-01-01,,2024-01-01`);
    const paths = [
      await folder.write('unions.csv', unions),
      await folder.write('members.csv', [MEMBER_HEADER, ...lines]),
    ];
    let killed = false;
    const report = await importFiles({ pool: db.system }, definitions, paths, {
      onProgress: (progress) => {
        if (killed || !progress.file.endsWith('members.csv') || progress.rows < 10_000) return;
        killed = true;
        void db.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and query ilike 'copy import_stage%'`);
      },
    });
    expect(killed).toBe(true);
    expect(report.status).toBe(1);
    expect(report.failed?.file).toMatch(/members\.csv$/);
    expect(report.failed?.reason).toContain('连接中断');
    expect(await memberCount()).toBe(0);
    const stored = await db.system.query(`select from organisations.union where union_code = 'N1'`);
    expect(stored.rowCount).toBe(0);
    const again = await importFiles({ pool: db.system }, definitions, paths);
    expect([again.status, await memberCount()]).toEqual([0, 60_000]);
  });
});

test('what is no register is reported; a misspelt one is not passed over lightly', async () => {
  await folder.write('README.txt', 'x');
  const calm = await importFiles({ pool: db.system }, definitions, [folder.path]);
  expect(calm.status).toBe(0);
  expect(calm.files.find((file) => file.file.endsWith('README.txt'))?.ignored).toContain('不是台账');
  await folder.write('member.csv', [MEMBER_HEADER, MEMBER]);
  const report = await importFiles({ pool: db.system }, definitions, [folder.path]);
  expect(report.status).toBe(2);
  await expect(importFiles({ pool: db.system }, definitions, [`${folder.path}/missing`])).rejects.toThrow('找不到');
});

/** A zip of one part, with `stuffing` bytes that belong to no part. */
function zipOf(name: string, packed: Buffer, unpacked: number, stuffing = 0): Buffer {
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(unpacked, 22);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(unpacked, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length + packed.length + stuffing, 16);
  return Buffer.concat([local, packed, Buffer.alloc(stuffing), entry, end]);
}

/** The same zip whose directory gives another unpacked size for one part. */
function withUnpackedSize(zip: Buffer, name: string, size: number): Buffer {
  const changed = Buffer.from(zip);
  const at = changed.lastIndexOf(name) - 46;
  expect(changed.readUInt32LE(at)).toBe(0x02014b50);
  changed.writeUInt32LE(size, at + 24);
  return changed;
}
