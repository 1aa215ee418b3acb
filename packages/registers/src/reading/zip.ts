import type { FileHandle } from 'node:fs/promises';
import { FileRefused } from '@jianjia/csv';

/** Uncompressed bytes of all parts together; a sheet of a million members takes about half of it. */
const MAX_TOTAL = 2 * 1024 * 1024 * 1024;
/** Beyond this many uncompressed bytes the ratio is looked at. */
const RATIO_FROM = 50 * 1024 * 1024;
const MAX_RATIO = 200;
/** Parts that are read whole (texts, styles) may not be larger than this. */
const MAX_WHOLE_PART = 256 * 1024 * 1024;
/** A workbook is held in memory while it is read. */
const MAX_FILE = 256 * 1024 * 1024;

/** Parts of a workbook; a real one has some dozens. */
const MAX_PARTS = 10_000;

const NOT_A_WORKBOOK = '不是有效的 XLSX 文件，或文件不完整（被截断）。请重新导出或重新下载。';
const TWO_WAYS = 'XLSX 文件的目录与内容不一致，不同的软件会读出不同的内容，拒绝读取。请用表格软件重新另存。';
const BOMB = '压缩包解开后大得异常，疑似压缩炸弹，拒绝读取。';

/**
 * Looks at the directory of a zip before anything is unpacked. The sizes written there bind: the unpacker stops at
 * them, so a directory that lies is caught as well.
 * What one program would read otherwise than another is refused: names twice, a directory that is not what the parts say.
 * @throws FileRefused for a file that is no zip, is cut off, or would unpack beyond all measure
 */
export async function checkZip(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size > MAX_FILE) throw new FileRefused('XLSX 文件超过 256 MB。请改用 CSV，或分成几个文件导入。');
  const magic = await readAt(file, 0, Math.min(8, size));
  if (magic.length >= 8 && magic.readUInt32BE(0) === 0xd0cf11e0) {
    throw new FileRefused('文件是加密的 XLSX 或旧版 XLS。请取消密码，另存为 XLSX 或 CSV 再导入。');
  }
  const { directory, count } = await centralDirectory(file, size);
  if (count > MAX_PARTS) throw new FileRefused(BOMB);
  let total = 0;
  let at = 0;
  const names = new Set<string>();
  for (let left = count; left > 0; left--) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw new FileRefused(TWO_WAYS);
    const part = partAt(directory, at);
    if (names.has(part.name.toLowerCase())) throw new FileRefused(TWO_WAYS);
    names.add(part.name.toLowerCase());
    total += part.unpacked;
    checkSize(part);
    await checkLocal(file, part);
    at = part.next;
  }
  // Whatever stands behind the last part is one that another program would read.
  if (at !== directory.length) throw new FileRefused(TWO_WAYS);
  if (total === 0) throw new FileRefused(NOT_A_WORKBOOK);
  if (total > MAX_TOTAL || (total > RATIO_FROM && total > MAX_RATIO * size)) throw new FileRefused(BOMB);
}

/** What the directory says of a part. */
interface Part {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
  readonly next: number;
}

function partAt(directory: Buffer, at: number): Part {
  const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
  return {
    name: directory.toString('utf8', at + 46, nameEnd),
    flags: directory.readUInt16LE(at + 8),
    method: directory.readUInt16LE(at + 10),
    packed: directory.readUInt32LE(at + 20),
    unpacked: directory.readUInt32LE(at + 24),
    offset: directory.readUInt32LE(at + 42),
    next: nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32),
  };
}

function checkSize({ name, packed, unpacked }: Part): void {
  // Of 64-bit sizes, only these marks stand here.
  if (unpacked === 0xffffffff || packed === 0xffffffff || (unpacked === 0 && packed > 64)) throw new FileRefused(BOMB);
  if (unpacked > RATIO_FROM && unpacked > MAX_RATIO * packed) throw new FileRefused(BOMB);
  if (unpacked > MAX_WHOLE_PART && !/worksheets\//.test(name)) throw new FileRefused(BOMB);
}

/** A part's own head must say what the directory says, or two programs would read two workbooks from one file. */
async function checkLocal(file: FileHandle, { name, flags, method, packed, unpacked, offset }: Part): Promise<void> {
  const length = Buffer.byteLength(name);
  const head = await readAt(file, offset, 30 + length);
  const isHead = head.length === 30 + length && head.readUInt32LE(0) === 0x04034b50;
  const isSame =
    isHead &&
    head.readUInt16LE(8) === method &&
    head.readUInt16LE(26) === length &&
    head.toString('utf8', 30) === name &&
    // Written in one go, a part's sizes follow it: then the head has none.
    ((flags & 8) !== 0 || (head.readUInt32LE(18) === packed && head.readUInt32LE(22) === unpacked));
  if (!isSame) throw new FileRefused(TWO_WAYS);
}

async function centralDirectory(
  file: FileHandle,
  size: number,
): Promise<{ readonly directory: Buffer; readonly count: number }> {
  const tailLength = Math.min(size, 65_557);
  const tail = await readAt(file, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) throw new FileRefused(NOT_A_WORKBOOK);
  const [count, length, offset] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  if (offset === 0xffffffff || length === 0xffffffff || count === 0xffff) throw new FileRefused(BOMB);
  if (offset + length > size) throw new FileRefused(NOT_A_WORKBOOK);
  return { directory: await readAt(file, offset, length), count };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The sentence for whatever a reader of workbooks says about a broken one. */
export function workbookRefused(cause: unknown): FileRefused {
  if (cause instanceof FileRefused) return cause;
  const text = cause instanceof Error ? cause.message : '';
  if (/exceeds limit|zip bomb/i.test(text)) return new FileRefused(BOMB);
  return new FileRefused(NOT_A_WORKBOOK);
}
