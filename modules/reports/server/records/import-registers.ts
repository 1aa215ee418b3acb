import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { allRegisters } from '@jianjia/assessments/contract';
import { importWarnings } from '@jianjia/assessments/server';
import { inTransaction, writeJournal, type Acting, type Pool } from '@jianjia/db';
import { sniff, type UploadedPart } from '@jianjia/http';
import { Problem } from '@jianjia/kernel';
import { beginSealing, importFiles, type Finding, type ImportReport } from '@jianjia/registers/exchange';
import type { Keyring } from '@jianjia/vault';
import { aloneFor } from './alone.ts';
import { counting, MOST_BYTES, uploadPlace } from './upload-folder.ts';

/** Findings of one file that are answered; the counts are exact. */
const MOST = 200;

export interface ImportDeps {
  readonly acting: Acting;
  readonly system: Pool;
  readonly vault: Keyring;
  /** Where files lie until they are read: see `sweepUploads`. Default: the folder of the system for such files. */
  readonly uploads?: string | undefined;
  /** Bytes of all files together. */
  readonly mostBytes?: number;
  /** Bytes that must stay free on the disk. */
  readonly reserve?: number;
}

/**
 * Loads uploaded files of registers as the actor: what a row may be is decided by row policies, and unions out of reach
 * are as unknown as those that do not exist. The files lie in a folder of their own until it is done. One import of an
 * account at a time.
 * @throws Problem for files that are not what their names say, too much, no file at all, no room, or a second import
 */
export function importRegisters(deps: ImportDeps, files: AsyncIterable<UploadedPart>): Promise<ImportReport> {
  return aloneFor(deps.system, deps.acting.actor.accountId, () => load(deps, files));
}

async function load(
  { acting, system, vault, uploads = tmpdir(), mostBytes = MOST_BYTES, reserve }: ImportDeps,
  files: AsyncIterable<UploadedPart>,
): Promise<ImportReport> {
  const folder = await uploadPlace(uploads, reserve);
  try {
    const paths = await keep(files, folder, counting(mostBytes));
    if (paths.length === 0) {
      throw new Problem('reports.noFile', 'invalid', '没有收到文件。请选择要导入的 CSV 或 XLSX 文件。');
    }
    // Requests cannot note which key a database is sealed with; the system does, before anything is sealed.
    await inTransaction(system, (client) => beginSealing(client, vault));
    return await importFiles({ pool: acting }, allRegisters, paths, {
      vault,
      warnings: importWarnings,
      journal: (client, report, importId) =>
        writeJournal(client, acting.actor, {
          act: 'registers.import',
          subject: `import/${importId}`,
          after: {
            file: report.file.slice(folder.length + 1),
            register: report.register,
            new: report.new,
            changed: report.changed,
            rejected: report.rejected,
          },
        }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Keeps the files under the names that say which register they are; nothing else of a name is used. */
async function keep(
  files: AsyncIterable<UploadedPart>,
  folder: string,
  counted: ReturnType<typeof counting>,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const part of files) {
    if (part.kind !== 'file') continue;
    const name = /^[\p{L}\p{N}_-]{1,64}\.(csv|xlsx)$/iu.exec(part.name)?.[0];
    if (name === undefined) {
      throw new Problem(
        'reports.fileName',
        'invalid',
        '文件名不对：要写成台账名加 .csv 或 .xlsx，例如 members.csv 或 会员.csv，不能有空格和符号。',
      );
    }
    const path = join(folder, name.toLowerCase());
    if (paths.includes(path)) {
      throw new Problem('reports.twice', 'invalid', `${name} 上传了两次，没有导入。每个台账请只选一个文件。`);
    }
    const { content } = await sniff(part.content, name);
    await pipeline(content, counted, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    paths.push(path);
  }
  return paths;
}

/** The report without places on this machine, and with no more findings than somebody reads. */
export function answered(report: ImportReport) {
  const short = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const told = ({ line, column, value, reason }: Finding) => ({
    line: line ?? 0,
    column: column ?? '',
    value,
    reason,
  });
  return {
    status: report.status,
    failed: report.failed && { file: short(report.failed.file), reason: report.failed.reason },
    files: report.files.map((file) => ({
      file: short(file.file),
      register: file.register,
      refused: file.refused ?? file.ignored,
      read: file.read,
      new: file.new,
      changed: file.changed,
      same: file.same,
      rejected: file.rejected,
      rejections: file.rejections.slice(0, MOST).map(told),
      warnings: file.warnings.slice(0, MOST).map(told),
    })),
  };
}
