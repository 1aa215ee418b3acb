import { statfsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';

const MB = 1024 * 1024;

/** `lasting`: no acknowledged write is ever lost. `throwaway`: for test databases only, lost with the machine. */
export type Durability = 'lasting' | 'throwaway';

/**
 * Settings of the embedded server, given on its command line so that a new version of the program brings new ones.
 * Sized to the machine, but polite: the machine is somebody's desk.
 */
export function serverSettings(durability: Durability): Readonly<Record<string, string>> {
  const memory = totalmem() / MB;
  const cores = availableParallelism();
  return {
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'ISO, YMD',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    max_connections: '100',
    shared_buffers: `${Math.round(clamp(memory / 48, 64, 512))}MB`,
    effective_cache_size: `${Math.round(memory / 2)}MB`,
    work_mem: `${Math.round(clamp(memory / 256, 8, 64))}MB`,
    maintenance_work_mem: `${Math.round(clamp(memory / 64, 64, 256))}MB`,
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    // Kept against a tree every union comes once, and the planner expects it again and again.
    enable_memoize: 'off',
    max_parallel_workers: String(cores),
    max_parallel_workers_per_gather: String(clamp(cores - 1, 1, 4)),
    max_parallel_maintenance_workers: String(clamp(cores, 1, 4)),
    // A command that was killed must not go on working in the server.
    client_connection_check_interval: process.platform === 'linux' ? '2s' : '0',
    dynamic_shared_memory_type: sharedMemoryType(),
    ...(durability === 'throwaway' ? THROWAWAY : {}),
  };
}

const THROWAWAY = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  autovacuum: 'off',
} as const;

/** Parallel queries share memory in /dev/shm; containers often give it 64 MB, which a hash join outgrows. */
function sharedMemoryType(): string {
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'posix';
  try {
    const { blocks, bsize } = statfsSync('/dev/shm');
    return (blocks * bsize) / MB >= 512 ? 'posix' : 'mmap';
  } catch {
    return 'mmap';
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
