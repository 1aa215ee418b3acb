import { Command } from 'commander';
import { allRegisters } from '@jianjia/assessments/contract';
import { exportRegisters, type WorkbookMark } from '@jianjia/registers/exchange';
import type { Actor } from '@jianjia/kernel';
import { requireUnion } from '@jianjia/organisations/server';
import { watermarkText } from '@jianjia/reports/server';
import { print } from '../console/output.ts';
import { say } from '../console/say.ts';
import { table } from '../console/table.ts';
import { unionCodeValue } from '../console/values.ts';
import { journal } from '../journal.ts';
import type { Verb } from '../verb.ts';
import { withDatabase } from '../session.ts';

interface Options {
  readonly union?: string;
  readonly xlsx?: true;
}

/** `export <folder>` */
export const exportCommand: Verb = (finish) =>
  new Command('export')
    .summary('导出台账')
    .description('把台账写成同样格式的文件，可以原样再导入。导出的文件含个人信息，请妥善保管。')
    .argument('<文件夹>', '不存在时新建；同名文件会被覆盖')
    .option('--union <工会编码>', '只导出这个工会及其下级', unionCodeValue)
    .option('--xlsx', '写成一个 Excel 工作簿 registers.xlsx，每个台账一个工作表')
    .action(async (folder: string, options: Options) => {
      const files = await withDatabase('export', async ({ db, actor, vault }) => {
        const pool = db.pool('system');
        const unionId = options.union === undefined ? null : await requireUnion(pool, options.union);
        const entry = { act: 'registers.export', unionId };
        const planned = { scope: options.union ?? '全部', folder, personalData: '明文' };
        // Before the first file: a process killed on the way must not leave files that nobody is known to have made.
        await journal(pool, actor, { ...entry, after: { ...planned, state: '开始' } });
        const written = await exportRegisters({ pool }, allRegisters, folder, {
          ...(options.union === undefined ? {} : { unionCode: options.union }),
          xlsx: options.xlsx === true,
          vault,
          mark: markOf(actor, new Date()),
        });
        await journal(pool, actor, {
          ...entry,
          after: {
            ...planned,
            state: '完成',
            registers: Object.fromEntries(written.map(({ register, rows }) => [register, rows])),
            rows: written.reduce((sum, { rows }) => sum + rows, 0),
          },
        });
        return written;
      });
      const columns = [{ title: '文件' }, { title: '行数', align: 'right' as const }];
      await print(
        table(
          columns,
          files.map((file) => [file.file, file.rows]),
        ),
      );
      say('注意：这些文件含明文个人信息（姓名、证件号码、手机号），请妥善保管，用完请删除。');
      finish(0);
    });

/** Who made a workbook, on its pages and in its properties; CSV files hold nothing but the registers. */
function markOf(actor: Actor, now: Date): WorkbookMark {
  const header = watermarkText(actor, now);
  return { header, footer: '含个人信息，请勿外传', creator: header, keywords: 'jianjia export', created: now };
}
