import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type KeyContent, parseContent } from './key-content.ts';
import { keysMissing, keysOpenToOthers, keysUnreadable, keysUnwritable } from './problems.ts';

/** Others than the owner. */
const OTHERS = 0o077;

/** What a key file says, and a stamp that changes whenever it is written anew. */
export interface ReadKeys {
  readonly content: KeyContent;
  readonly stamp: string;
}

/**
 * Reads a key file.
 * @throws Problem when it is missing, broken, or readable for others
 */
export function readKeyFile(path: string): ReadKeys {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw keysMissing(path);
    throw keysUnreadable(path, reasonOf(error));
  }
  try {
    const found = fstatSync(file);
    // Windows knows no such bits; there the folder's own rights must do.
    if (process.platform !== 'win32' && (found.mode & OTHERS) !== 0) throw keysOpenToOthers(path);
    return { content: parseContent(readFileSync(file, 'utf8'), path), stamp: stampOf(found) };
  } finally {
    closeSync(file);
  }
}

/** The stamp of the file as it lies there; '' when it is gone. */
export function stampAt(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? stampOf(found) : '';
}

function stampOf(found: { readonly mtimeMs: number; readonly ino: number; readonly size: number }): string {
  return `${found.mtimeMs} ${found.ino} ${found.size}`;
}

/**
 * Writes a key file whole or not at all, readable for its owner only.
 * @param create only when there is none: of two processes that start at once one must win
 * @returns whether it was written; false when `create` found a file there
 * @throws Problem when it cannot be written
 */
export function writeKeyFile(path: string, content: KeyContent, create: boolean): boolean {
  const part = `${path}.${randomUUID()}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(part, `${JSON.stringify(content, null, 2)}\n`);
    if (create) return placeNew(part, path);
    renameSync(part, path);
    syncFolder(dirname(path));
    return true;
  } catch (error) {
    throw keysUnwritable(path, reasonOf(error));
  } finally {
    rmSync(part, { force: true });
  }
}

function writeWhole(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function placeNew(part: string, path: string): boolean {
  try {
    linkSync(part, path);
  } catch (error) {
    if (existsSync(path)) return false;
    // Some file systems know no second name for a file.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    renameSync(part, path);
  }
  syncFolder(dirname(path));
  return true;
}

/** A name is as safe as the folder it stands in; Windows cannot sync one. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function reasonOf(error: unknown): string {
  const known: Readonly<Record<string, string>> = {
    EACCES: '没有访问权限',
    EPERM: '没有访问权限',
    EROFS: '该位置是只读的',
    ENOSPC: '磁盘空间不足',
    EISDIR: '那里是文件夹，不是文件',
    ENOTDIR: '路径中有一段是文件，不是文件夹',
  };
  const { code = '', message } = error as NodeJS.ErrnoException;
  return known[code] ?? message;
}
