import { databaseProblem } from '@jianjia/db';
import { isProblem } from '@jianjia/kernel';
import { visible } from './text.ts';

let stopped = false;
let serving = false;
let verbose = false;

/** One line for the person at the terminal, on standard error: standard output holds results only. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** Shows technical details of faults (`--verbose`). */
export function beVerbose(): void {
  verbose = true;
}

/** The database closes on SIGINT and SIGTERM by itself; here is only told why the command ends. */
export function watchSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (serving) return;
      if (!stopped) say('\n已中断。没有完成的操作已撤销。');
      stopped = true;
      // Commands without a database have nothing to close; the others end the process when they have closed it.
      if (process.listenerCount(signal) === 1)
        process.exit(signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 129);
    });
  }
}

/** From now on a signal ends a service and nothing is interrupted by it: the service says goodbye itself. */
export function leaveSignalsToService(): void {
  serving = true;
}

/** Whether the command was told to stop: the faults that follow are no news. */
export function interrupted(): boolean {
  return stopped;
}

/** Tells why a command failed: a problem's own sentence, or one for a fault of the program with what is known. */
export function fail(error: unknown): void {
  const problem = isProblem(error) ? error : databaseProblem(error);
  if (problem) say(visible(problem.message));
  else say(`程序出错，操作没有完成。请加 --verbose 重新运行，把显示的内容告诉维护者。（${visible(technical(error))}）`);
  const debug = process.env['JIANJIA_DEBUG'];
  if (verbose || (debug !== undefined && debug !== '' && debug !== '0')) say(details(error));
}

function technical(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}

function details(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = isProblem(error) ? `\n${error.id} ${JSON.stringify(error.details)}` : '';
  return `${error.stack ?? error.message}${known}`;
}
