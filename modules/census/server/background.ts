/** Work that goes on after the answer. */
export interface Background {
  /** Begins work that was made sure of; whoever asked for it is not there any more when it fails. */
  begin(name: string, work: () => Promise<unknown>): void;
  /** Resolves when nothing is in work any more. */
  settled(): Promise<void>;
}

/**
 * One work after the other: each waits for the lock of the list anyway, and those that wait must not hold the connections that
 * the one at work and every request need.
 * @param report is told of every failure
 */
export function background(report: (name: string, error: unknown) => void): Background {
  let last = Promise.resolve();
  const finish = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      report(name, error);
    }
  };
  return {
    begin(name, work) {
      last = last.then(() => finish(name, work));
    },
    async settled() {
      for (let seen: Promise<void> | null = null; seen !== last;) {
        seen = last;
        await seen;
      }
    },
  };
}
