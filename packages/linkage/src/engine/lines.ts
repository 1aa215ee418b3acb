import { calibrated } from '../model/calibration.ts';
import { IdTable } from './id-table.ts';
import type { Lines, LinesJob } from './jobs.ts';

/** Of a probability; more would be noise. */
const DECIMALS = 6;

/** The lines `a_id,b_id,probability` of those pairs that reach the cut. */
export function linesOf({ left, right, pairs, from, to, calibration, cut }: LinesJob): Lines {
  const [lefts, rights] = [new IdTable(left), new IdTable(right)];
  let [text, count] = ['', 0];
  for (let pair = from; pair < to; pair++) {
    const probability = calibrated({ calibration }, pairs.odds[pair] ?? 0);
    if (probability < cut) continue;
    const [a, b] = [lefts.text(pairs.left[pair] ?? 0), rights.text(pairs.right[pair] ?? 0)];
    text += `${cell(a)},${cell(b)},${probability.toFixed(DECIMALS)}\n`;
    count++;
  }
  return { text: Buffer.from(text), count };
}

function cell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
