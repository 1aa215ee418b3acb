import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodedPieces, detectEncoding } from './encoding.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '建家 csv-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const gb = (text: string): Buffer => iconv.encode(text, 'gb18030');
const utf8 = (text: string): Buffer => Buffer.from(text);

async function readBack(content: Uint8Array): Promise<string> {
  const path = await written('x.csv', content);
  let text = '';
  for await (const piece of decodedPieces(path, await detectEncoding(path))) text += piece;
  return text;
}

describe('found and read', () => {
  const names = 'name\n王小明\n𠮷㐂𬱖\n';
  test.each([
    ['UTF-8', utf8(names), names],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${names}`), names],
    ['GB18030 with rare characters', gb(names), names],
    ['ASCII', utf8('name\nx\n'), 'name\nx\n'],
    ['an accent in UTF-8', utf8('name\nJosé\n'), 'name\nJosé\n'],
    ['a name whose GB18030 bytes are valid UTF-8', Buffer.from([0x61, 10, 0xcd, 0xa8, 0xd2, 0xbb, 10]), 'a\n通一\n'],
    ['empty', utf8(''), ''],
  ])('%s', async (_name, content, expected) => expect(await readBack(content)).toBe(expected));

  test('characters cut by the end of a piece', async () => {
    const long = `n\n${'王小明示例\n'.repeat(60_000)}`;
    expect(await readBack(utf8(long))).toBe(long);
    expect(await readBack(gb(`a${long}`))).toBe(`a${long}`);
  });

  test('GB18030 in which many lines alone would be valid UTF-8', async () => {
    const text = `n\n${'通一\n'.repeat(10)}王小明\n`;
    expect(await readBack(gb(text))).toBe(text);
  });
});

describe('refused', () => {
  test.each([
    ['a mixture', Buffer.concat([utf8('a\n王\n'), gb('王小明\n')]), '第 2 行是 UTF-8，第 3 行是 GB18030'],
    ['a mixture the other way round', Buffer.concat([gb('a\n王小明\n'), utf8('小明\n')]), '第 3 行是 UTF-8，第 2 行是'],
    [
      'a byte order mark before GB18030',
      Buffer.concat([utf8('\ufeffa\n'), gb('王小明\n')]),
      '第 1 行是 UTF-8，第 2 行是 GB18030',
    ],
    ['neither', Buffer.from([0x61, 10, 0xff, 0xff, 10]), '第 2 行既不是 UTF-8 也不是 GB18030'],
    ['UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), 'UTF-16'],
  ])('%s', async (_name, content, sentence) => {
    const path = await written('bad.csv', content);
    await expect(detectEncoding(path)).rejects.toThrow(sentence);
  });
});
