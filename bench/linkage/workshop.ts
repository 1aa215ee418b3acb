import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inChild, say } from '../kit.ts';
import type { RunAnswer } from './child.ts';
import { generateRegisters, type GeneratorReport, type Registers } from './generator/registers.ts';
import type { ProgramName } from './programs.ts';

export interface LinkageOptions {
  /** Rows of each register; without it each part takes its own size. */
  readonly rows?: number;
  readonly seed?: number;
  readonly only?: Part;
  /** How much oftener than written things go wrong, to see how a learned model fares where it was not learned. */
  readonly wear?: number;
  /** Everything at a tenth of the size. */
  readonly small?: boolean;
  /** Where the files are made and kept; without it they are removed. */
  readonly folder?: string;
  /** Where missed and wrong pairs of our linker are written, to be looked at. */
  readonly examples?: string;
}

export const PARTS = ['quality', 'speed', 'growth', 'increment'] as const;
export type Part = (typeof PARTS)[number];

/** Makes registers in a folder of their own for `work`, and removes them unless they are to be kept. */
export async function withRegisters<T>(
  { seed = 1, folder, wear = 1 }: LinkageOptions,
  rows: number,
  work: (registers: GeneratorReport, folder: string) => Promise<T>,
): Promise<T> {
  const place = folder === undefined ? await mkdtemp(join(tmpdir(), 'jianjia-linkage-')) : join(folder, String(rows));
  try {
    say(`registers of ${rows} rows …`);
    return await work(await generateRegisters({ folder: place, rows, seed, wear }), place);
  } finally {
    if (folder === undefined) await rm(place, { recursive: true, force: true });
  }
}

/** Runs a program over two registers in a process of its own. */
export async function runProgram(
  name: ProgramName,
  { a, b }: Pick<Registers, 'a' | 'b'>,
  out: string,
): Promise<RunAnswer> {
  say(`${name} …`);
  return inChild<RunAnswer>('./linkage/child.ts', name, a, b, out);
}
