import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { calibrated } from '../model/calibration.ts';
import type { Model } from '../model/model.ts';
import { IdTable } from './id-table.ts';
import type { Register } from './load.ts';
import type { Pairs } from './match.ts';

const HEADER = 'a_id,b_id,probability\n';
const PIECE = 1 << 20;
/** Of a probability; more would be noise. */
const DECIMALS = 6;

/**
 * Writes the pairs of at least the cut, in the order of their ids, under a name of its own that becomes the right one
 * when all is written.
 * @param odds of each pair, its rivals weighed in
 * @returns how many were written
 */
export async function writePairs(
  path: string,
  model: Model,
  registers: { readonly left: Register; readonly right: Register },
  pairs: Pick<Pairs, 'left' | 'right'>,
  odds: Float64Array,
  cut: number,
): Promise<number> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(unfinished, 'wx');
  let written = 0;
  try {
    let piece = HEADER;
    for (const line of linesOf(model, registers, pairs, odds, cut)) {
      written++;
      piece += line;
      if (piece.length < PIECE) continue;
      await file.write(piece);
      piece = '';
    }
    await file.write(piece);
    await file.sync();
    await file.close();
    await rename(unfinished, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
  return written;
}

function* linesOf(
  model: Model,
  { left, right }: { readonly left: Register; readonly right: Register },
  pairs: Pick<Pairs, 'left' | 'right'>,
  odds: Float64Array,
  cut: number,
): Generator<string> {
  const [leftIds, rightIds] = [new IdTable(left.segments), new IdTable(right.segments)];
  for (let pair = 0; pair < odds.length; pair++) {
    const probability = calibrated(model, odds[pair] ?? 0);
    if (probability < cut) continue;
    const [a, b] = [leftIds.text(pairs.left[pair] ?? 0), rightIds.text(pairs.right[pair] ?? 0)];
    yield `${cell(a)},${cell(b)},${probability.toFixed(DECIMALS)}\n`;
  }
}

function cell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
