import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Problem } from '@jianjia/kernel';
import type { RegisterDefinition } from '../definition.ts';
import { FileRefused } from '@jianjia/csv';
import { registerNamed } from '../reading/header.ts';
import { openWorkbook } from '../reading/xlsx-file.ts';
import { emptyReport, refuse, type FileReport } from '../report.ts';
import { inDependencyOrder } from '../storage.ts';

/** One CSV file or one sheet of a workbook. */
export interface Unit {
  readonly path: string;
  readonly sheet: string | null;
  readonly definition: RegisterDefinition;
  readonly report: FileReport;
  /** Bytes of a CSV file; 0 for a sheet. */
  readonly size: number;
}

/**
 * Finds the registers in files and folders (not their subfolders) and puts them in the order of their references.
 * Reports come in that order too, those of files that are no register last.
 * @throws Problem when a path does not exist or cannot be read
 */
export async function findFiles(
  definitions: readonly RegisterDefinition[],
  paths: readonly string[],
): Promise<{ readonly units: readonly Unit[]; readonly reports: readonly FileReport[] }> {
  const units: Unit[] = [];
  const others: FileReport[] = [];
  for (const path of paths) {
    for (const file of await filesAt(path)) await addFile(definitions, file, file !== path, units, others);
  }
  const order = inDependencyOrder(definitions);
  units.sort((a, b) => order.indexOf(a.definition) - order.indexOf(b.definition));
  return { units, reports: [...units.map((unit) => unit.report), ...others] };
}

async function filesAt(path: string): Promise<readonly string[]> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'));
    return files.map((entry) => join(path, entry.name)).sort();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Problem(
      'registers.fileNotFound',
      'invalid',
      missing ? `找不到 ${path}。请检查路径。` : `读不了 ${path}：${(error as Error).message}。请检查访问权限。`,
    );
  }
}

async function addFile(
  definitions: readonly RegisterDefinition[],
  path: string,
  inFolder: boolean,
  units: Unit[],
  others: FileReport[],
): Promise<void> {
  const extension = extname(path).toLowerCase();
  if (extension === '.xlsx') return addWorkbook(definitions, path, units, others);
  const definition = extension === '.csv' ? registerNamed(definitions, basename(path, extname(path))) : null;
  if (!definition) return void others.push(foreign(path, inFolder && extension !== '.csv'));
  const { size } = await stat(path);
  units.push({ path, sheet: null, definition, size, report: emptyReport(path, definition.name, definition.title) });
}

async function addWorkbook(
  definitions: readonly RegisterDefinition[],
  path: string,
  units: Unit[],
  others: FileReport[],
): Promise<void> {
  try {
    const { sheets } = await openWorkbook(path);
    // The only sheet of members.xlsx may have any name.
    const byFile = sheets.length === 1 ? registerNamed(definitions, basename(path, extname(path))) : null;
    for (const sheet of sheets) {
      const definition = registerNamed(definitions, sheet) ?? byFile;
      const file = `${path}#${sheet}`;
      if (!definition) others.push(stranger(file, '不是台账：工作表名要是台账的名称，未读取。'));
      else {
        const report = emptyReport(file, definition.name, definition.title);
        units.push({ path, sheet, definition, size: 0, report });
      }
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    others.push(stranger(path, error.message));
  }
}

/** A file that is no register; a CSV may be a misspelt one, so it is not passed over lightly. */
function foreign(path: string, harmless: boolean): FileReport {
  const sentence = '不是台账，没有读取：文件名要写成“台账名.csv”（例如 members.csv）或 .xlsx。';
  if (!harmless) return stranger(path, sentence);
  return { ...emptyReport(path, null, null), ignored: sentence };
}

function stranger(file: string, sentence: string): FileReport {
  const report = emptyReport(file, null, null);
  refuse(report, sentence);
  return report;
}
