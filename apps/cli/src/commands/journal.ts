import { existsSync } from 'node:fs';
import { Command } from 'commander';
import {
  inTransaction,
  journalHeadsFile,
  readJournal,
  signHead,
  verifyJournal,
  type JournalVerdict,
} from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { requireUnion, unionCodes } from '@jianjia/organisations/server';
import { print } from '../console/output.ts';
import { say } from '../console/say.ts';
import { counted } from '../console/text.ts';
import { actValue, dateValue, unionCodeValue, wholeNumber } from '../console/values.ts';
import type { Verb } from '../verb.ts';
import { withDatabase } from '../session.ts';
import { journalTable } from '../views/journal.ts';

/** `journal show | verify | seal` */
export const journalCommand: Verb = (finish) =>
  new Command('journal')
    .summary('查看、核对操作日志，为日志签名')
    .description('操作日志：谁、什么时候、对什么做了什么。每一行都与前一行环环相扣，改动、删除、插入、调换都查得出来。')
    .addCommand(showCommand(finish))
    .addCommand(verifyCommand(finish))
    .addCommand(sealCommand(finish))
    .helpCommand('help [命令]', '显示某个命令的用法');

interface ShowOptions {
  readonly day?: PlainDate;
  readonly act?: string;
  readonly union?: string;
  readonly limit: number;
}

const showCommand: Verb = (finish) =>
  new Command('show')
    .description('显示最近的操作，新的在前')
    .option('--day <日期>', '只看这一天（北京时间）', dateValue)
    .option('--act <操作>', '只看这种操作，例如 registers.import', actValue)
    .option('--union <工会编码>', '只看记在这个工会名下的操作', unionCodeValue)
    .option('--limit <行数>', '最多显示多少行', wholeNumber(1, 100_000), 50)
    .action(async ({ union, ...filter }: ShowOptions) => {
      await withDatabase('journal show', async ({ db }) => {
        const pool = db.pool('system');
        const unionId = union === undefined ? {} : { unionId: await requireUnion(pool, union) };
        const rows = await readJournal(pool, { ...filter, ...unionId });
        const ids = rows.flatMap((row) => row.unionId ?? []);
        await print(rows.length === 0 ? '没有符合条件的操作。\n' : journalTable(rows, await unionCodes(pool, ids)));
      });
      finish(0);
    });

const verifyCommand: Verb = (finish) =>
  new Command('verify')
    .description('从头核对全部日志和签名，指出第一处不对的地方；完好时退出状态为 0，否则为 1')
    .option('--heads <文件>', '与另存的日志签名文件核对，默认用数据目录中的 journal-heads.jsonl')
    .action(async (options: { readonly heads?: string }) => {
      const headsFile = options.heads ?? defaultHeads();
      const verdict = await withDatabase('journal verify', ({ db, vault }) =>
        inTransaction(
          db.pool('system'),
          (client) => verifyJournal(client, vault, headsFile === null ? {} : { headsFile }),
          { readOnly: true },
        ),
      );
      await print(verdictText(verdict));
      finish(verdict.fault ? 1 : 0);
    });

function defaultHeads(): string | null {
  const file = journalHeadsFile();
  if (existsSync(file)) return file;
  say(`注意：没有日志签名文件 ${file}，只能与数据库里的签名核对。有另存的副本时，请用 --heads 指出。`);
  return null;
}

function verdictText({ days, entries, heads, unsigned, fault }: JournalVerdict): string {
  if (fault) {
    const place = fault.seq === null ? fault.day : `${fault.day} 第 ${fault.seq} 行`;
    return `日志有问题。${place}：${fault.what}\n`;
  }
  const tail = unsigned === 0 ? '全部已签名' : `最后 ${counted(unsigned)} 条还没有签名，可用 journal seal 签名`;
  return `日志完好：${counted(days)} 天、${counted(entries)} 条，核对签名 ${counted(heads)} 处；${tail}。\n`;
}

const sealCommand: Verb = (finish) =>
  new Command('seal')
    .description('为到现在为止的日志签名，签名同时写进数据目录中的 journal-heads.jsonl；请把这个文件定期另存到别的机器')
    .action(async () => {
      const file = journalHeadsFile();
      const head = await withDatabase('journal seal', ({ db, vault }) => signHead(db.pool('system'), vault, file));
      if (!head) await print('日志还是空的，没有可签名的内容。\n');
      else {
        const place = `到 ${head.day} 第 ${head.seq} 行为止的日志`;
        await print(head.signed ? `已为${place}签名，签名存入 ${file}。\n` : `${place}以前已经签过名。\n`);
      }
      finish(0);
    });
