import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { sniff } from './sniff.ts';

/** Local headers of a zip, enough for its first 64 kB. */
function zip(...names: readonly string[]): Buffer {
  return Buffer.concat(
    names.map((name) => {
      const header = Buffer.alloc(30);
      header.write('PK\u0003\u0004', 'latin1');
      header.writeUInt16LE(name.length, 26);
      return Buffer.concat([header, Buffer.from(name), Buffer.from('content')]);
    }),
  );
}
const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const WORKBOOK = zip('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml');
const GB = Buffer.from('d0d5c3fb2cc4eac1e40ad5c5c8fd2c33350a', 'hex');

test.each([
  ['名册.csv', Buffer.from('姓名,年龄\r\n张三,35\r\n'), 'csv', 'utf-8'],
  ['名册.CSV', Buffer.from('\uFEFF姓名\n'), 'csv', 'utf-8'],
  ['名册.csv', GB, 'csv', 'gb18030'],
  ['a.txt', Buffer.alloc(0), 'txt', 'utf-8'],
  ['a.xlsx', WORKBOOK, 'xlsx', null],
  ['a.pdf', PDF, 'pdf', null],
  ['a.png', PNG, 'png', null],
  ['a.jpg', JPEG, 'jpeg', null],
  ['a.jpeg', JPEG, 'jpeg', null],
] as const)('%s is taken for what it is', async (name, content, kind, encoding) => {
  const whole = await sniff(content, name);
  expect([whole.kind, whole.encoding]).toEqual([kind, encoding]);
  const streamed = await sniff(Readable.from([content.subarray(0, 7), content.subarray(7)]), name);
  expect([streamed.kind, streamed.encoding]).toEqual([kind, encoding]);
  expect((await buffer(streamed.content)).equals(content)).toBe(true);
});

test('a character cut by the end of the head is no fault, one cut by the end of the file is', async () => {
  for (const [content, encoding] of [
    [Buffer.from(`x${'工'.repeat(40_000)}`), 'utf-8'],
    [Buffer.concat([Buffer.from('x'), Buffer.from('b9a4'.repeat(60_000), 'hex')]), 'gb18030'],
  ] as const) {
    const found = await sniff(Readable.from(content.length > 0 ? [content] : []), 'a.csv');
    expect(found.encoding).toBe(encoding);
    expect((await buffer(found.content)).equals(content)).toBe(true);
  }
  await expect(sniff(Buffer.from('b9a4b9', 'hex'), 'a.csv')).rejects.toThrow('不是文本');
});

test.each([
  ['a.csv', WORKBOOK],
  ['a.csv', Buffer.from('a,b\0c')],
  ['a.csv', Buffer.from('a\u0007b')],
  ['a.csv', Buffer.from('\uFEFF姓名', 'utf16le')],
  ['a.csv', Buffer.from('ff00ff80', 'hex')],
  ['a.txt', PDF],
  ['a.xlsx', zip('word/document.xml', '[Content_Types].xml')],
  ['a.xlsx', zip('a.exe', 'xl/workbook.xml')],
  ['a.xlsx', Buffer.from('姓名,年龄')],
  ['a.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a.pdf', PNG],
  ['a.png', JPEG],
  ['a.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
  ['a.jpg', Buffer.alloc(0)],
])('%s with other content is refused with a sentence', async (name, content) => {
  await expect(sniff(content, name)).rejects.toMatchObject({ id: 'http.fileContent', kind: 'invalid' });
  const stream = Readable.from([content]);
  await expect(sniff(stream, name)).rejects.toMatchObject({ id: 'http.fileContent' });
  expect(stream.destroyed).toBe(true);
});

test.each(['a.xls', 'a.exe', 'a', 'csv', 'a.csv.exe', 'a.constructor', 'a.svg', ''])(
  '%j is no kind of ours',
  async (name) => {
    await expect(sniff(Buffer.from('x'), name)).rejects.toMatchObject({ id: 'http.fileKind' });
  },
);
