import { Command } from 'commander';
import { censusDuties, censusJobs } from '@jianjia/census/server';
import { databaseProblem } from '@jianjia/db';
import { openJobs } from '@jianjia/jobs';
import { leaveSignalsToService, say } from '../console/say.ts';
import { visible } from '../console/text.ts';
import { wholeNumber } from '../console/values.ts';
import { withDatabase } from '../session.ts';
import type { Verb } from '../verb.ts';

interface WorkOptions {
  readonly atOnce: number;
  readonly untilDone?: true;
}

const MOST_AT_ONCE = 16;
/** Of one work: its transaction, who reads lines for it, who says how far it is; classification besides. */
const CONNECTIONS_EACH = 5;
/** The queue looks for jobs and says that it is alive. */
const CONNECTIONS_BESIDES = 4;

/** `census work` */
export const workCommand: Verb = (finish) =>
  new Command('work')
    .summary('做排着队的核查工作')
    .description(
      '做入册、撤回、判定归并、换模型重新比对、核查结果并入、分类这些排着队的工作，直到按 Ctrl-C 停止。\n' +
        '服务自己也做；文件大、地区多时，可在几台机器上用同一个数据库各运行几个，工作按地市分，互不等待。',
    )
    .option('--at-once <项数>', '同时做几项', wholeNumber(1, MOST_AT_ONCE), 1)
    .option('--until-done', '做完排着队的工作就结束')
    .action(async (options: WorkOptions) => {
      await work(options);
      finish(0);
    });

async function work({ atOnce, untilDone }: WorkOptions): Promise<void> {
  const stopped = toldToStop();
  await withDatabase(
    'census work',
    async ({ db }) => {
      const system = db.pool('system');
      const jobs = await openJobs(system, censusJobs, { report: tell });
      try {
        await jobs.work(censusDuties(system, jobs), { atOnce });
        say(`正在做排着队的核查工作，同时 ${atOnce} 项（按 Ctrl-C 停止）。`);
        await (untilDone ? Promise.race([jobs.idle(), stopped]) : stopped);
      } finally {
        await jobs.stop();
      }
    },
    { signals: false, connections: atOnce * CONNECTIONS_EACH + CONNECTIONS_BESIDES },
  );
}

function tell(kind: string, error: unknown): void {
  const { message } = databaseProblem(error) ?? (error instanceof Error ? error : new Error(String(error)));
  say(visible(`没有做完（会再试，或退回原处）：${kind}：${message}`));
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function toldToStop(): Promise<void> {
  leaveSignalsToService();
  return new Promise((resolve) => {
    let told = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (told) process.exit(1);
        told = true;
        resolve();
      });
    }
  });
}
