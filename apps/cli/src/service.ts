import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { interrupted, leaveSignalsToService } from './console/say.ts';

/** The service is an app of its own; apps do not import each other, so it runs as a process of its own. */
const SERVER = fileURLToPath(new URL('../../server/bin/jianjia-server.js', import.meta.url));

export interface Service {
  /** Resolves when it serves, or when it ended before that. */
  readonly ready: Promise<void>;
  /** Its exit status. */
  readonly ended: Promise<number>;
}

/** Starts the service; signals sent to this process reach it. */
export function startService(port: number | undefined): Service {
  const args = port === undefined ? [] : ['--port', String(port)];
  const child = spawn(process.execPath, [SERVER, ...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  passSignals(child);
  leaveSignalsToService();
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  const ready = new Promise<void>((resolve) => {
    child.once('message', () => resolve());
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  // Told to stop while it was being started.
  if (interrupted()) child.kill('SIGTERM');
  return { ready, ended };
}

/** Ctrl-C in a terminal reaches the service by itself; a signal sent to this process alone does not. */
function passSignals(child: ChildProcess): void {
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
}
