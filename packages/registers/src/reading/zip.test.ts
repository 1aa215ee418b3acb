import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, expect, test } from 'vitest';
import { unzipped } from '../testing/unzipped.ts';
import { writeWorkbook } from '../writing/workbook.ts';
import { checkZip } from './zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Crafted {
  readonly name: string;
  readonly text: string;
  /** What the part's own head says instead. */
  readonly localName?: string;
  readonly localSize?: number;
  /** What the directory says instead. */
  readonly size?: number;
}

/** A zip of stored parts, honest or not. */
function crafted(parts: readonly Crafted[], { count = parts.length, tail = Buffer.alloc(0) } = {}): Buffer {
  const [bodies, heads]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, text, localName = name, localSize, size } of parts) {
    const content = Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(crc32(content), 14);
    local.writeUInt32LE(localSize ?? size ?? content.length, 18);
    local.writeUInt32LE(localSize ?? size ?? content.length, 22);
    local.writeUInt16LE(localName.length, 26);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt32LE(crc32(content), 16);
    head.writeUInt32LE(size ?? content.length, 20);
    head.writeUInt32LE(size ?? content.length, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(offset, 42);
    heads.push(head, Buffer.from(name));
    bodies.push(local, Buffer.from(localName), content);
    offset += 30 + localName.length + content.length;
  }
  const directory = Buffer.concat([...heads, tail]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count & 0xffff, 8);
  end.writeUInt16LE(count & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}

async function checked(zip: Buffer): Promise<string> {
  const path = join(folder, 'one.xlsx');
  writeFileSync(path, zip);
  const file = await open(path);
  try {
    return await checkZip(file).then(
      () => 'read',
      (error: Error) => error.message,
    );
  } finally {
    await file.close();
  }
}

async function* rows(): AsyncGenerator<readonly string[]> {
  yield ['=1+1', '+1', '-1', '@x', '\tx', '\rx'];
}
const workbook = await buffer(
  Readable.from(writeWorkbook([{ name: '一', header: ['a', 'b', 'c', 'd', 'e', 'f'], rows }])),
);
const parts: readonly Crafted[] = [...unzipped(workbook)].map(([name, text]) => ({ name, text }));

test('what is read by the reader is let through: a workbook as written in one go, and the same with stored parts', async () => {
  for (const zip of [workbook, crafted(parts)]) {
    expect(await checked(zip)).toBe('read');
    expect((await readXlsx(zip)).sheets.map(({ name }) => name)).toEqual(['一']);
  }
});

test('a cell that begins like a formula is a text in the workbook', async () => {
  const [sheet] = (await readXlsx(workbook)).sheets;
  expect(sheet?.rows[1]?.slice(0, 4)).toEqual(['=1+1', '+1', '-1', '@x']);
  const xml = unzipped(workbook).get('xl/worksheets/sheet1.xml') ?? '';
  expect(xml).toContain('=1+1');
  expect(xml).not.toMatch(/<f[ >]/);
  expect(xml.match(/<c /g)?.length).toBe(xml.match(/t="inlineStr"/g)?.length);
});

const sheet = parts.find(({ name }) => name.includes('worksheets'));
const other = { name: sheet?.name ?? '', text: (sheet?.text ?? '').replace('=1+1', 'other') };
const changed = (change: Partial<Crafted>): readonly Crafted[] =>
  parts.map((part) => (part === sheet ? { ...part, ...change } : part));

test.each([
  ['two parts of one name', crafted([...parts, other]), '目录与内容不一致'],
  ['names that differ by capitals', crafted([...parts, { ...other, name: other.name.toUpperCase() }]), '不一致'],
  ['another name at the part', crafted(changed({ localName: other.name.replace('1', '2') })), '不一致'],
  ['another size at the part', crafted(changed({ localSize: 5 })), '不一致'],
  ['a size beyond 32 bits', crafted(changed({ size: 0xffffffff })), '压缩炸弹'],
  ['more parts than are counted', crafted([...parts, { name: 'x', text: 'x' }], { count: parts.length }), '不一致'],
  ['fewer parts than are counted', crafted(parts, { count: parts.length + 1 }), '不一致'],
  ['something else behind the directory', crafted(parts, { tail: Buffer.alloc(50, 1) }), '不一致'],
  [
    'thirty thousand parts',
    crafted([...parts, ...Array.from({ length: 30_000 }, (_, index) => ({ name: `p${index}`, text: 'x' }))]),
    '压缩炸弹',
  ],
])('refused: %s', async (_name, zip, sentence) => expect(await checked(zip)).toContain(sentence));
