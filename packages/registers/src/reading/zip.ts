import type { FileHandle } from 'node:fs/promises';
import { FileRefused } from './encoding.ts';

/** Uncompressed bytes of all parts together; a sheet of a million members takes about half of it. */
const MAX_TOTAL = 2 * 1024 * 1024 * 1024;
/** Beyond this many uncompressed bytes the ratio is looked at. */
const RATIO_FROM = 50 * 1024 * 1024;
const MAX_RATIO = 200;
/** Parts that are read whole (texts, styles) may not be larger than this. */
const MAX_WHOLE_PART = 256 * 1024 * 1024;
/** A workbook is held in memory while it is read. */
const MAX_FILE = 256 * 1024 * 1024;

const NOT_A_WORKBOOK = '不是有效的 XLSX 文件，或文件不完整（被截断）。请重新导出或重新下载。';
const BOMB = '压缩包解开后大得异常，疑似压缩炸弹，拒绝读取。';

/**
 * Looks at the directory of a zip before anything is unpacked. The sizes written there bind: the unpacker stops at
 * them, so a directory that lies is caught as well.
 * @throws FileRefused for a file that is no zip, is cut off, or would unpack beyond all measure
 */
export async function checkZip(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size > MAX_FILE) throw new FileRefused('XLSX 文件超过 256 MB。请改用 CSV，或分成几个文件导入。');
  const magic = await readAt(file, 0, Math.min(8, size));
  if (magic.length >= 8 && magic.readUInt32BE(0) === 0xd0cf11e0) {
    throw new FileRefused('文件是加密的 XLSX 或旧版 XLS。请取消密码，另存为 XLSX 或 CSV 再导入。');
  }
  const directory = await centralDirectory(file, size);
  let total = 0;
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    const packed = directory.readUInt32LE(at + 20);
    const unpacked = directory.readUInt32LE(at + 24);
    const name = directory.toString('utf8', at + 46, at + 46 + directory.readUInt16LE(at + 28));
    total += unpacked;
    if (unpacked === 0xffffffff || (unpacked === 0 && packed > 64)) throw new FileRefused(BOMB);
    if (unpacked > RATIO_FROM && unpacked > MAX_RATIO * packed) throw new FileRefused(BOMB);
    if (unpacked > MAX_WHOLE_PART && !/worksheets\//.test(name)) throw new FileRefused(BOMB);
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  if (total === 0) throw new FileRefused(NOT_A_WORKBOOK);
  if (total > MAX_TOTAL || (total > RATIO_FROM && total > MAX_RATIO * size)) throw new FileRefused(BOMB);
}

async function centralDirectory(file: FileHandle, size: number): Promise<Buffer> {
  const tailLength = Math.min(size, 65_557);
  const tail = await readAt(file, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) throw new FileRefused(NOT_A_WORKBOOK);
  const [length, offset] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (offset === 0xffffffff) throw new FileRefused(BOMB);
  if (offset + length > size) throw new FileRefused(NOT_A_WORKBOOK);
  return readAt(file, offset, length);
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
