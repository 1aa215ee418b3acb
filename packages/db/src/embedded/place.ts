import { createHash } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Problem } from '@jianjia/kernel';
import { makeFolder } from '../folder.ts';
import { type Account, canReach, serverAccount } from './account.ts';
import { stateDirectory } from './native.ts';

/** Where a data directory keeps its server. */
export interface Place {
  /** What the user named: JIANJIA_DATA_DIR, real path. */
  readonly dataDir: string;
  /** PostgreSQL's own directory. */
  readonly cluster: string;
  readonly logFile: string;
  /** Null when the server runs as this process's own account. */
  readonly account: Account | null;
}

/** Says in the data directory where its cluster is when it could not be put inside. */
interface Pointer {
  readonly cluster: string;
  readonly why: string;
}

/** What to do when the data directory, or the cluster inside it, cannot be made. */
export const DATA_ADVICE = '请检查该位置的写入权限和磁盘空间，或用 JIANJIA_DATA_DIR 指定别的目录。';

const POINTER = 'postgres-location.json';
const BELONGS_TO = 'belongs-to';
/** Addresses of Unix sockets end at 103 bytes on macOS, 107 on Linux; the file name takes 15 of them. */
const SOCKET_PATH_BYTES = 85;

/**
 * Decides where the cluster of a data directory is: inside it (`<data>/postgres`), or, when root's unprivileged account
 * cannot reach it there, below /var/lib/jianjia with a pointer file left in the data directory.
 */
export function placeOf(directory: string): Place {
  const dataDir = makeDataDirectory(directory);
  const logFile = join(dataDir, 'postgres.log');
  const inside = join(dataDir, 'postgres');
  const pointed = readPointer(dataDir);
  if (pointed) return { dataDir, cluster: pointed, logFile, account: checkAccount(pointed) };
  const account = serverAccount(inside);
  if (existsSync(inside) || canReach(dataDir, account)) {
    return { dataDir, cluster: inside, logFile, account: checkAccount(inside) };
  }
  return { dataDir, cluster: placeOutside(dataDir), logFile, account };
}

function makeDataDirectory(directory: string): string {
  makeFolder(directory, { called: '数据目录', advice: DATA_ADVICE });
  return realpathSync(directory);
}

function placeOutside(dataDir: string): string {
  const home = join(stateDirectory(), createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  const cluster = join(home, 'postgres');
  makeFolder(home, { mode: 0o755 });
  writeFileSync(join(home, BELONGS_TO), dataDir);
  const pointer: Pointer = {
    cluster,
    why: '数据库由 root 启动，须以普通账户运行，而该账户进不了本目录，所以数据放在 cluster 所指的目录。移动或备份时请一并处理。',
  };
  writeFileSync(join(dataDir, POINTER), `${JSON.stringify(pointer, null, 2)}\n`);
  return cluster;
}

function readPointer(dataDir: string): string | null {
  const file = join(dataDir, POINTER);
  if (!existsSync(file)) return null;
  const { cluster } = JSON.parse(readFileSync(file, 'utf8')) as Pointer;
  const note = join(cluster, '..', BELONGS_TO);
  const owner = existsSync(note) ? readFileSync(note, 'utf8') : dataDir;
  if (owner !== dataDir && existsSync(join(owner, POINTER))) {
    throw new Problem(
      'db.copiedDirectory',
      'conflict',
      `数据目录 ${dataDir} 是从 ${owner} 复制来的，两处指向同一个数据库（${cluster}）。` +
        `请删除 ${file} 后重新启动，得到一个空的数据库，再用备份恢复数据。`,
    );
  }
  if (owner !== dataDir && process.getuid?.() === 0) writeFileSync(note, dataDir);
  return cluster;
}

/** An ordinary user cannot run a server whose files belong to somebody else. */
function checkAccount(cluster: string): Account | null {
  const account = serverAccount(cluster);
  if (account || process.platform === 'win32' || !process.getuid) return account;
  let owner: number | null = null;
  try {
    owner = lstatSync(cluster).uid;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return account;
  }
  if (owner === null || owner === process.getuid()) return account;
  throw new Problem(
    'db.foreignDirectory',
    'forbidden',
    `数据库目录 ${cluster} 属于另一个账户（uid ${owner}），当前账户 ${userInfo().username} 不能使用。` +
      '请用当初启动它的账户（或 root）运行，或用 JIANJIA_DATA_DIR 指定别的目录。',
  );
}

/**
 * A directory for the server's Unix socket: short whatever the data directory's path is, closed to other accounts, and
 * different for every data directory, so that two checkouts run side by side.
 */
export function socketDirectory(place: Place): string {
  const owner = place.account?.uid ?? process.getuid?.() ?? 0;
  const hash = createHash('sha256').update(place.cluster).digest('hex').slice(0, 12);
  for (const base of socketBases(place)) {
    for (const extra of ['', `-${process.pid.toString(36)}`]) {
      const directory = join(base, `jianjia-${owner}-${hash}${extra}`);
      if (Buffer.byteLength(directory) > SOCKET_PATH_BYTES || !canReach(base, place.account)) continue;
      if (claimDirectory(directory, owner, place.account)) return directory;
    }
  }
  throw new Problem(
    'db.noSocketDirectory',
    'conflict',
    `无法在临时目录 ${socketBases(place).join('、')} 中建立数据库的通信目录（目录不可写，或路径太长）。` +
      '请检查这些目录的权限，或用环境变量 TMPDIR 指定一个短路径的临时目录。',
  );
}

/** Where a socket directory may be, the usual first. */
function socketBases(place: Place): readonly string[] {
  const ours = process.env['XDG_RUNTIME_DIR'];
  return [...new Set([tmpdir(), '/tmp', ...(ours && !place.account ? [ours] : []), '/var/tmp', place.dataDir])];
}

/** Makes the directory, or takes it over when it is ours already; false when somebody else put something there. */
function claimDirectory(directory: string, owner: number, account: Account | null): boolean {
  try {
    mkdirSync(directory, { mode: 0o700 });
    if (account) chownSync(directory, account.uid, account.gid);
    return true;
  } catch {
    const stat = lstatSync(directory, { throwIfNoEntry: false });
    return stat !== undefined && stat.isDirectory() && stat.uid === owner && (stat.mode & 0o077) === 0;
  }
}
