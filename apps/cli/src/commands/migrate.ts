import { Command } from 'commander';
import { print } from '../console/output.ts';
import type { Verb } from '../verb.ts';
import { openKeys, withUnopenedDatabase } from '../session.ts';

/** `migrate` */
export const migrateCommand: Verb = (finish) =>
  new Command('migrate')
    .summary('建立或升级数据表')
    .description('把数据库的表升级到本程序的版本。其他命令运行前也会自动升级；只进不退。')
    .action(async () => {
      await withUnopenedDatabase('migrate', async ({ db, migrated: { applied, level } }) => {
        const done = applied.length === 0 ? '数据表已是最新' : `已执行 ${applied.join('、')}`;
        await print(`${done}（第 ${level} 版）。\n`);
        await openKeys(db);
      });
      finish(0);
    });
