import { Command, Option } from 'commander';
import { explain } from '@jianjia/assessments/server';
import { chinaToday, type PlainDate } from '@jianjia/kernel';
import { requireUnion } from '@jianjia/organisations/server';
import { print } from '../console/output.ts';
import { dateValue, unionCodeValue } from '../console/values.ts';
import type { Verb } from '../verb.ts';
import { openStandards, withDatabase } from '../session.ts';
import { explanationText } from '../views/explanation.ts';

interface Options {
  readonly asOf?: PlainDate;
  readonly format: 'text' | 'json';
}

/** `explain UNION INDICATOR` */
export const explainCommand: Verb = (finish) =>
  new Command('explain')
    .summary('说明一条结论的理由')
    .description('说明一个工会在一个指标上为什么是这个结论：条款原文、公式、数字，以及数字背后的记录。')
    .argument('<工会编码>', 'unions.csv 的 union_code', unionCodeValue)
    .argument('<指标编号>', '例如 hohhot.enterprise.join-rate；不致混淆时可只写末尾，例如 join-rate')
    .option('--as-of <日期>', '评定日，默认今天（北京时间）', dateValue)
    .addOption(new Option('--format <格式>', '输出格式').choices(['text', 'json']).default('text'))
    .action(async (union: string, indicator: string, options: Options) => {
      const t = options.asOf ?? chinaToday(new Date());
      const standards = await openStandards();
      const told = await withDatabase('explain', async ({ db }) => {
        const pool = db.pool('system');
        await requireUnion(pool, union);
        return explain(pool, standards, t, union, indicator);
      });
      if (options.format === 'json') await print(`${JSON.stringify(told, null, 2)}\n`);
      else for (const part of explanationText(told)) await print(part);
      finish(0);
    });
