import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Problem } from '@jianjia/kernel';

export interface FolderOptions {
  /** What the sentence calls it; default 文件夹. */
  readonly called?: string;
  /** What to do when it cannot be made; a Chinese sentence. */
  readonly advice?: string;
  /** Permissions of the folders that are made. */
  readonly mode?: number;
}

/**
 * Makes a folder and those above it that are missing. One by one: where a file system refuses new folders by saying that
 * the one above does not exist (/proc), Node's recursive mkdir tries for ever.
 * @throws Problem db.noFolder when it cannot be made, with the reason
 */
export function makeFolder(folder: string, options: FolderOptions = {}): void {
  try {
    for (const path of missingFolders(resolve(folder))) makeOne(path, options.mode);
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(folder), { code: 'ENOTDIR' });
  } catch (error) {
    throw folderProblem(folder, error, options);
  }
}

/** The sentence for a folder that cannot be made. */
export function folderProblem(folder: string, error: unknown, options: FolderOptions = {}): Problem {
  const { called = '文件夹', advice = '请检查该位置的写入权限和磁盘空间，或换一个位置。' } = options;
  const sentence = `无法建立${called} ${folder}：${reasonOf(error)}。${advice}`;
  return new Problem('db.noFolder', 'conflict', sentence, { cause: error });
}

/** The folder itself and those above it that do not exist, the uppermost first. */
function missingFolders(folder: string): readonly string[] {
  const missing: string[] = [];
  for (let path = folder; !existsSync(path) && dirname(path) !== path; path = dirname(path)) missing.push(path);
  return missing.toReversed();
}

function makeOne(path: string, mode: number | undefined): void {
  try {
    mkdirSync(path, mode === undefined ? {} : { mode });
  } catch (error) {
    // Another process was quicker.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

function reasonOf(error: unknown): string {
  const known: Readonly<Record<string, string>> = {
    EACCES: '没有写入权限',
    EPERM: '没有写入权限',
    EROFS: '该位置是只读的',
    ENOSPC: '磁盘空间不足',
    ENOENT: '该位置不能新建文件夹',
    ENOTDIR: '路径中有一段是文件，不是文件夹',
    ENAMETOOLONG: '路径太长',
  };
  return known[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}
