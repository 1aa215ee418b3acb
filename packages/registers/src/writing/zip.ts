import { crc32, createDeflateRaw } from 'node:zlib';

/** A part of a zip; its bytes are asked for when its turn comes. */
export interface ZipPart {
  readonly name: string;
  readonly content: () => AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** 1 January 1980, the earliest day a zip can name: the same content gives the same bytes on any day. */
const DOS_DATE = 0x21;
/** Sizes follow the content (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const LIMIT = 0xffffffff;

/** Writes a zip part by part in bounded memory. Throws RangeError beyond 4 GiB. */
export async function* writeZip(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(DOS_DATE, 12);
    head.writeUInt16LE(name.length, 26);
    yield Buffer.concat([head, name]);
    let packed = 0;
    const sums = { crc: 0, unpacked: 0 };
    for await (const bytes of deflated(part.content(), sums)) {
      packed += bytes.length;
      yield bytes;
    }
    const { crc, unpacked } = sums;
    written.push({ name, crc, packed, unpacked, offset });
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    writeSums(tail, 4, crc, packed, unpacked);
    yield tail;
    offset += head.length + name.length + packed + tail.length;
  }
  yield directory(written, offset);
}

async function* deflated(
  content: AsyncIterable<string> | Iterable<string>,
  sums: { crc: number; unpacked: number },
): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw();
  const ready: Buffer[] = [];
  deflate.on('data', (bytes: Buffer) => ready.push(bytes));
  for await (const text of content) {
    const bytes = Buffer.from(text);
    sums.crc = crc32(bytes, sums.crc);
    sums.unpacked += bytes.length;
    await new Promise<void>((resolve, reject) => deflate.write(bytes, (error) => (error ? reject(error) : resolve())));
    yield* ready.splice(0);
  }
  await new Promise<void>((resolve, reject) => deflate.once('end', resolve).once('error', reject).end());
  yield* ready.splice(0);
}

function writeSums(target: Buffer, at: number, crc: number, packed: number, unpacked: number): void {
  if (packed > LIMIT || unpacked > LIMIT) throw new RangeError('a part of the zip is larger than 4 GiB');
  target.writeUInt32LE(crc, at);
  target.writeUInt32LE(packed, at + 4);
  target.writeUInt32LE(unpacked, at + 8);
}

function directory(written: readonly Written[], offset: number): Buffer {
  const entries = written.map((part) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(FLAGS, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt16LE(DOS_DATE, 14);
    writeSums(entry, 16, part.crc, part.packed, part.unpacked);
    entry.writeUInt16LE(part.name.length, 28);
    entry.writeUInt32LE(part.offset, 42);
    return Buffer.concat([entry, part.name]);
  });
  const body = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(body.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([body, end]);
}
