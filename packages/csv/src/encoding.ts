import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

export type Encoding = 'utf8' | 'gb18030';

/** Why a file cannot be read at all; the message is a Chinese sentence. */
export class FileRefused extends Error {
  readonly line: number | null;
  constructor(sentence: string, line: number | null = null) {
    super(sentence);
    this.line = line;
  }
}

const PIECE = 256 * 1024;
const MAX_LINE = 32 * 1024 * 1024;
const LF = 10;

/**
 * Which of the two encodings a file is written in, by reading it once.
 * @throws FileRefused for UTF-16, for a mixture of both, and for anything else
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  let seen: 'ascii' | 'short' | 'long' = 'ascii';
  let rest: Buffer = Buffer.alloc(0);
  let first = true;
  let bom = false;
  for await (const piece of pieces(path)) {
    if (first) {
      bom = piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
      refuseUtf16(piece);
      first = false;
    }
    const joined = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const cut = lastAscii(joined) + 1;
    const whole = joined.subarray(0, cut);
    rest = joined.subarray(cut);
    if (!isUtf8(whole)) return classifyLines(path);
    if (seen !== 'long') seen = widest(whole, seen);
  }
  if (!isUtf8(rest)) return classifyLines(path);
  if (seen !== 'long') seen = widest(rest, seen);
  // Two-byte sequences only: letters with accents, or short Chinese words of GB18030 that happen to be valid UTF-8.
  if (seen === 'short' && !bom && (await readsAsChinese(path))) return 'gb18030';
  return 'utf8';
}

/** The text of a file, decoded piece by piece, without a byte order mark. `onBytes` hears how many bytes were read. */
export async function* decodedPieces(
  path: string,
  encoding: Encoding,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decode = decoder(encoding);
  let first = true;
  for await (const piece of pieces(path)) {
    onBytes(piece.length);
    const text = decode(piece);
    yield first && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    first = false;
  }
  const text = decode(null);
  if (text !== '') yield text;
}

function decoder(encoding: Encoding): (piece: Buffer | null) => string {
  if (encoding === 'utf8') {
    const utf8 = new StringDecoder('utf8');
    return (piece) => (piece ? utf8.write(piece) : utf8.end());
  }
  const gb18030 = new TextDecoder('gb18030', { fatal: true });
  return (piece) => (piece ? gb18030.decode(piece, { stream: true }) : gb18030.decode());
}

async function* pieces(path: string): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) yield piece as Buffer;
}

function refuseUtf16(piece: Buffer): void {
  const [a, b] = [piece[0], piece[1]];
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new FileRefused('文件是 UTF-16 编码，无法读取。请另存为“CSV UTF-8”再导入。');
  }
}

function lastAscii(piece: Buffer): number {
  let at = piece.length - 1;
  while (at >= 0 && (piece[at] ?? 0) >= 0x80) at--;
  return at;
}

function widest(piece: Buffer, seen: 'ascii' | 'short'): 'ascii' | 'short' | 'long' {
  let result: 'ascii' | 'short' = seen;
  if (isAscii(piece)) return result;
  for (const byte of piece) {
    if (byte >= 0xe0) return 'long';
    if (byte >= 0x80) result = 'short';
  }
  return result;
}

async function readsAsChinese(path: string): Promise<boolean> {
  try {
    for await (const text of decodedPieces(path, 'gb18030')) {
      for (const run of text.match(/\P{ASCII}+/gu) ?? []) if (!/^[\u4e00-\u9fff]{2,}$/.test(run)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Looks at a file that is not UTF-8 line by line: GB18030 throughout, or a mixture? */
async function classifyLines(path: string): Promise<Encoding> {
  let utf8Line = 0;
  let otherLine = 0;
  const gb18030 = new TextDecoder('gb18030', { fatal: true });
  for await (const [line, number] of lines(path)) {
    if (isAscii(line)) continue;
    if (isUtf8(line)) {
      if (utf8Line === 0 && isSurelyUtf8(line)) utf8Line = number;
    } else {
      if (otherLine === 0) otherLine = number;
      try {
        gb18030.decode(line);
      } catch {
        throw new FileRefused(
          `第 ${number} 行既不是 UTF-8 也不是 GB18030 编码，文件可能已损坏。请用原软件重新导出。`,
          number,
        );
      }
    }
    // A byte order mark makes the first line UTF-8.
    if (otherLine > 0 && utf8Line > 0) {
      throw new FileRefused(
        `文件混用了两种编码：第 ${utf8Line} 行是 UTF-8，第 ${otherLine} 行是 GB18030。请统一为一种编码后再导入。`,
        number,
      );
    }
  }
  return 'gb18030';
}

/**
 * Chinese in UTF-8 takes three bytes a character. Two-byte sequences are no proof: many pairs of GB18030 look like
 * one, so a short name in GB18030 may be valid UTF-8 by accident.
 */
function isSurelyUtf8(line: Buffer): boolean {
  let long = false;
  for (const byte of line) {
    if (byte >= 0xc2 && byte <= 0xdf) return false;
    if (byte >= 0xe0) long = true;
  }
  return long;
}

async function* lines(path: string): AsyncGenerator<readonly [line: Buffer, number: number]> {
  let rest: Buffer[] = [];
  let length = 0;
  let number = 1;
  for await (const piece of pieces(path)) {
    let start = 0;
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, start)) {
      const line = piece.subarray(start, end);
      yield [rest.length > 0 ? Buffer.concat([...rest, line]) : line, number++];
      rest = [];
      length = 0;
      start = end + 1;
    }
    rest.push(piece.subarray(start));
    length += piece.length - start;
    if (length > MAX_LINE) throw new FileRefused(`第 ${number} 行超过 32 MB，不像是台账。请检查文件。`, number);
  }
  if (length > 0) yield [Buffer.concat(rest), number];
}
