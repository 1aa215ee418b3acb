import { Command } from 'commander';
import { ensureEvaluated, summary } from '@jianjia/assessments/server';
import type { Pool } from '@jianjia/db';
import { chinaToday, type Actor } from '@jianjia/kernel';
import type { Keyring } from '@jianjia/vault';
import { argon2Passwords, keyringVault, listDemoAccounts, makeDemoAccounts } from '@jianjia/identity/server';
import { print } from '../console/output.ts';
import { say } from '../console/say.ts';
import { table } from '../console/table.ts';
import { counted } from '../console/text.ts';
import { wholeNumber } from '../console/values.ts';
import type { Verb } from '../verb.ts';
import { startService, type Service } from '../service.ts';
import { openStandards, withDatabase } from '../session.ts';
import { summaryTable } from '../views/summary.ts';
import { loadDemo, writeDepartmentFiles } from './demo.ts';

const DEMO = 'demo';

/** `start`: what `npm start` runs. */
export const startCommand: Verb = (finish) =>
  new Command('start')
    .summary('一步启动：空库载入示例城市，评定，提供网页')
    .description(
      '打开数据库；库中还没有工会时载入虚构的示例城市；评定、显示汇总，然后提供结果网页，直到按 Ctrl-C 停止。',
    )
    .option('--port <端口>', '默认 7070，被占用时自动换下一个', wholeNumber(1, 65_535))
    .action(async (options: { readonly port?: number }) => {
      const service = await withDatabase('start', async ({ db, actor, vault }): Promise<Service> => {
        await prepare({ pool: db.pool('system'), vault }, actor, db.dataDir);
        const started = startService(options.port);
        // Only then is the database let go: the service has joined it, and it need not stop and start again.
        await started.ready;
        return started;
      });
      finish((await service.ended) === 0 ? 0 : 1);
    });

async function prepare(
  { pool, vault }: { readonly pool: Pool; readonly vault: Keyring },
  actor: Actor,
  dataDir: string | null,
): Promise<void> {
  const t = chinaToday(new Date());
  const standards = await openStandards();
  const found = await pool.query('select from organisations.union limit 1');
  if (found.rowCount === 0) {
    say('数据库是空的，正在载入虚构的示例城市……');
    const demo = { name: DEMO, scale: 1, asOf: t };
    const report = await loadDemo({ pool, vault }, standards, demo, actor);
    await writeDepartmentFiles(dataDir, demo);
    say(`已载入 ${counted(report.files.reduce((sum, file) => sum + file.new, 0))} 行台账。`);
    await makeDemoAccounts({ system: pool, vault: keyringVault(vault), passwords: argon2Passwords() }, new Date());
  }
  say('正在评定……');
  await ensureEvaluated(pool, standards, t);
  await print(`评定日 ${t}\n${summaryTable(await summary(pool, standards, t))}`);
  await tellDemoAccounts(pool);
}

async function tellDemoAccounts(pool: Pool): Promise<void> {
  const accounts = await listDemoAccounts(pool);
  if (accounts.length === 0) return;
  await print(
    '示例账号（只供试用，口令公开，不要用于真实数据）：\n' +
      table(
        [{ title: '登录名' }, { title: '口令' }, { title: '是谁' }],
        accounts.map(({ login, password, says }) => [login, password, says]),
      ),
  );
}
