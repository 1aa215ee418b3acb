import { Command, Option } from 'commander';
import {
  ensureEvaluated,
  outcomes,
  summary,
  tracksOf,
  type OutcomeFilter,
  type Standards,
} from '@jianjia/assessments/server';
import type { OutcomeLine } from '@jianjia/assessments/contract';
import type { Pool } from '@jianjia/db';
import { chinaToday, type PlainDate } from '@jianjia/kernel';
import { requireUnion } from '@jianjia/organisations/server';
import { print, printLines } from '../console/output.ts';
import { dateValue, unionCodeValue } from '../console/values.ts';
import type { Verb } from '../verb.ts';
import { openStandards, withDatabase } from '../session.ts';
import { checklists } from '../views/checklist.ts';
import { csv, ndjson } from '../views/lines.ts';
import { summaryTable } from '../views/summary.ts';

interface Options {
  readonly scheme?: string;
  readonly asOf?: PlainDate;
  readonly union?: string;
  readonly format: 'table' | 'ndjson' | 'csv';
}

/** `evaluate` */
export const evaluateCommand: Verb = (finish) =>
  new Command('evaluate')
    .summary('逐条评定')
    .description(
      '按标准逐条评定适用的每个工会。结论有五种：达标、未达标、资料不足（并指出缺哪个台账）、待评定（要由人评定）、不适用。\n' +
        '表格显示汇总；加 --union 时还显示该工会的逐条清单。ndjson 和 csv 每个工会、每个指标一行。',
    )
    .option('--scheme <标准>', '只按一个标准，名称见 schemes list')
    .option('--as-of <日期>', '评定日，默认今天（北京时间）', dateValue)
    .option('--union <工会编码>', '只看这个工会及其下级', unionCodeValue)
    .addOption(new Option('--format <格式>', '输出格式').choices(['table', 'ndjson', 'csv']).default('table'))
    .action(async (options: Options) => {
      const t = options.asOf ?? chinaToday(new Date());
      const standards = await openStandards();
      // An unknown scheme is told before a long evaluation, not after it.
      tracksOf(standards, options.scheme);
      await withDatabase('evaluate', async ({ db }) => {
        const pool = db.pool('system');
        if (options.union !== undefined) await requireUnion(pool, options.union);
        await ensureEvaluated(pool, standards, t);
        const filter = {
          ...(options.scheme === undefined ? {} : { scheme: options.scheme }),
          ...(options.union === undefined ? {} : { union: options.union }),
        };
        if (options.format === 'table') await printTables(pool, standards, t, filter);
        else await printLines((options.format === 'csv' ? csv : ndjson)(outcomes(pool, standards, t, filter)));
      });
      finish(0);
    });

async function printTables(pool: Pool, standards: Standards, t: PlainDate, filter: OutcomeFilter): Promise<void> {
  const scope = filter.union === undefined ? '' : `　范围 ${filter.union} 及其下级`;
  await print(`评定日 ${t}${scope}\n${summaryTable(await summary(pool, standards, t, filter))}`);
  if (filter.union === undefined) return;
  const own: OutcomeLine[] = [];
  for await (const line of outcomes(pool, standards, t, { ...filter, alone: true })) own.push(line);
  for (const part of checklists(own, standards.schemes)) await print(part);
}
