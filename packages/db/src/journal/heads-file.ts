import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '@jianjia/kernel';
import { makeFolder } from '../folder.ts';
import type { Head } from './types.ts';

/** One line of the file; bytes as people copy and compare them. */
interface HeadLine {
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
  readonly signedAt: string;
}

/** Where the signatures of the journal are kept outside the database, unless somebody says otherwise. */
export function journalHeadsFile(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return join(resolve(env['JIANJIA_DATA_DIR'] || 'data'), 'journal-heads.jsonl');
}

/** Appends a head and waits until it is on the disk. The file is readable by its owner only; it holds no secret. */
export function appendHead(file: string, head: Head): void {
  const { day, seq, keyId, signedAt } = head;
  const signature = head.signature.toString('base64');
  const line: HeadLine = { day, seq, hash: head.hash.toString('hex'), keyId, signature, signedAt };
  try {
    makeFolder(dirname(file));
    const handle = openSync(file, 'a', 0o600);
    try {
      writeSync(handle, `${JSON.stringify(line)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new Problem(
      'journal.headsFileNotWritten',
      'conflict',
      `日志已签名，但签名没有写进文件 ${file}。原因：${(error as Error).message}。请检查磁盘空间和写入权限，再执行一次 journal seal。`,
      { cause: error },
    );
  }
}

/** More than a line is long. */
const TAIL = 4096;

/** The last head of the file; null when there is none. Only its end is read: it is asked every minute, for years. */
export function lastKept(file: string): Head | null {
  if (!existsSync(file)) return null;
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, TAIL));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    const last = bytes.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    // A line that cannot be read is looked at in its place, which says where it is.
    if (jsonOf(last) === null) return readHeads(file).at(-1) ?? null;
    return parsed(last, file, 0);
  } finally {
    closeSync(handle);
  }
}

/**
 * All heads of the file.
 * @throws Problem when it is missing or a line of it is no head
 */
export function readHeads(file: string): readonly Head[] {
  if (!existsSync(file)) {
    throw new Problem('journal.noHeadsFile', 'missing', `找不到日志签名文件 ${file}。请检查路径，或用另存的副本。`);
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) => (text === '' ? [] : [parsed(text, file, index + 1)]));
}

function parsed(text: string, file: string, number: number): Head {
  const line = jsonOf(text) as Partial<HeadLine> | null;
  const { day, seq, hash, keyId, signature, signedAt } = line ?? {};
  const texts = [day, hash, keyId, signature, signedAt];
  if (texts.every((value) => typeof value === 'string') && Number.isSafeInteger(seq)) {
    const whole = line as HeadLine;
    return {
      ...whole,
      hash: Buffer.from(whole.hash, 'hex'),
      signature: Buffer.from(whole.signature, 'base64'),
    };
  }
  throw new Problem(
    'journal.headsFileDamaged',
    'invalid',
    `日志签名文件 ${file} 第 ${number} 行读不懂：可能写到一半时断电，也可能被改动过。请与另存的副本核对，换用副本后重试。`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
