import { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '@jianjia/kernel';

/** Files that are accepted at all. */
export type SniffedKind = 'csv' | 'txt' | 'xlsx' | 'pdf' | 'png' | 'jpeg';

/** A file whose content is what its name says. */
export interface Sniffed {
  readonly kind: SniffedKind;
  /** Media type to keep and to send it with. */
  readonly type: string;
  /** Of texts: how they are written. */
  readonly encoding: 'utf-8' | 'gb18030' | null;
  /** The whole content, from its first byte. */
  readonly content: Readable;
}

const HEAD_BYTES = 64 * 1024;
const KINDS: Readonly<Record<string, SniffedKind>> = {
  csv: 'csv',
  txt: 'txt',
  xlsx: 'xlsx',
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
};
const TYPES: Readonly<Record<SniffedKind, string>> = {
  csv: 'text/csv',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
};
const DETECTED: Readonly<Record<string, SniffedKind>> = { xlsx: 'xlsx', pdf: 'pdf', png: 'png', jpg: 'jpeg' };

/**
 * Holds a file's first 64 kB against the ending of its name. A workbook is known by its first entries; its reader checks
 * the rest.
 * @throws Problem `http.fileKind` or `http.fileContent`
 */
export async function sniff(file: Readable | Buffer, declaredName: string): Promise<Sniffed> {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(declaredName)?.[1]?.toLowerCase() ?? '';
  const kind = Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined;
  if (!kind) {
    throw new Problem(
      'http.fileKind',
      'invalid',
      '不接受这种文件。可以上传 csv、txt、xlsx、pdf、png、jpg 文件；旧的 xls 请先另存为 xlsx。',
    );
  }
  const { head, whole, content } = Buffer.isBuffer(file)
    ? { head: file.subarray(0, HEAD_BYTES), whole: file.length <= HEAD_BYTES, content: Readable.from([file]) }
    : await peek(file);
  const encoding = kind === 'csv' || kind === 'txt' ? await textEncoding(head, whole) : null;
  const matches = encoding !== null || (await isDetected(kind, head));
  if (matches) return { kind, type: TYPES[kind], encoding, content };
  content.destroy();
  throw new Problem(
    'http.fileContent',
    'invalid',
    kind === 'csv' || kind === 'txt'
      ? '文件内容不是文本，与文件名不符。请在表格软件中另存为“CSV UTF-8”后重新上传。'
      : `文件内容与文件名的“.${ending}”不符，或文件已损坏。请用原来的软件打开检查，另存后重新上传。`,
  );
}

/** Reads the head and gives the stream back with it in front. */
async function peek(file: Readable): Promise<{ head: Buffer; whole: boolean; content: Readable }> {
  const source = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const chunks: Buffer[] = [];
  let length = 0;
  let whole = false;
  while (length < HEAD_BYTES) {
    const next = await source.next();
    if (next.done) {
      whole = true;
      break;
    }
    const chunk = Buffer.from(next.value);
    chunks.push(chunk);
    length += chunk.length;
  }
  const read = Buffer.concat(chunks);
  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (read.length > 0) yield read;
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      // Whoever stops reading early must not leave the upload waiting.
      file.destroy();
    }
  }
  const content = Readable.from(all(), { objectMode: false });
  content.once('close', () => file.destroy());
  return { head: read.subarray(0, HEAD_BYTES), whole, content };
}

async function isDetected(kind: SniffedKind, head: Buffer): Promise<boolean> {
  if (kind === 'xlsx' && head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return isWorkbook(head);
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found !== undefined && DETECTED[found.ext] === kind;
}

/** Names of zip entries in the head; a document or a program in a zip has others. */
function isWorkbook(head: Buffer): boolean {
  const names: string[] = [];
  for (
    let at = head.indexOf('PK\u0003\u0004', 0, 'latin1');
    at >= 0;
    at = head.indexOf('PK\u0003\u0004', at + 4, 'latin1')
  ) {
    if (at + 30 > head.length) break;
    const length = head.readUInt16LE(at + 26);
    names.push(head.subarray(at + 30, at + 30 + length).toString('latin1'));
  }
  const known = /^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|customXml\/)/;
  // A large first sheet may fill the head: then its own name is all there is to see.
  return names.length > 0 && names.every((name) => known.test(name)) && names.some((name) => /^(xl\/|\[C)/.test(name));
}

async function textEncoding(head: Buffer, whole: boolean): Promise<'utf-8' | 'gb18030' | null> {
  // Tab, line ends and form feed are text; every other control character is not.
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u0008\u000B\u000E-\u001F\u007F]/.test(head.toString('latin1'))) return null;
  if (await fileTypeFromBuffer(head).catch(() => undefined)) return null;
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !whole });
      return encoding;
    } catch {
      // The next one, then.
    }
  }
  return null;
}
