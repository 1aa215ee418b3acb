import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TarReader, tarEnd, tarHeader, tarPadding } from './tar.ts';

function archive(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const pieces = entries.flatMap(([name, body]) => [tarHeader(name, body.length, 0), body, tarPadding(body.length)]);
  return Buffer.concat([...pieces, tarEnd()]);
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size: number): Promise<[string, string][]> {
  const reader = new TarReader(cut(bytes, size));
  const found: [string, string][] = [];
  for (let entry = await reader.next(); entry; entry = await reader.next())
    found.push([entry.name, await reader.text()]);
  return found;
}

test('what is written is read, however the bytes are cut', async () => {
  const entry = fc.tuple(fc.stringMatching(/^[a-z0-9/.]{1,99}$/), fc.string({ unit: 'grapheme', maxLength: 900 }));
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 5 }), fc.integer({ min: 1, max: 2000 }), async (entries, size) => {
      const bytes = archive(entries.map(([name, text]) => [name, Buffer.from(text.toWellFormed())]));
      expect(await read(bytes, size)).toEqual(entries.map(([name, text]) => [name, text.toWellFormed()]));
    }),
    { numRuns: 60 },
  );
});

test('entries that are not read are passed over', async () => {
  const reader = new TarReader(
    cut(
      archive([
        ['a', Buffer.alloc(5000, 1)],
        ['b', Buffer.from('乙')],
      ]),
      700,
    ),
  );
  await reader.next();
  expect(await reader.next()).toEqual({ name: 'b', size: 3 });
  expect(await reader.text()).toBe('乙');
});

test('an archive that ends early or has a damaged header is an error', async () => {
  const bytes = archive([['a', Buffer.from('words')]]);
  await expect(read(bytes.subarray(0, 514), 100)).rejects.toThrow('unexpected end of file');
  bytes.write('b', 0);
  await expect(read(bytes, 100)).rejects.toThrow('tar header is damaged');
});

test('a name that does not fit is refused', () => {
  expect(() => tarHeader('字'.repeat(34), 0, 0)).toThrow('name too long');
});
