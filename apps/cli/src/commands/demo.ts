import { Command } from 'commander';
import { basename, join } from 'node:path';
import { allRegisters } from '@jianjia/assessments/contract';
import type { Standards } from '@jianjia/assessments/server';
import type { Pool } from '@jianjia/db';
import { chinaToday, Problem, type Actor, type PlainDate } from '@jianjia/kernel';
import type { ImportReport } from '@jianjia/registers/exchange';
import type { Keyring } from '@jianjia/vault';
import { loadWorld, worldName, worldNames, writeDepartments } from '@jianjia/world';
import { print } from '../console/output.ts';
import { say } from '../console/say.ts';
import { importProgress } from '../console/progress.ts';
import { dateValue, scaleValue } from '../console/values.ts';
import { journal, journalImport } from '../journal.ts';
import type { Verb } from '../verb.ts';
import { openStandards, withDatabase } from '../session.ts';
import { importTables } from '../views/import-report.ts';

interface Options {
  readonly scale: number;
  readonly asOf?: PlainDate;
}

/** `demo WORLD` */
export const demoCommand: Verb = (finish) =>
  new Command('demo')
    .summary('载入示例城市')
    .description(`载入虚构的示例城市，用来试用和演示：${worldNames.join('、')}。人名、单位、证件号码都是编造的。`)
    .argument('<城市>', `可选 ${worldNames.join('、')}`)
    .option('--scale <倍数>', '规模；1 约四百个工会、两三万会员', scaleValue, 1)
    .option('--as-of <日期>', '城市的“今天”，默认今天（北京时间）', dateValue)
    .action(async (name: string, options: Options) => {
      worldName(name);
      const standards = await openStandards();
      finish(
        await withDatabase('demo', async ({ db, actor, vault }) => {
          const asOf = options.asOf ?? chinaToday(new Date());
          const demo = { name, scale: options.scale, asOf };
          const report = await loadDemo({ pool: db.pool('system'), vault }, standards, demo, actor);
          for (const part of importTables(report)) await print(part);
          await writeDepartmentFiles(db.dataDir, demo);
          return report.status;
        }),
      );
    });

export interface Demo {
  readonly name: string;
  readonly scale: number;
  readonly asOf: PlainDate;
}

/** Loads a demo world the way a user would: by importing its files. Throws Problem when it cannot be loaded. */
export async function loadDemo(
  { pool, vault }: { readonly pool: Pool; readonly vault: Keyring },
  standards: Standards,
  { name, scale, asOf }: Demo,
  actor: Actor,
): Promise<ImportReport> {
  const progress = importProgress();
  const report = await loadWorld({ pool }, allRegisters, name, {
    scale,
    asOf,
    judged: judgedIndicators(standards),
    import: { vault, onProgress: progress.show, journal: journalImport(actor) },
  }).finally(progress.stop);
  if (report.failed) throw new Problem('cli.demoFailed', 'conflict', `示例城市没有载入：${report.failed.reason}`);
  const rows = report.files.reduce((sum, file) => sum + file.new, 0);
  await journal(pool, actor, { act: 'demo.load', after: { city: name, scale, asOf, rows } });
  // The files lay in a temporary folder that is gone; their names are what a user would have.
  return { ...report, files: report.files.map((file) => ({ ...file, file: basename(file.file) })) };
}

/** The files that departments would send about the demo city, to try 拉网式核查 with. */
export async function writeDepartmentFiles(dataDir: string | null, { name, scale, asOf }: Demo): Promise<void> {
  const folder = join(dataDir ?? 'data', 'demo-departments');
  await writeDepartments(name, { scale, asOf }, folder);
  say(`四个部门的示例名册在 ${folder}，可在“拉网式核查”中试用。`);
}

/** Indicators that only a person can judge; in the demo city inspectors have been to some unions. */
function judgedIndicators(standards: Standards): readonly string[] {
  return standards.plan.tracks.flatMap(({ items }) =>
    items.filter(({ clause }) => clause.criterion.kind === 'judged').map(({ clause }) => clause.indicator),
  );
}
