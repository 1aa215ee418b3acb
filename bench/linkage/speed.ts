import { join } from 'node:path';
import { median, ms, type Figure } from '../kit.ts';
import type { RunAnswer } from './child.ts';
import type { Registers } from './generator/registers.ts';
import type { ProgramName } from './programs.ts';
import { runProgram, withRegisters, type LinkageOptions } from './workshop.ts';

const LARGE = 1_000_000;
const RUNS = 3;
/** 4 GB. */
const MEMORY_BOUND = 4000;

/** Median times and greatest memory of some runs of a program. */
type Timing = RunAnswer;

/** Runs a program some times over two registers. */
export async function timeOf(name: ProgramName, registers: Registers, folder: string, runs: number): Promise<Timing> {
  const answers: RunAnswer[] = [];
  for (let run = 0; run < runs; run++) answers.push(await runProgram(name, registers, join(folder, 'pairs.csv')));
  return {
    milliseconds: median(answers.map(({ milliseconds }) => milliseconds)),
    processor: median(answers.map(({ processor }) => processor)),
    peakMemory: Math.max(...answers.map(({ peakMemory }) => peakMemory)),
  };
}

/** A time as the tables show it. */
export const shown = ({ milliseconds, processor }: Timing): string =>
  `${ms(milliseconds)} (processor ${ms(processor)})`;

/** Rows of each register in the parts that measure time. */
export const sizeOf = (options: LinkageOptions): number => options.rows ?? (options.small ? LARGE / 10 : LARGE);

/** Our time and memory beside the exact-name join and the plain model, over the same files. */
export function speedFigures(options: LinkageOptions): Promise<Figure[]> {
  const rows = sizeOf(options);
  return withRegisters(options, rows, async (registers, folder) => {
    const exact = await timeOf('exact name', registers, folder, RUNS);
    const ours = await timeOf('jianjia', registers, folder, RUNS);
    const onEngine = await timeOf('plain model on our engine', registers, folder, 1);
    const alone = await timeOf('plain model', registers, folder, 1);
    const against = (name: string, floor: Timing, bound: number): Figure => ({
      name: `linking ${rows} × ${rows} rows against ${name}`,
      value: ours.milliseconds / floor.milliseconds,
      unit: '×',
      bound: { at: 'most', value: bound },
      from: `${shown(ours)} against ${shown(floor)}`,
    });
    return [
      against('the exact-name join', exact, 6),
      against('the plain model', alone, 0.5),
      against('the plain model on our engine', onEngine, 0.5),
      {
        name: `memory for ${rows} × ${rows} rows`,
        value: ours.peakMemory,
        unit: 'MB',
        bound: { at: 'most', value: MEMORY_BOUND },
        from:
          [exact, alone, onEngine].map(({ peakMemory }) => `${peakMemory.toFixed(0)} MB`).join(', ') +
          ' for the others',
      },
    ];
  });
}

/** How our time grows from a tenth of the rows to all of them, against n log n. */
export async function growthFigures(options: LinkageOptions): Promise<Figure[]> {
  const rows = sizeOf(options);
  const fewer = Math.round(rows / 10);
  const time = (count: number): Promise<Timing> =>
    withRegisters(options, count, (registers, folder) => timeOf('jianjia', registers, folder, RUNS));
  const [small, large] = [await time(fewer), await time(rows)];
  const allowed = (rows * Math.log(rows)) / (fewer * Math.log(fewer));
  return [
    {
      name: `growth of the time from ${fewer} to ${rows} rows, against n log n`,
      value: large.milliseconds / small.milliseconds / allowed,
      unit: '×',
      bound: { at: 'most', value: 1 },
      from: `${shown(small)}, ${shown(large)}; ${allowed.toFixed(1)} × allowed`,
    },
  ];
}
