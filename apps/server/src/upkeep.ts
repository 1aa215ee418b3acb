import { type Pool, signHead } from '@jianjia/db';
import { forgetEnded } from '@jianjia/identity/server';
import { fillSearchKeys } from '@jianjia/organisations/server';
import type { Keyring } from '@jianjia/vault';
import type { House } from './house.ts';

const MINUTE = 60_000;

/** Something that is done again and again while the service runs. */
export interface Task {
  readonly name: string;
  /** Milliseconds. */
  readonly every: number;
  readonly work: () => Promise<void>;
}

export interface Upkeep {
  /** Resolves when nothing is in work any more. */
  stop(): Promise<void>;
}

/** What this service looks after by itself, so that no plan of tasks needs to be set up on the machine for it. */
export function upkeepTasks(house: Pick<House, 'system' | 'vault' | 'results'>, headsFile: string): Task[] {
  const { system, vault, results } = house;
  return [
    { name: 'forgetEnded', every: 10 * MINUTE, work: () => forgetEnded(system, new Date()) },
    { name: 'fillSearchKeys', every: MINUTE, work: async () => void (await fillSearchKeys(system)) },
    { name: 'signJournal', every: MINUTE, work: () => signUnsigned(system, vault, headsFile) },
    // One at a time with pauses between: requests come first.
    { name: 'evaluateMonthEnds', every: MINUTE / 2, work: async () => void (await results.evaluateMonthEnd()) },
  ];
}

/**
 * Begins the tasks; each waits for its own end before it is begun again, and one that fails is tried again at its time.
 * @param report is told of every failure
 */
export function startUpkeep(tasks: readonly Task[], report: (task: string, error: unknown) => void): Upkeep {
  const running = new Map<string, Promise<void>>();
  const begin = ({ name, work }: Task): void => {
    if (running.has(name)) return;
    const done = Promise.resolve()
      .then(work)
      .catch((error: unknown) => report(name, error))
      .finally(() => running.delete(name));
    running.set(name, done);
  };
  const timers = tasks.map((task) => setInterval(begin, task.every, task));
  // The service ends when it is told to, not when these do.
  for (const timer of timers) timer.unref();
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

/** What was written since the last signature is vouched for by the database alone: the time of that is kept short. */
async function signUnsigned(system: Pool, vault: Keyring, headsFile: string): Promise<void> {
  const unsigned = await system.query(
    `select from (select day, seq from journal.link order by day desc, seq desc limit 1) newest
     where not exists (select from journal.head h where h.day = newest.day and h.seq = newest.seq)`,
  );
  if (unsigned.rowCount !== 0) await signHead(system, vault, headsFile);
}
