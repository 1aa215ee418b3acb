import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import { backup, restore, writeJournal } from '@jianjia/db';
import { isProblem, Problem } from '@jianjia/kernel';
import { print } from '../console/output.ts';
import { say } from '../console/say.ts';
import { counted } from '../console/text.ts';
import { journal } from '../journal.ts';
import type { Verb } from '../verb.ts';
import { openKeys, withDatabase, withUnopenedDatabase } from '../session.ts';

/** `backup FILE` */
export const backupCommand: Verb = (finish) =>
  new Command('backup')
    .summary('备份全部数据')
    .description(
      '把全部数据写成一个压缩文件（同一时刻的完整数据，不影响使用）。文件含个人信息，只有本人可读。\n' +
        '证件号码和手机号在备份里仍是加密的，密钥不在备份里：密钥文件要另外保存，并与备份分开存放。',
    )
    .argument('<文件>', '例如 jianjia-2026-11-21.tar.gz；不会覆盖已有的文件')
    .action(async (file: string) => {
      if (existsSync(file)) {
        throw new Problem(
          'cli.backupExists',
          'conflict',
          `备份没有进行：${file} 已经存在。请换一个文件名，或先移走它。`,
        );
      }
      let source = '';
      const { tables, rows } = await withDatabase('backup', async ({ db, actor, vault }) => {
        source = vault.source;
        const outcome = await backup(db, file);
        const after = { file: basename(file), ...outcome };
        await journal(db.pool('system'), actor, { act: 'db.backup', after });
        return outcome;
      });
      await print(`已备份 ${tables} 张表、${counted(rows)} 行到 ${file}。\n`);
      say(`备份里没有密钥。请把密钥（${source}）另外保存在安全的地方；没有它，备份里的证件号码和手机号读不出来。`);
      finish(0);
    });

/** `restore FILE` */
export const restoreCommand: Verb = (finish) =>
  new Command('restore')
    .summary('把备份恢复到空数据库')
    .description(
      '把备份恢复到一个空的数据库；数据库里已有数据时拒绝执行。恢复到新的数据目录：先设好 JIANJIA_DATA_DIR。\n' +
        '还要有做备份时的密钥文件：放到新的数据目录里，或用 JIANJIA_KEYS_FILE 指出它的位置。',
    )
    .argument('<文件>', 'backup 写成的文件')
    .action(async (file: string) => {
      await withUnopenedDatabase('restore', async ({ db, actor }) => {
        const { tables, rows } = await restore(file, db, (client, outcome) =>
          writeJournal(client, actor, { act: 'db.restore', after: { file: basename(file), ...outcome } }),
        );
        await print(`已恢复 ${tables} 张表、${counted(rows)} 行。\n`);
        await openKeys(db).catch((error: unknown) => {
          throw isProblem(error) ? withoutKeys(error) : error;
        });
      });
      finish(0);
    });

function withoutKeys(problem: Problem): Problem {
  const sentence = `数据已经恢复，但还不能使用。${problem.message}放好以后直接使用，不必重新恢复。`;
  return new Problem(problem.id, problem.kind, sentence);
}
