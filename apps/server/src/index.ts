import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allRegisters } from '@jianjia/assessments/contract';
import {
  databaseProblem,
  ensureAppLogin,
  journalHeadsFile,
  migrate,
  openDatabase,
  type Database,
  type Pool,
} from '@jianjia/db';
import { isLocalHost } from '@jianjia/http';
import { createSetupLink, type IdentityDeps, refuseDemoAccounts } from '@jianjia/identity/server';
import { isProblem, Problem } from '@jianjia/kernel';
import { openVault } from '@jianjia/registers/exchange';
import { sweepUploads } from '@jianjia/reports/server';
import { listMigrations } from '@jianjia/world/migrations';
import type { FastifyInstance } from 'fastify';
import { Results } from './results.ts';
import type { House } from './house.ts';
import { identityDeps, siteOf } from './identity.ts';
import { openLogFile } from './log.ts';
import { buildServer } from './server.ts';
import { checkSecrets, type Settings, settingsOf } from './settings.ts';
import { openStandards } from './standards.ts';
import { startUpkeep, upkeepTasks } from './upkeep.ts';

const DEFAULT_PORT = 7070;
/** Ports tried after the default one, so that several checkouts can serve at once. */
const MORE_PORTS = 50;

/** What must be so before the service listens; throws a Problem when it is not. */
export type Check = () => Promise<void>;

/**
 * Serves until it is told to stop; answers the exit status. `--port N`: this port or none; without it the first free
 * one from 7070 on. `--host`: for others than this machine, see settings.ts. Prints the address, and tells a parent
 * process `ready`.
 */
export async function main(args: readonly string[], checks: readonly Check[] = []): Promise<0 | 1> {
  try {
    const stopped = toldToStop();
    const settings = settingsOf(process.env, argumentsOf(args));
    checkSecrets(process.env, settings.origin);
    const db = await openDatabase({ command: 'serve', exclusive: true, signals: false, notify: say });
    try {
      await serve(db, settings, checks, stopped);
    } finally {
      await db.close();
    }
    return 0;
  } catch (error) {
    say(isProblem(error) ? error.message : (databaseProblem(error)?.message ?? `服务无法运行：${String(error)}`));
    return 1;
  } finally {
    if (process.connected) process.disconnect();
  }
}

async function serve(
  db: Database,
  settings: Settings,
  checks: readonly Check[],
  stopped: Promise<void>,
): Promise<void> {
  const { origin } = settings;
  const site = siteOf(origin);
  const house = await openHouse(db, site, settings);
  if (origin && !isLocalHost(origin.hostname) && process.env['JIANJIA_DEMO'] !== '1') {
    await refuseDemoAccounts(house.system);
  }
  for (const check of checks) await check();
  const server = await buildServer(house, {
    ...(origin ? { origin: origin.origin } : {}),
    trustProxy: settings.trustProxy,
    works: settings.works,
    metrics: {
      ...(settings.metricsToken === null ? {} : { token: settings.metricsToken }),
      tokenOnly: origin !== null && !isLocalHost(origin.hostname),
      gauges: () => ({
        db_pool_connections: house.app.totalCount,
        db_pool_idle: house.app.idleCount,
        db_pool_waiting: house.app.waitingCount,
      }),
    },
    ...openLogFile(settings.log),
  });
  const address = await listen(server, settings);
  if (!origin) site.origins = [address, address.replace('127.0.0.1', 'localhost')];
  // Before anybody is told: from now on who started this leaves the database, and signals, to the service. It may be gone, too.
  if (process.connected) process.send?.('ready', () => {});
  process.stdout.write(
    origin
      ? `服务地址：${origin.origin}（本机监听 ${address}；按 Ctrl-C 停止）\n`
      : `服务地址：${address}（只供本机访问；按 Ctrl-C 停止）\n`,
  );
  // Passkeys belong to a name, not to an address.
  await tellSetupLink(house.system, origin?.origin ?? address.replace('127.0.0.1', 'localhost'));
  const upkeep = startUpkeep(upkeepTasks(house, journalHeadsFile()), (task, error) => {
    server.log.error({ err: error, task }, 'upkeep failed');
    if (isProblem(error)) say(error.message);
  });
  await stopped;
  await server.close();
  await upkeep.stop();
}

async function openHouse(db: Database, site: IdentityDeps['site'], { oidcFile }: Settings): Promise<House> {
  const owner = db.pool('owner');
  await migrate(owner, listMigrations());
  await ensureAppLogin(owner, db.url);
  const system = db.pool('system');
  const vault = await openVault({ system, owner }, allRegisters, { env: process.env, notify: say });
  const uploads = resolve(process.env['JIANJIA_UPLOAD_DIR'] || join(db.dataDir ?? 'data', 'uploads'));
  await sweepUploads(uploads);
  const results = new Results(system, await openStandards(say));
  return {
    app: db.pool('app'),
    system,
    vault,
    results,
    uploads,
    boundaries: resolve(process.env['JIANJIA_BOUNDARIES'] || join(db.dataDir ?? 'data', 'boundaries')),
    identity: identityDeps(system, vault, { site, oidcFile }),
  };
}

/** Before there is any account: one link, used once, to make the administrator. */
async function tellSetupLink(system: Pool, address: string): Promise<void> {
  const known = await system.query('select from identity.account limit 1');
  if (known.rowCount !== 0) return;
  const { token } = await createSetupLink(system, new Date());
  process.stdout.write(
    `还没有账号。请在 24 小时内打开这个一次性链接，建立管理员（不要转发）：\n${address}/setup/${token}\n`,
  );
}

/**
 * Resolves at the first signal to stop, or when the process that started this one is gone, however it ended; a second
 * signal ends the process at once.
 */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.once('disconnect', () => resolve());
    let told = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (told && signal !== 'SIGINT') process.exit(1);
        told = true;
        resolve();
      });
    }
  });
}

async function listen(server: FastifyInstance, { host, port }: Settings): Promise<string> {
  const last = port ?? DEFAULT_PORT + MORE_PORTS;
  for (let candidate = port ?? DEFAULT_PORT; ; candidate++) {
    try {
      return await server.listen({ host, port: candidate });
    } catch (error) {
      if (!isPortTaken(error)) throw error;
      if (candidate < last) continue;
      const sentence =
        port === null
          ? `端口 ${DEFAULT_PORT} 到 ${last} 都被占用。请用 --port 指定一个空闲的端口。`
          : `端口 ${port} 已被占用或不允许使用。请用 --port 换一个端口；不写 --port 时自动选一个空闲的。`;
      throw new Problem('server.portTaken', 'conflict', sentence);
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return ['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function argumentsOf(args: readonly string[]): { readonly host?: string; readonly port?: string } {
  const options = { port: { type: 'string' }, host: { type: 'string' } } as const;
  return parseArgs({ args: [...args], options }).values;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
