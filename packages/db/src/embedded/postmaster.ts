import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@jianjia/kernel';
import { identityOf } from './account.ts';
import { diskFull, serverEnvironment } from './cluster.ts';
import type { Programs } from './native.ts';
import { type Place, socketDirectory } from './place.ts';
import { clearStrays, isRunning, isSomethingElse } from './processes.ts';
import { type Durability, serverSettings } from './settings.ts';

/** What a running server says about itself in postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  /** Socket directory, or an address when it listens on TCP (Windows). */
  readonly host: string;
  readonly port: number;
  readonly ready: boolean;
}

const LOG_BYTES = 16 * 1024 * 1024;
/** Crash recovery replays at most max_wal_size; ten minutes is far beyond that on any disk. */
const READY_SECONDS = 600;

/** Reads postmaster.pid; null when no server runs on this cluster. */
export function findPostmaster(place: Place): Postmaster | null {
  const lines = readIfThere(join(place.cluster, 'postmaster.pid'))?.split('\n') ?? [];
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  if (!isRunning(pid) || isSomethingElse(pid, place.cluster)) return null;
  const ready = lines[7]?.trim() === 'ready';
  return { pid, host: lines[4] || lines[5] || 'localhost', port: Number(lines[3] ?? 0), ready };
}

/**
 * Starts the server and waits until it takes connections. When another process was quicker, that one's server is
 * waited for instead.
 */
export async function startPostmaster(
  place: Place,
  programs: Programs,
  durability: Durability,
  notify: (sentence: string) => void,
): Promise<Postmaster> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    await clearStale(place);
    const logStart = statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0;
    const child = await launch(place, programs, durability);
    const started = await waitUntilReady(place, child, notify);
    if (started) return started;
    const reason = logSince(place.logFile, logStart);
    // The last server's processes are still leaving (it was killed), or another process starts one at this moment.
    const passing = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(reason);
    if (!passing || Date.now() > deadline) throw startFailure(place, reason);
    await sleep(200);
    const other = findPostmaster(place);
    if (other) return await waitForOther(place, other, notify);
  }
}

/**
 * Takes away the postmaster.pid of a dead server where PostgreSQL would refuse to start for ever: its number now belongs
 * to another program (after a reboot), or to a dead process nobody has taken notice of. All other stale files are
 * PostgreSQL's own business, which looks for survivors through the shared memory noted there.
 */
async function clearStale(place: Place): Promise<void> {
  const file = join(place.cluster, 'postmaster.pid');
  const before = readIfThere(file);
  if (before === null || findPostmaster(place) || !numberInUse(before)) return;
  await clearStrays(place.cluster);
  // Moved first and looked at again: another process may have started a server in between.
  const aside = `${file}.${process.pid}`;
  renameSync(file, aside);
  if (readIfThere(aside) === before) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function numberInUse(pidFile: string): boolean {
  try {
    process.kill(Math.abs(Number.parseInt(pidFile, 10)), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function launch(place: Place, programs: Programs, durability: Durability): Promise<ChildProcess> {
  const address: Record<string, string> =
    process.platform === 'win32'
      ? { listen_addresses: '127.0.0.1', port: String(await freePort()) }
      : { listen_addresses: '', port: '5432', unix_socket_directories: socketDirectory(place) };
  const settings = { ...serverSettings(durability), ...address };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const size = statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(place.logFile, size > LOG_BYTES ? 'w' : 'a', 0o600);
  try {
    // Detached: Ctrl-C in the terminal goes to us, and we decide when the server stops.
    const child = spawn(programs.postgres, ['-D', place.cluster, ...flags], {
      ...identityOf(place.account),
      cwd: place.account ? '/' : dirname(programs.postgres),
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      detached: true,
      windowsHide: true,
    });
    child.on('error', () => {});
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(
  place: Place,
  child: ChildProcess,
  notify: (sentence: string) => void,
): Promise<Postmaster | null> {
  const start = Date.now();
  let told = false;
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const found = findPostmaster(place);
    if (found?.ready && found.pid === child.pid) return found;
    if (!told && Date.now() - start > 5000) {
      notify('数据库上次没有正常关闭，正在恢复，请稍候……');
      told = true;
    }
    if (Date.now() - start > READY_SECONDS * 1000) return null;
    await sleep(20);
  }
  return null;
}

/** Waits for a server that somebody else is starting. */
export async function waitForOther(
  place: Place,
  found: Postmaster,
  notify: (sentence: string) => void,
): Promise<Postmaster> {
  const deadline = Date.now() + READY_SECONDS * 1000;
  if (!found.ready) notify('另一个命令正在启动或停止数据库，请稍候……');
  for (let current: Postmaster | null = found; current && Date.now() < deadline; current = findPostmaster(place)) {
    if (current.ready) return current;
    await sleep(50);
  }
  throw new Problem('db.notStarted', 'conflict', `数据库没有启动成功，详情见 ${place.logFile}。请重新运行命令。`);
}

/** Stops the server: open transactions are rolled back, everything acknowledged is on disk. Returns when it is gone. */
export async function stopPostmaster(place: Place, programs: Programs, server: Postmaster): Promise<void> {
  const { pid, host } = server;
  if (process.platform === 'win32') {
    spawnSync(programs.pgCtl, ['stop', '-w', '-m', 'fast', '-D', place.cluster], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  const deadline = Date.now() + 120_000;
  while (isRunning(pid) && findPostmaster(place)?.pid === pid && Date.now() < deadline) await sleep(20);
  try {
    // Only an empty directory goes: a server that somebody started again keeps its socket.
    if (basename(host).startsWith('jianjia-')) rmdirSync(host);
  } catch {
    // The next start uses it again.
  }
}

function startFailure(place: Place, reason: string): Problem {
  if (/No space left on device|Disk quota exceeded/.test(reason)) return diskFull(place.cluster);
  const lines = reason.split('\n').filter((line) => /FATAL|PANIC|ERROR/.test(line));
  const last = (lines.at(-1) ?? reason.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|ERROR): +/, '');
  return new Problem(
    'db.notStarted',
    'conflict',
    `数据库没有启动成功。原因：${last || '程序无法运行'}。详情见 ${place.logFile}。`,
  );
}

function logSince(file: string, start: number): string {
  try {
    const text = readFileSync(file);
    return text.subarray(Math.min(start, text.length)).toString('utf8').slice(-20_000);
  } catch {
    return '';
  }
}

/** A TCP port nobody uses at this moment (Windows only: no usable Unix sockets in the client library). */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
