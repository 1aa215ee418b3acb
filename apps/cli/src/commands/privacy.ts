import { Command } from 'commander';
import { Problem } from '@jianjia/kernel';
import {
  eraseExpired,
  erasePerson,
  reportRetention,
  type RetentionReport,
  type RetentionYears,
  yearsFrom,
} from '@jianjia/people/server';
import { print } from '../console/output.ts';
import { table } from '../console/table.ts';
import { counted } from '../console/text.ts';
import type { Verb } from '../verb.ts';
import { withDatabase } from '../session.ts';

/** `privacy report | erase | erase-member` */
export const privacyCommand: Verb = (finish) =>
  new Command('privacy')
    .summary('查看个人信息的保存期限，删除到期的个人信息')
    .description(
      '个人信息按期限保存，到期删除（个人信息保护法第十九条、第四十七条）。年限可用 JIANJIA_RETENTION_YEARS 设定。',
    )
    .addCommand(reportCommand(finish))
    .addCommand(eraseCommand(finish))
    .addCommand(eraseMemberCommand(finish))
    .helpCommand('help [命令]', '显示某个命令的用法');

const reportCommand: Verb = (finish) =>
  new Command('report').description('按保存期限统计：已到期的、到期但还要保留的、已删除的').action(async () => {
    const years = retentionYears();
    const report = await withDatabase('privacy report', ({ db }) =>
      reportRetention(db.pool('system'), new Date(), years),
    );
    await print(reportText(report));
    finish(0);
  });

const eraseCommand: Verb = (finish) =>
  new Command('erase')
    .description('删除已到期的个人信息；会籍的行留着供统计。分批进行，中断后再执行一次即可')
    .option('--dry-run', '只统计，不删除')
    .action(async ({ dryRun = false }: { readonly dryRun?: boolean }) => {
      const years = retentionYears();
      const { membership, phone } = await withDatabase('privacy erase', ({ db, actor }) =>
        eraseExpired(db.pool('system'), actor, new Date(), { dryRun, years }),
      );
      const did = dryRun ? '试运行，没有删除。到期应删除' : '已删除';
      await print(`${did}：会员个人信息 ${counted(membership)} 人，手机号 ${counted(phone)} 人。\n`);
      finish(0);
    });

const eraseMemberCommand: Verb = (finish) =>
  new Command('erase-member')
    .description('应本人要求删除一名已退会或转出的会员的个人信息；删除后不能恢复')
    .argument('<会员编号>', '会员台账中的编号')
    .requiredOption('--reason <事由>', '为什么删除，会记入操作日志；请不要写姓名和号码')
    .action(async (memberNo: string, { reason }: { readonly reason: string }) => {
      const years = retentionYears();
      await withDatabase('privacy erase-member', ({ db, actor }) =>
        erasePerson({ system: db.pool('system'), actor }, { memberNo, reason }, new Date(), years),
      );
      await print(`已删除会员 ${memberNo} 的个人信息。\n`);
      finish(0);
    });

function retentionYears(): RetentionYears {
  const years = yearsFrom(process.env['JIANJIA_RETENTION_YEARS']);
  if (years) return years;
  throw new Problem(
    'cli.badRetentionYears',
    'invalid',
    '环境变量 JIANJIA_RETENTION_YEARS 写法不对，没有执行。要写成“规则=年数”，用逗号隔开，例如 membership=15,phone=2；规则有 membership、phone、hardship、claims，年数 1 到 100。',
  );
}

const CONFIDENCE = { law: '法律规定', practice: '行业惯例', choice: '本系统选定' } as const;

function reportText({ rules, left, due, held, erased }: RetentionReport): string {
  const listed = table(
    [{ title: '规则' }, { title: '期限', align: 'right' }, { title: '依据', width: 60 }, { title: '把握' }],
    rules.map(({ title, years, basis, confidence }) => [title, `${years} 年`, basis, CONFIDENCE[confidence]]),
  );
  const lines = [
    `已退会或转出、仍有个人信息：${counted(left)} 人`,
    `到期应删除：会员个人信息 ${counted(due.membership)} 人，手机号 ${counted(due.phone)} 人`,
    ...held
      .filter(({ members }) => members > 0)
      .map(({ why, members }) => `到期但还要保留 ${counted(members)} 人：${why}`),
    ...Object.entries(erased).map(([rule, members]) => `已删除（${rule}）：${counted(members)} 人`),
  ];
  return `${listed}${lines.join('\n')}\n`;
}
