import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Whether a process of this number lives (not necessarily the one that once had it). A dead one whose parent has not
 * taken notice, as in containers without an init, does not.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    // "pid (name) state …"; the name may hold blanks and brackets.
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** True only when the process certainly is no PostgreSQL server of this cluster. */
export function isSomethingElse(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    if (!readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) return true;
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(cluster);
  } catch {
    return false;
  }
}

/**
 * Waits until no process of a killed server works in the cluster any more, and ends those that do not go by
 * themselves: a new server beside an old writer would destroy the data.
 */
export async function clearStrays(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const deadline = Date.now() + 5000;
  for (let left = strays(cluster); left.length > 0; left = strays(cluster)) {
    if (Date.now() > deadline) for (const pid of left) process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
}

/** Processes named `postgres` whose working directory is the cluster. */
function strays(cluster: string): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    try {
      const isPostgres = readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
      return isPostgres && !isZombie(pid) && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return false;
    }
  });
}
