import { parseArgs } from 'node:util';
import { databaseProblem, migrate, openDatabase, type Database } from '@jianjia/db';
import { isProblem, Problem } from '@jianjia/kernel';
import { listMigrations } from '@jianjia/world/migrations';
import type { FastifyInstance } from 'fastify';
import { Desk } from './desk.ts';
import { buildServer } from './server.ts';
import { openStandards } from './standards.ts';

/** Only this machine: there are no accounts yet that could tell who may see what. */
const HOST = '127.0.0.1';
const DEFAULT_PORT = 7070;
/** Ports tried after the default one, so that several checkouts can serve at once. */
const MORE_PORTS = 50;

/**
 * Serves until it is told to stop; answers the exit status. `--port N`: this port or none; without it the first free
 * one from 7070 on. Prints the address, and tells a parent process `ready`.
 */
export async function main(args: readonly string[]): Promise<0 | 1> {
  try {
    const stopped = toldToStop();
    const port = portOf(args);
    const db = await openDatabase({ command: 'serve', exclusive: true, signals: false, notify: say });
    try {
      await serve(db, port, stopped);
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

async function serve(db: Database, port: number | null, stopped: Promise<void>): Promise<void> {
  await migrate(db.pool('owner'), listMigrations());
  const desk = new Desk(db.pool('system'), await openStandards(say));
  const server = buildServer(desk);
  const address = await listen(server, port);
  process.stdout.write(`服务地址：${address}（只供本机访问；按 Ctrl-C 停止）\n`);
  if (process.connected) process.send?.('ready');
  await stopped;
  await server.close();
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

async function listen(server: FastifyInstance, port: number | null): Promise<string> {
  const last = port ?? DEFAULT_PORT + MORE_PORTS;
  for (let candidate = port ?? DEFAULT_PORT; ; candidate++) {
    try {
      return await server.listen({ host: HOST, port: candidate });
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

function portOf(args: readonly string[]): number | null {
  const { values } = parseArgs({ args: [...args], options: { port: { type: 'string' } } });
  return values.port === undefined ? null : Number(values.port);
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
