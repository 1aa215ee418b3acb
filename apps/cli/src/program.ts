import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { backupCommand, restoreCommand } from './commands/backup.ts';
import { censusCommand } from './commands/census.ts';
import { demoCommand } from './commands/demo.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { journalCommand } from './commands/journal.ts';
import { keysCommand } from './commands/keys.ts';
import { migrateCommand } from './commands/migrate.ts';
import { privacyCommand } from './commands/privacy.ts';
import { schemesCommand } from './commands/schemes.ts';
import { serveCommand } from './commands/serve.ts';
import { startCommand } from './commands/start.ts';
import { beVerbose } from './console/say.ts';
import { displayWidth } from './console/width.ts';
import type { Status, Verb } from './verb.ts';

const VERBS: readonly Verb[] = [
  startCommand,
  importCommand,
  exportCommand,
  evaluateCommand,
  explainCommand,
  schemesCommand,
  censusCommand,
  demoCommand,
  serveCommand,
  migrateCommand,
  backupCommand,
  restoreCommand,
  journalCommand,
  keysCommand,
  privacyCommand,
];

const ENVIRONMENT = `
环境变量：
  JIANJIA_DATA_DIR       内嵌数据库的数据目录，默认 ./data
  DATABASE_URL           改用自己的 PostgreSQL（15 以上），例如 postgresql://用户:口令@主机:5432/库名
  JIANJIA_KEYS_FILE      密钥文件，默认数据目录的 keys.json
  JIANJIA_KEYS           密钥文件的内容，由密钥管理系统提供时用；设了它就不读密钥文件
  JIANJIA_CIPHER         新生成的密钥的算法：aes-256-gcm（默认）或 sm4-gcm（国密）
  JIANJIA_STANDARDS_DIR  标准文件夹，默认用随程序提供的 standards/
  JIANJIA_RETENTION_YEARS  个人信息的保存年限，例如 membership=15,phone=2
  JIANJIA_DEBUG          设为 1 时显示出错的技术细节，同 --verbose

退出状态：0 完成；1 失败，没有改动任何内容；2 完成，但有行或文件被拒绝。
`;

/** The whole command line. Errors of usage are thrown, not printed, so that they can be told in Chinese. */
export function buildProgram(finish: (status: Status) => void): Command {
  const program = new Command('jianjia')
    .description('建家：从工会台账逐条判定规范化建设标准，并说明理由。')
    .version(version(), '-V, --version', '显示版本')
    .addOption(new Option('--verbose', '出错时显示技术细节').env('JIANJIA_DEBUG'))
    .addHelpText('after', ENVIRONMENT);
  program.on('option:verbose', beVerbose);
  for (const verb of VERBS) program.addCommand(verb(finish));
  program.helpCommand('help [命令]', '显示某个命令的用法');
  inChinese(program);
  return program;
}

/** Applies Chinese headings and quiet errors to a command and those below it. */
function inChinese(command: Command): void {
  command
    .exitOverride()
    .helpOption('-h, --help', '显示用法')
    .configureHelp({
      displayWidth,
      styleTitle: chineseTitle,
      styleUsage: chinesePlaceholders,
      styleSubcommandTerm: chinesePlaceholders,
      optionDescription: chineseOption,
      argumentDescription: (argument) => argument.description,
    })
    .configureOutput({ outputError: () => {} });
  for (const child of command.commands) inChinese(child);
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

function chineseTitle(title: string): string {
  return TITLES[title] ?? title;
}

/** commander adds "(choices: …, default: …, env: …)" in English. */
function chineseOption(option: Option): string {
  const notes = [
    ...(option.argChoices ? [`可选 ${option.argChoices.join('、')}`] : []),
    ...(option.defaultValue === undefined
      ? []
      : [`默认 ${option.defaultValueDescription ?? String(option.defaultValue)}`]),
  ];
  return notes.length > 0 ? `${option.description}（${notes.join('；')}）` : option.description;
}

function chinesePlaceholders(text: string): string {
  return text.replace('[options]', '[选项]').replace('[command]', '<命令>');
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
