import { dirname, resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { linkFiles, readModel, type FileSummary, type LinkReport } from '@jianjia/linkage/engine';
import { Problem } from '@jianjia/kernel';
import { say } from '../console/say.ts';
import { counted, visible } from '../console/text.ts';
import { shareValue, wholeNumber } from '../console/values.ts';
import type { Status, Verb } from '../verb.ts';
import { sourcesCommand, takeCommand, withdrawCommand } from './census-intake.ts';
import { workCommand } from './census-work.ts';

/** `census link | take | withdraw | sources | work` */
export const censusCommand: Verb = (finish) =>
  new Command('census')
    .summary('单位核查：比对名册')
    .description('拉网式核查：比对各部门的单位名册，找出同一个单位。')
    .addCommand(takeCommand(finish))
    .addCommand(withdrawCommand(finish))
    .addCommand(sourcesCommand(finish))
    .addCommand(workCommand(finish))
    .addCommand(linkCommand(finish))
    .helpCommand('help [命令]', '显示某个命令的用法');

interface LinkOptions {
  readonly out: string;
  readonly model?: string;
  readonly cut?: number;
  readonly threads?: number;
}

const linkCommand: Verb = (finish) =>
  new Command('link')
    .summary('比对两份名册')
    .description(
      '比对两份单位名册，写出哪两行是同一个单位、可能性多大。不用数据库。\n' +
        '文件是 UTF-8 或 GB18030 的 CSV，要有 id（编号）和 name（名称）两栏；有 uscc、division、address 等栏就一并使用。\n' +
        '结果三栏：a_id、b_id、probability（0 到 1）。分支机构不会与上级单位或别的分支机构算作同一个。',
    )
    .argument('<甲.csv>', '第一份名册')
    .argument('<乙.csv>', '第二份名册')
    .requiredOption('--out <文件>', '结果写到这个 CSV 文件')
    .option('--model <文件>', '用这个比对模型，默认用随程序提供的模型')
    .option('--cut <可能性>', '只写可能性不低于它的，默认按模型', shareValue)
    .option('--threads <个数>', '用几个处理器，默认全部', wholeNumber(1, 64))
    .action(async (a: string, b: string, options: LinkOptions) => {
      finish(await link(a, b, options));
    });

async function link(a: string, b: string, { out, model, cut, threads }: LinkOptions): Promise<Status> {
  await checkOut(out, [a, b]);
  const report = await linkFiles(a, b, out, {
    ...(model === undefined ? {} : { model: await readModel(model) }),
    ...(cut === undefined ? {} : { cut }),
    ...(threads === undefined ? {} : { threads }),
  });
  tell(report, out);
  return report.left.rejected + report.right.rejected > 0 ? 2 : 0;
}

/** Refuses a result that could not be written, or would take the place of what it is made from, before any work. */
async function checkOut(out: string, inputs: readonly string[]): Promise<void> {
  if (inputs.some((input) => resolve(input) === resolve(out))) {
    throw new Problem('cli.outIsInput', 'conflict', '--out 与要比对的文件相同，会把它盖掉。请换一个文件名。');
  }
  const folder = await stat(dirname(resolve(out))).catch(() => null);
  if (!folder?.isDirectory()) {
    throw new Problem('cli.noFolder', 'missing', `没有文件夹 ${dirname(out)}，无法写出结果。请先建好文件夹。`);
  }
}

function tell(report: LinkReport, out: string): void {
  for (const file of [report.left, report.right]) tellFile(file);
  for (const { title, rows } of report.crowded) {
    say(`注意：有 ${counted(rows)} 行的${title}与太多行相同，没有凭它比对，只凭其他栏目比对。`);
  }
  say(`比对了 ${counted(report.compared)} 对，写出 ${counted(report.pairs)} 对：${visible(out)}`);
}

function tellFile({ file, rows, rejected, faults, repeats }: FileSummary): void {
  for (const { line, reason } of faults) say(visible(`${file} 第 ${line} 行：${reason}。`));
  const more = rejected > faults.length ? '（以上只列出一部分）' : '';
  const left = rejected > 0 ? `，${counted(rejected)} 行有错没有比对${more}` : '';
  const same = repeats > 0 ? `，${counted(repeats)} 行与前面的行完全相同` : '';
  say(`${visible(file)}：${counted(rows)} 行${left}${same}。`);
}
