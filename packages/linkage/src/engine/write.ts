import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { Model } from '../model/model.ts';
import type { LinesJob } from './jobs.ts';
import type { Linkage } from './linkage.ts';
import type { Pairs } from './match.ts';

const HEADER = 'a_id,b_id,probability\n';
/** Pairs that a thread makes lines of at once. */
const PAIRS_PER_JOB = 1 << 16;

/**
 * Writes the pairs of at least the cut, in the order of their ids, under a name of its own that becomes the right one
 * when all is written.
 * @param odds of each pair, its rivals weighed in, in shared memory
 * @returns how many were written
 */
export async function writePairs(
  path: string,
  { team, left, right }: Pick<Linkage, 'team' | 'left' | 'right'>,
  { calibration }: Pick<Model, 'calibration'>,
  pairs: Pick<Pairs, 'left' | 'right' | 'odds'>,
  cut: number,
): Promise<number> {
  const count = pairs.odds.length;
  const common = { kind: 'lines' as const, left: left.segments, right: right.segments, pairs, calibration, cut };
  const jobs = Array.from({ length: Math.ceil(count / PAIRS_PER_JOB) }, (_, index): LinesJob => ({
    ...common,
    from: index * PAIRS_PER_JOB,
    to: Math.min(count, (index + 1) * PAIRS_PER_JOB),
  }));
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(unfinished, 'wx');
  try {
    await file.write(HEADER);
    const pieces = await team.run(jobs);
    for (const { text } of pieces) await file.write(text);
    await file.sync();
    await file.close();
    await rename(unfinished, path);
    return pieces.reduce((sum, piece) => sum + piece.count, 0);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
}
