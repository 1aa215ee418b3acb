import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowWidth, type LinkageSpec } from '../spec/spec.ts';
import { loadRegisters, type Register } from './load.ts';
import type { LinkOptions } from './options.ts';
import { countTerms, makeKeys } from './prepare.ts';
import { noFile } from './problems.ts';
import { employersSource } from './source.ts';
import { Team } from './team.ts';

/** Two registers read, encoded and given their keys, and the threads that work on them. */
export interface Linkage {
  readonly team: Team;
  readonly spec: LinkageSpec;
  readonly left: Register;
  readonly right: Register;
  /** Bytes of rows that may be in memory beside those that pass. */
  readonly memory: number;
  /** By rule: rows left without a key. */
  readonly dropped: readonly number[];
}

const DEFAULT_MEMORY = 3 * 2 ** 30;
/** A row of a register's file takes at least about so many bytes; fewer make the guess of its rows too high only. */
const LEAST_ROW = 48;
/** Threads pay for their start from about this many bytes of input on. */
const WORTH_THREADS = 4 * 2 ** 20;

/** Reads two files and does some work on them; threads and temporary files are gone afterwards, whatever happens. */
export async function withLinkage<T>(
  a: string,
  b: string,
  options: LinkOptions,
  work: (linkage: Linkage) => Promise<T>,
): Promise<T> {
  const source = options.spec ?? employersSource;
  const { spec } = source;
  const bytes = (await sizeOf(a)) + (await sizeOf(b));
  const threads = bytes < WORTH_THREADS ? 1 : (options.threads ?? availableParallelism());
  const memory = options.memory ?? DEFAULT_MEMORY;
  const spills = (bytes / LEAST_ROW) * rowWidth(spec) * 4 > memory;
  const team = new Team(source, threads);
  const folder = spills ? await mkdtemp(join(tmpdir(), 'jianjia-linkage-')) : null;
  try {
    const [left, right] = await loadRegisters(team, [a, b], threads, folder);
    if (left === undefined || right === undefined) throw new Error('two files were read');
    const registers = [
      { side: 'left' as const, segments: left.segments, rows: left.rows },
      { side: 'right' as const, segments: right.segments, rows: right.rows },
    ];
    await countTerms(team, spec, registers);
    const { dropped } = await makeKeys(team, spec, registers, { complete: true });
    return await work({ team, spec, left, right, memory: memory / 2, dropped });
  } finally {
    await team.close();
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw noFile(path);
  return found.size;
}
