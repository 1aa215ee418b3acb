import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { allRegisters } from '@jianjia/assessments/contract';
import type { Acting } from '@jianjia/db';
import { type ExportedFile, exportRegisters, writeZip, type ZipPart } from '@jianjia/registers/exchange';
import type { Keyring } from '@jianjia/vault';

export interface FileToMake {
  readonly unionCode: string;
  readonly registers: readonly string[];
  readonly format: 'csv' | 'xlsx';
  readonly withNumbers: boolean;
  readonly exportNo: string;
  /** Who fetches and when; what for. */
  readonly watermark: readonly [string, string];
  readonly creator: string;
}

export interface MadeFile {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly rows: number;
  readonly sha256: string;
  /** Removes the file with its folder. */
  remove(): Promise<void>;
}

/** CSV is lossless by contract (docs/adr/0034): cells leave as they are registered, whatever a spreadsheet makes of them. */
const FORMULAS =
  '用表格软件打开 CSV 时，以 = + - @ 开头的内容可能被当作公式计算：请用“导入文本”方式打开，列设为“文本”；给人看请导出 XLSX，其中所有内容都是文本。';

/** The note beside the tables. */
const NOTE = '导出说明.txt';

/**
 * Makes the file in a folder of its own that only this process can read, as the actor: what row policies hide is not in
 * it. Whoever calls removes it.
 */
export async function makeFile(
  acting: Acting,
  vault: Keyring,
  wanted: FileToMake,
  now: Date,
  uploads: string = tmpdir(),
): Promise<MadeFile> {
  const folder = await mkdtemp(join(uploads, 'jianjia-export-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const { unionCode, registers, format, withNumbers, exportNo, watermark, creator } = wanted;
    const xlsx = format === 'xlsx';
    const [header, footer] = watermark;
    const written = await exportRegisters(acting, allRegisters, folder, {
      unionCode,
      ownedOnly: true,
      only: registers,
      xlsx,
      vault,
      numbers: withNumbers ? 'opened' : 'masked',
      mark: { header, footer, creator, keywords: exportNo, created: now },
    });
    const path = join(folder, xlsx ? 'registers.xlsx' : 'registers.zip');
    if (!xlsx) await pipeline(writeZip(zipParts(folder, written, wanted)), createWriteStream(path));
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return {
      name: `导出${exportNo}.${xlsx ? 'xlsx' : 'zip'}`,
      type: xlsx ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'application/zip',
      path,
      rows: written.reduce((sum, { rows }) => sum + rows, 0),
      sha256: hash.digest('hex'),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Unpacked they lie in a folder named by the export, and each can be imported by its name. */
function* zipParts(
  folder: string,
  written: readonly ExportedFile[],
  { exportNo, watermark, withNumbers }: FileToMake,
): Generator<ZipPart> {
  const place = `导出${exportNo}`;
  const numbers = withNumbers ? '证件号码和手机号为完整号码。' : '证件号码不在其中，手机号只有末四位，生日只有年份。';
  const lines = written.map(({ file, rows }) => `${file}：${rows} 行`);
  const rules = ['含个人信息，请按《个人信息保护法》保管和使用，用完请删除。', numbers, FORMULAS];
  const note = [...watermark, ...rules, ...lines];
  yield { name: `${place}/${NOTE}`, content: () => [`${note.join('\r\n')}\r\n`] };
  for (const { file } of written) {
    yield {
      name: `${place}/${file}`,
      content: () => createReadStream(join(folder, file), 'utf8') as AsyncIterable<string>,
    };
  }
}
