import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { mkdtempSync, chmodSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allRegisters } from '@jianjia/assessments/contract';
import { migrate, openDatabase, type Database, type Pool } from '@jianjia/db';
import { openKeyring, type Keyring } from '@jianjia/vault';
import { listMigrations } from '@jianjia/world/migrations';

export const STANDARDS = fileURLToPath(new URL('../standards', import.meta.url));
export const AS_OF = '2026-11-21';

/** One line of the result: what was measured, what the issue allows. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `share` is between 0 and 1, `pairs` a count. */
  readonly unit: '×' | 'MB' | 'kB' | 'share' | 'pairs';
  /** Null where nothing is asked. */
  readonly bound: { readonly at: 'most' | 'least'; readonly value: number } | null;
  /** The numbers the figure is made from. */
  readonly from: string;
}

export const holds = ({ value, bound }: Figure): boolean =>
  bound === null || (bound.at === 'most' ? value <= bound.value : value >= bound.value);

const DIGITS = { '×': 2, MB: 0, kB: 0, share: 4, pairs: 0 } as const;

/** The machine and one line for each figure: held or missed, value, bound, what it is made from. */
export function printFigures(figures: readonly Figure[]): void {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(`\n${cpus().length} cores (${cpu?.model.trim()}), ${memory} GB, Node ${process.version}\n`);
  for (const figure of figures) {
    const { unit, bound } = figure;
    const name = unit === 'share' ? '' : ` ${unit}`;
    const value = `${figure.value.toFixed(DIGITS[unit])}${name}`;
    const limit = bound === null ? 'no bound' : `${bound.at === 'most' ? '≤' : '≥'} ${bound.value}${name}`;
    console.log(
      `${bound === null ? '      ' : holds(figure) ? 'held  ' : 'MISSED'}  ${value.padStart(9)} (${limit})  ${figure.name}: ${figure.from}`,
    );
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export const ms = (value: number): string =>
  value < 1000 ? `${value.toFixed(value < 100 ? 1 : 0)} ms` : `${(value / 1000).toFixed(1)} s`;

export const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** A database of the benchmark's own, with the settings the product runs with; removed afterwards. */
export async function withScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jianjia-bench-'));
  chmodSync(dataDir, 0o755);
  const database = await openScratch(dataDir);
  try {
    await migrate(database.pool('owner'), listMigrations());
    return await work({ dataDir, database, owner: database.pool('owner'), system: database.pool('system') });
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

export interface Scratch {
  readonly dataDir: string;
  readonly database: Database;
  readonly owner: Pool;
  readonly system: Pool;
}

/** The embedded server of a folder, whatever DATABASE_URL says: benchmarks load millions of invented records. */
export function openScratch(dataDir: string): Promise<Database> {
  return openDatabase({ command: 'bench', env: { JIANJIA_DATA_DIR: dataDir } });
}

/** The keys of a scratch database, made at the first call. */
export function scratchVault(dataDir: string): Keyring {
  return openKeyring({ env: { JIANJIA_KEYS_FILE: join(dataDir, 'keys.json') }, create: true });
}

/** Statistics and visibility as after a quiet night. */
export async function settle(owner: Pool): Promise<void> {
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
}

/**
 * Runs a part of the benchmark in a Node process of its own, so that its memory is its own and not that of the
 * generator. The process answers with one message.
 */
export function inChild<T>(file: string, ...args: readonly string[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), args);
    let answer: T | undefined;
    child.on('message', (message) => (answer = message as T));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (answer === undefined || code !== 0) reject(new Error(`${file} ended with status ${code}`));
      else resolve(answer);
    });
  });
}

/** Most memory this process has held resident so far, in MB (10^6 bytes). */
export const peakMemory = (): number => (process.resourceUsage().maxRSS * 1024) / 1e6;

export { allRegisters };
