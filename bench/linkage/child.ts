/** Runs one program once. Arguments: its name, A, B, the file to write. */
import { PROGRAMS, type ProgramName } from './programs.ts';

export interface RunAnswer {
  readonly milliseconds: number;
  /** Processor time of all threads in ms: what a busy machine does not stretch. */
  readonly processor: number;
  /** Most memory held resident, in MB (10^6 bytes), threads included. */
  readonly peakMemory: number;
}

const [name = '', a = '', b = '', out = ''] = process.argv.slice(2);
// Nothing of the kit is used here: what it imports would count as memory of the program.
const start = performance.now();
const used = process.cpuUsage();
await PROGRAMS[name as ProgramName](a, b, out);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(used);
const answer: RunAnswer = {
  milliseconds,
  processor: (user + system) / 1000,
  peakMemory: (process.resourceUsage().maxRSS * 1024) / 1e6,
};
process.send?.(answer);
process.disconnect?.();
