import { join } from 'node:path';
import { inChild, ms, say, type Figure } from '../kit.ts';
import { LineFile, linesOf } from './generator/shuffled-file.ts';
import type { IncrementAnswer } from './increment-child.ts';
import { shown, sizeOf, timeOf } from './speed.ts';
import { withRegisters, type LinkageOptions } from './workshop.ts';

/** Share of A that arrives anew. */
const DELIVERED = 0.01;

/** A delivery of 1 % of A against B, which is kept, beside linking all of A with B. */
export function incrementFigures(options: LinkageOptions): Promise<Figure[]> {
  const rows = sizeOf(options);
  return withRegisters(options, rows, async (registers, folder) => {
    const delivery = join(folder, 'delivery.csv');
    const delivered = await writeHead(registers.a, delivery, Math.round(rows * DELIVERED));
    const full = await timeOf('jianjia', registers, folder, 1);
    say(`jianjia, ${delivered} rows against those kept …`);
    const out = join(folder, 'delivered.csv');
    const part = await inChild<IncrementAnswer>('./linkage/increment-child.ts', delivery, registers.b, out);
    return [
      {
        name: `linking ${delivered} new rows against ${rows} kept, against linking all`,
        value: part.milliseconds / full.milliseconds,
        unit: '×',
        bound: { at: 'most', value: 0.05 },
        from: `${shown(part)}, ${part.pairs} pairs, against ${shown(full)}; taking in what is kept, once, ${ms(part.building)}`,
      },
    ];
  });
}

/** Writes the header and the first `rows` rows of a file: they are in random order. Answers how many there were. */
async function writeHead(from: string, to: string, rows: number): Promise<number> {
  const file = new LineFile(to);
  let count = -1;
  for await (const line of linesOf(from)) {
    await file.add(line);
    if (++count === rows) break;
  }
  await file.close();
  return count;
}
