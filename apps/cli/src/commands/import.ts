import { Command, Option } from 'commander';
import { allRegisters } from '@jianjia/assessments/contract';
import { importWarnings, refreshLatest } from '@jianjia/assessments/server';
import type { Pool } from '@jianjia/db';
import { importFiles } from '@jianjia/registers/exchange';
import { print } from '../console/output.ts';
import { journalImport } from '../journal.ts';
import { importProgress } from '../console/progress.ts';
import { say } from '../console/say.ts';
import type { Verb } from '../verb.ts';
import { openStandards, withDatabase } from '../session.ts';
import { importTables } from '../views/import-report.ts';

interface Options {
  readonly dryRun?: true;
  readonly format: 'table' | 'json';
}

/** `import <file or folder>…` */
export const importCommand: Verb = (finish) =>
  new Command('import')
    .summary('导入台账（CSV、XLSX，文件或文件夹）')
    .description(
      '导入台账。文件名就是台账名，例如 members.csv；XLSX 每个工作表一个台账。同一文件导入两次，第二次不会改变任何内容。\n' +
        '有错的行会被拒绝并逐条说明（文件、行、列、值、原因），同一文件中正确的行照常导入。',
    )
    .argument('<文件或文件夹...>', '可以给出多个')
    .option('--dry-run', '只检查并报告，不改动数据库')
    .addOption(new Option('--format <格式>', '报告的格式').choices(['table', 'json']).default('table'))
    .action(async (paths: string[], options: Options) => {
      const progress = importProgress();
      const report = await withDatabase('import', async ({ db, actor, vault }) => {
        const pool = db.pool('system');
        const imported = await importFiles({ pool }, allRegisters, paths, {
          dryRun: options.dryRun === true,
          vault,
          warnings: importWarnings,
          onProgress: progress.show,
          journal: journalImport(actor),
        }).finally(progress.stop);
        if (options.dryRun !== true) await judgeAgain(pool);
        return imported;
      });
      if (options.format === 'json') await print(`${JSON.stringify(report, null, 2)}\n`);
      else for (const part of importTables(report)) await print(part);
      if (report.failed) say(`导入失败（${report.failed.file}）：${report.failed.reason}`);
      finish(report.status);
    });

/** What the import changed is judged again at once, as of the day of the newest evaluation. */
async function judgeAgain(pool: Pool): Promise<void> {
  const again = await refreshLatest(pool, await openStandards());
  if (again && again.did !== 'current') say(`已按导入后的台账重新评定（评定日 ${again.asOf}）。`);
}
