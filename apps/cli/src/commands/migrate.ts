import { Command } from 'commander';
import { migrate, openDatabase } from '@jianjia/db';
import { listMigrations } from '@jianjia/world/migrations';
import { print } from '../console/output.ts';
import { say } from '../console/say.ts';
import type { Verb } from '../verb.ts';

/** `migrate` */
export const migrateCommand: Verb = (finish) =>
  new Command('migrate')
    .summary('建立或升级数据表')
    .description('把数据库的表升级到本程序的版本。其他命令运行前也会自动升级；只进不退。')
    .action(async () => {
      const db = await openDatabase({ command: 'migrate', notify: say });
      try {
        const { applied, level } = await migrate(db.pool('owner'), listMigrations());
        const done = applied.length === 0 ? '数据表已是最新' : `已执行 ${applied.join('、')}`;
        await print(`${done}（第 ${level} 版）。\n`);
      } finally {
        await db.close();
      }
      finish(0);
    });
