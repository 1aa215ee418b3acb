import { basename, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { type Department, departments, type WholeDelivery } from '@jianjia/census/contract';
import {
  addSource,
  applyNow,
  type Doer,
  listSources,
  readFileInto,
  showDelivery,
  withdrawNow,
  withdrawSourceNow,
} from '@jianjia/census/server';
import type { Pool } from '@jianjia/db';
import { chinaToday, Problem, type PlainDate } from '@jianjia/kernel';
import { print } from '../console/output.ts';
import { say } from '../console/say.ts';
import { table } from '../console/table.ts';
import { counted } from '../console/text.ts';
import { dateValue, unionCodeValue, wholeNumber } from '../console/values.ts';
import { withDatabase } from '../session.ts';
import type { Status, Verb } from '../verb.ts';

interface TakeOptions {
  readonly source: string;
  readonly at?: string;
  readonly department: Department;
  readonly asOf: PlainDate;
  readonly year?: number;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** `census take FILE` */
export const takeCommand: Verb = (finish) =>
  new Command('take')
    .summary('接收部门文件并入册')
    .description(
      '接收部门的名册（CSV 或 XLSX）：先概括、检查，再并入单位底册。来源还没有登记时，连同 --department 一起登记。\n' +
        '有需要确认的问题时不入册、退出状态为 2；看过以后加 --yes 再执行一次。',
    )
    .argument('<文件>', '部门的文件')
    .requiredOption('--source <来源>', '来源名称，例如“市场主体登记”')
    .requiredOption('--as-of <日期>', '数据日期：这份数据反映哪一天的情况', dateValue)
    .option('--year <年度>', '年度，默认取数据日期的年份', wholeNumber(1950, 2200))
    .addOption(
      new Option('--department <部门>', '登记新来源时的部门').choices(Object.keys(departments)).default('other'),
    )
    .option('--at <工会编码>', '由哪级工会接收，默认最上级工会', unionCodeValue)
    .option('--dry-run', '只概括和检查，不留下内容')
    .option('--yes', '需要确认的问题都已看过，照常入册')
    .action(async (file: string, options: TakeOptions) => {
      finish(
        await withDatabase('census take', ({ db, actor }) => {
          const system = db.pool('system');
          return take(system, { source: system, actor }, file, options);
        }),
      );
    });

async function take(system: Pool, doer: Doer, file: string, options: TakeOptions): Promise<Status> {
  const { source, asOf, year = Number(asOf.slice(0, 4)), at, department } = options;
  const sources = await listSources(doer);
  const found = sources.find(({ title, source_id: id }) => title === source || id === source);
  const sourceId =
    found?.source_id ?? (await addSource(doer, { at: at ?? (await topUnion(system)), department, title: source }));
  const delivery = await readFileInto(doer, {
    path: resolve(file),
    source: sourceId,
    year,
    as_of: asOf,
    fileName: basename(file),
    via: 'command',
    sentAs: null,
  });
  const whole = await showDelivery(doer, delivery);
  await print(profileText(whole));
  const refused = whole.faults.some(({ weight }) => weight === 'refuse');
  const open = whole.faults.some(({ weight }) => weight === 'ask');
  if (options.dryRun === true || refused || (open && options.yes !== true)) {
    await system.query('delete from census.delivery where delivery_id = $1', [delivery]);
    say(
      options.dryRun === true
        ? '只作检查，没有入册。'
        : refused
          ? '没有入册。'
          : '没有入册：看过上面的问题后，加 --yes 再执行一次。',
    );
    return refused || (open && options.dryRun !== true) ? 2 : 0;
  }
  const outcome = await applyNow(system, doer, delivery, 'all');
  say(
    `已入册 ${counted(outcome.records)} 行：新增 ${counted(outcome.employers_new)} 家，对上 ${counted(outcome.employers_met)} 家，疑似待判定 ${counted(outcome.doubtful)} 对。撤回用 census withdraw ${delivery}`,
  );
  return 0;
}

async function topUnion(system: Pool): Promise<string> {
  const { rows } = await system.query<{ union_code: string }>(
    'select union_code from organisations.union where parent_id is null order by union_code collate "C" limit 2',
  );
  const [top, another] = rows;
  if (top && !another) return top.union_code;
  throw new Problem(
    'cli.whichUnion',
    'invalid',
    '数据库里没有工会，或有几个最上级工会。请用 --at 写明由哪级工会接收。',
  );
}

function profileText({ rows, profile, faults }: WholeDelivery): string {
  const columns = table(
    [
      { title: '栏目' },
      { title: '对应' },
      { title: '有值', align: 'right' },
      { title: '不同', align: 'right' },
      { title: '不合规', align: 'right' },
      { title: '举例' },
    ],
    profile.map((one) => [
      one.title,
      one.field ?? '',
      String(one.filled),
      `${one.estimated ? '约' : ''}${one.distinct}`,
      String(one.invalid),
      one.examples[0] ?? '',
    ]),
  );
  const words = { refuse: '不能入册', ask: '需要确认', note: '提示' };
  return `${counted(rows)} 行\n${columns}${faults.map(({ weight, sentence }) => `${words[weight]}：${sentence}\n`).join('')}`;
}

/** `census withdraw DELIVERY`, or a whole source by its title */
export const withdrawCommand: Verb = (finish) =>
  new Command('withdraw')
    .summary('撤回一份已入册的文件，或一个来源')
    .description(
      '把一份文件连同它带来的一切从单位底册中取出；写来源名称时取出这个来源入册的全部文件。编号见 census sources。',
    )
    .argument('<编号或来源>', '文件编号（census sources 所列），或来源名称')
    .requiredOption('--reason <理由>', '撤回的理由')
    .action(async (what: string, { reason }: { readonly reason: string }) => {
      const files = await withDatabase('census withdraw', ({ db, actor }) => {
        const system = db.pool('system');
        return withdraw(system, { source: system, actor }, what, reason);
      });
      say(`已撤回 ${files} 份文件（${chinaToday(new Date())}）。`);
      finish(0);
    });

/** Withdraws a delivery or all of a source; answers how many deliveries that were. */
async function withdraw(system: Pool, doer: Doer, what: string, reason: string): Promise<number> {
  const sources = await listSources(doer);
  const source = sources.find(({ title, source_id: id }) => title === what || id === what);
  if (source) return withdrawSourceNow(system, doer, source.source_id, reason);
  if (!/^[0-9a-f-]{36}$/.test(what)) {
    throw new Problem(
      'cli.badDelivery',
      'invalid',
      `没有名为“${what}”的来源，它也不是文件编号。请用 census sources 列出的来源名称或编号。`,
    );
  }
  await withdrawNow(system, doer, what, reason);
  return 1;
}

/** `census sources` */
export const sourcesCommand: Verb = (finish) =>
  new Command('sources')
    .summary('列出来源和收到的文件')
    .description('列出各部门的名册（来源）和最近收到的文件。')
    .action(async () => {
      await withDatabase('census sources', async ({ db }) => {
        const { rows } = await db.pool('system').query<Record<string, string>>(
          `select s.title, d.delivery_id, d.file_name, d.as_of::text, d.rows::text, d.status
           from census.source s left join census.delivery d using (source_id) order by s.title, d.delivery_id desc limit 500`,
        );
        await print(
          table(
            [
              { title: '来源' },
              { title: '文件' },
              { title: '数据日期' },
              { title: '行数', align: 'right' },
              { title: '状态' },
              { title: '编号' },
            ],
            rows.map((row) =>
              [row['title'], row['file_name'], row['as_of'], row['rows'], row['status'], row['delivery_id']].map(
                (cell) => cell ?? '',
              ),
            ),
          ),
        );
      });
      finish(0);
    });
