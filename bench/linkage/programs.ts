import { ours, oursBelowCut, oursUnlabelled } from './ours.ts';
import { exactName } from './peers/exact-name.ts';
import { jaroWinklerWithinBlocks } from './peers/jaro-winkler.ts';
import { plainOnEngine } from './peers/plain-on-engine.ts';
import { plainModel } from './peers/plain.ts';

/** Reads two registers and writes `a_id,b_id,probability`. */
export type Program = (a: string, b: string, out: string) => Promise<void>;

/** The programs the benchmark runs, each in a process of its own. */
export const PROGRAMS = {
  'exact name': exactName,
  'Jaro–Winkler in blocks': jaroWinklerWithinBlocks,
  'plain model': plainModel,
  'plain model on our engine': plainOnEngine,
  jianjia: ours,
  'jianjia below the cut': oursBelowCut,
  'jianjia, learned without labels': oursUnlabelled,
} as const satisfies Readonly<Record<string, Program>>;

export type ProgramName = keyof typeof PROGRAMS;
