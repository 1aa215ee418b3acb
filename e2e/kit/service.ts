import { execFile, spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const COMMAND = fileURLToPath(new URL('../../apps/cli/bin/jianjia.js', import.meta.url));
const run = promisify(execFile);
/** Loading the demo city takes a quarter of a minute on a quiet machine. */
const PATIENCE = 240_000;

/** A demo city with its service, as `npm start` gives it. */
export interface Service {
  readonly address: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** Starts the product the way a newcomer does, on a data directory of its own. */
export async function startService(dataDir: string, settings: Readonly<Record<string, string>> = {}): Promise<Service> {
  const env = { ...process.env, ...settings, JIANJIA_DATA_DIR: dataDir, DATABASE_URL: '' };
  const child = spawn(process.execPath, [COMMAND, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const said: string[] = [];
  child.stderr?.on('data', (piece: Buffer) => said.push(piece.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the service did not start: ${said.join('')}`)), PATIENCE);
    child.stdout?.on('data', (piece: Buffer) => {
      printed += piece.toString();
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    });
    void ended.then(() => reject(new Error(`the service ended: ${said.join('')}`)));
  });
  return {
    address,
    dataDir,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What the command prints, on the same database. */
export async function jianjia(dataDir: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, JIANJIA_DATA_DIR: dataDir, DATABASE_URL: '' };
  const { stdout } = await run(process.execPath, [COMMAND, ...args], { env, maxBuffer: 512 * 1024 * 1024 });
  return stdout;
}
