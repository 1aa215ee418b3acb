/**
 * Links a small delivery against a register that is kept. Arguments: the delivery, the register kept, the file to write.
 */
import { encodingOf, Linker, readRecords } from '@jianjia/linkage/engine';
import type { EmployerRecord } from '@jianjia/linkage';
import type { RunAnswer } from './child.ts';
import { LineFile } from './generator/shuffled-file.ts';

export interface IncrementAnswer extends RunAnswer {
  /** Time to take in what is kept, once, in ms. */
  readonly building: number;
  readonly pairs: number;
}

async function recordsOf(path: string): Promise<EmployerRecord[]> {
  const records: EmployerRecord[] = [];
  const whole = { index: 0, of: 1 };
  await readRecords(path, await encodingOf(path), whole, {
    record: (record) => records.push(record),
    fault: ({ line, reason }) => {
      throw new Error(`${path}:${line}: ${reason}`);
    },
  });
  return records;
}

const [delivery = '', kept = '', out = ''] = process.argv.slice(2);
const begun = performance.now();
const linker = await Linker.over(await recordsOf(kept));
const building = performance.now() - begun;

const start = performance.now();
const used = process.cpuUsage();
const pairs = await linker.link(await recordsOf(delivery));
const file = new LineFile(out);
void file.add('a_id,b_id,probability');
for (const { a, b, probability } of pairs) await file.add(`${a},${b},${probability.toFixed(6)}`);
await file.close();
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(used);
await linker.close();
const answer: IncrementAnswer = {
  milliseconds,
  processor: (user + system) / 1000,
  peakMemory: (process.resourceUsage().maxRSS * 1024) / 1e6,
  building,
  pairs: pairs.length,
};
process.send?.(answer);
process.disconnect?.();
