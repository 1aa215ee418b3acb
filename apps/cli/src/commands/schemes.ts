import { Command } from 'commander';
import type { PlainDate } from '@jianjia/kernel';
import { Problem } from '@jianjia/kernel';
import { loadStandards, type Standards } from '@jianjia/assessments/server';
import { coverage, nearest, type Decimal, type Scheme } from '@jianjia/rules';
import { setParameter } from '@jianjia/schemes/server';
import { print } from '../console/output.ts';
import { table } from '../console/table.ts';
import { visible } from '../console/text.ts';
import { dateValue, decimalValue, unionCodeValue } from '../console/values.ts';
import type { Status, Verb } from '../verb.ts';
import { openStandards, standardsFolder, withDatabase } from '../session.ts';
import { coverageText } from '../views/coverage.ts';

/** `schemes list | check | coverage | set` */
export const schemesCommand: Verb = (finish) =>
  new Command('schemes')
    .summary('查看、检查标准，设定考核值')
    .description('标准：各地规范化建设方案，逐条引用原文，存放在 standards/ 文件夹。')
    .addCommand(listCommand(finish))
    .addCommand(checkCommand(finish))
    .addCommand(coverageCommand(finish))
    .addCommand(setCommand(finish))
    .helpCommand('help [命令]', '显示某个命令的用法');

const listCommand: Verb = (finish) =>
  new Command('list').description('列出已载入的标准和适用对象').action(async () => {
    const { schemes } = await openStandards();
    const columns = [
      { title: '标准' },
      { title: '名称', width: 40 },
      { title: '版本' },
      { title: '适用对象' },
      { title: '名称', width: 28 },
      { title: '条目', align: 'right' as const },
      { title: '指标', align: 'right' as const },
    ];
    const rows = schemes.flatMap((scheme) =>
      scheme.tracks.map((track, index) => [
        ...(index === 0 ? [scheme.id, scheme.title, scheme.version] : ['', '', '']),
        track.id,
        track.title,
        track.items.length,
        track.items.filter((item) => item.as === 'indicator').length,
      ]),
    );
    await print(table(columns, rows));
    finish(0);
  });

const checkCommand: Verb = (finish) =>
  new Command('check').description('检查全部标准文件是否有效，列出错误的文件、行、列').action(async () => {
    const { schemes, errors } = await loadStandards(standardsFolder());
    for (const error of errors) {
      const path = error.path === '' ? '' : `${error.path} `;
      await print(
        visible(`${error.file}:${error.line}:${error.column} ${path}${error.sentence}${error.suggestion ?? ''}`) + '\n',
      );
    }
    const items = schemes.flatMap((scheme) => [...scheme.tracks.flatMap((track) => track.items), ...scheme.programme]);
    await print(
      `载入 ${schemes.length} 个标准、${items.length} 个条目；${errors.length === 0 ? '全部有效' : `${errors.length} 处错误`}。\n`,
    );
    finish(errors.length === 0 ? 0 : 1);
  });

const coverageCommand: Verb = (finish) =>
  new Command('coverage')
    .description('列出原文中没有任何条目引用的句子')
    .argument('[标准]', '名称见 schemes list；不写则为全部')
    .action(async (id: string | undefined) => {
      const standards = await openStandards();
      const chosen = id === undefined ? standards.schemes : [schemeNamed(standards, id)];
      for (const scheme of chosen) {
        await print(coverageText(scheme, coverage(scheme)));
      }
      finish(0);
    });

interface SetOptions {
  readonly scheme: string;
  readonly union: string;
  readonly from: PlainDate;
  readonly until?: PlainDate;
}

const setCommand: Verb = (finish) =>
  new Command('set')
    .summary('设定上级考核值')
    .description(
      '设定标准中由上级工会规定的数值（上级考核值），对该工会及其全部下级生效。以后设定的覆盖以前的，历史保留。',
    )
    .argument('<参数>', '标准的 parameters 中的编号')
    .argument('<数值>', '例如 85% 或 0.85', decimalValue)
    .requiredOption('--scheme <标准>', '名称见 schemes list')
    .requiredOption('--union <工会编码>', '设定数值的上级工会', unionCodeValue)
    .requiredOption('--from <日期>', '自这一天起生效', dateValue)
    .option('--until <日期>', '到这一天为止（含），默认长期', dateValue)
    .action(async (parameter: string, value: Decimal, options: SetOptions) => {
      finish(await set(parameter, value, options));
    });

async function set(id: string, value: Decimal, options: SetOptions): Promise<Status> {
  const scheme = schemeNamed(await openStandards(), options.scheme);
  const parameter = scheme.parameters.find((candidate) => candidate.id === id);
  if (!parameter) throw noParameter(scheme, id);
  if (options.until !== undefined && options.until < options.from) {
    throw new Problem('cli.untilBeforeFrom', 'invalid', '--until 不能早于 --from。请改正日期。');
  }
  await withDatabase('schemes set', ({ db, actor }) =>
    setParameter(db.pool('system'), { ...options, scheme: scheme.id, parameter: id, value }, actor),
  );
  const until = options.until === undefined ? '' : `，至 ${options.until}`;
  await print(
    `已设定“${parameter.title}”= ${value.text}，自 ${options.from} 起${until}，适用于 ${options.union} 及其下级。\n`,
  );
  return 0;
}

function schemeNamed(standards: Standards, id: string): Scheme {
  const found = standards.schemes.find((scheme) => scheme.id === id);
  if (found) return found;
  const ids = standards.schemes.map((scheme) => scheme.id);
  const near = nearest(id, ids);
  const hint = near ? `是否想写“${near}”？` : `现有：${ids.join('、')}。`;
  throw new Problem('cli.noScheme', 'missing', `没有名为“${id}”的标准。${hint}`);
}

function noParameter(scheme: Scheme, id: string): Problem {
  const ids = scheme.parameters.map((parameter) => parameter.id);
  const near = nearest(id, ids);
  const hint =
    ids.length === 0 ? '这个标准没有可设定的数值。' : near ? `是否想写“${near}”？` : `可设定：${ids.join('、')}。`;
  return new Problem('cli.noParameter', 'missing', `标准“${scheme.id}”没有“${id}”这个参数。${hint}`);
}
