import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Problem } from '@jianjia/kernel';
import { folderProblem } from '../folder.ts';
import { type Account, identityOf } from './account.ts';
import type { Programs } from './native.ts';
import { DATA_ADVICE, type Place } from './place.ts';
import { isRunning } from './processes.ts';
import type { Durability } from './settings.ts';

/** The server's superuser; owner of the database and of everything the migrations make. */
export const OWNER = 'jianjia';
const SECRET = 'jianjia.secret';
const PASSWORD_FILE = 'new-password';

/** The owner's password, made with the cluster and kept inside it, readable by the server's account only. */
export function ownerPassword(place: Place): string {
  return readFileSync(join(place.cluster, SECRET), 'utf8').trim();
}

/**
 * Makes the cluster when there is none. It is made under another name and renamed, so that a half-made one is never
 * taken for whole and of two processes making it at once one simply wins.
 */
export function ensureCluster(place: Place, programs: Programs, durability: Durability): void {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return checkVersion(place);
  const home = dirname(place.cluster);
  sweepDrafts(home, basename(place.cluster));
  const draft = `${place.cluster}.new-${process.pid}`;
  const secret = randomBytes(24).toString('base64url');
  makeFor(draft, place.account);
  try {
    // initdb wants an empty directory, and the password in a file only its account can read.
    const work = join(draft, 'cluster');
    makeFor(work, place.account);
    writeFor(join(draft, PASSWORD_FILE), secret, place.account);
    runInitdb(programs, work, join(draft, PASSWORD_FILE), place.account, durability);
    writeFor(join(work, SECRET), `${secret}\n`, place.account);
    renameSync(work, place.cluster);
  } catch (error) {
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function runInitdb(
  programs: Programs,
  directory: string,
  passwordFile: string,
  account: Account | null,
  durability: Durability,
): void {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const flags = [
    `--pgdata=${directory}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--locale=${locale}`,
    '--data-checksums',
    ...(durability === 'throwaway' ? ['--no-sync'] : []),
  ];
  const options = { ...identityOf(account), cwd: dirname(programs.initdb), env: serverEnvironment() };
  const run = spawnSync(programs.initdb, flags, { ...options, cwd: account ? '/' : options.cwd, encoding: 'utf8' });
  if (run.status === 0) return;
  const output = run.error?.message ?? run.stderr.trim();
  if (/No space left|ENOSPC|Disk quota/.test(output)) throw diskFull(directory);
  const lines = output.split('\n').map((line) => line.trim());
  const reason = lines.findLast((line) => /error|FATAL/.test(line)) ?? lines.at(-1);
  throw new Problem('db.notMade', 'conflict', `无法建立数据库目录 ${directory}。原因：${reason}`);
}

/** The sentence for a disk with no room for the database. */
export function diskFull(directory: string): Problem {
  return new Problem(
    'db.diskFull',
    'conflict',
    `磁盘空间不足，数据库无法在 ${directory} 启动。请清理磁盘，或用 JIANJIA_DATA_DIR 指定别的目录。`,
  );
}

/** The environment of the server's programs: ours without PostgreSQL's own variables, in a neutral language. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

function checkVersion(place: Place): void {
  const version = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === '18') return;
  throw new Problem(
    'db.otherMajorVersion',
    'conflict',
    `数据目录 ${place.cluster} 是 PostgreSQL ${version} 的格式，本程序带的是 18。` +
      '请用原来的程序版本做备份（jianjia backup），再在新的数据目录中恢复。',
  );
}

function sweepDrafts(home: string, name: string): void {
  for (const entry of readdirSync(home)) {
    const pid = entry.startsWith(`${name}.new-`) ? Number(entry.slice(name.length + 5)) : Number.NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) rmSync(join(home, entry), { recursive: true, force: true });
  }
}

function makeFor(directory: string, account: Account | null): void {
  rmSync(directory, { recursive: true, force: true });
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    throw folderProblem(directory, error, { called: '数据库目录', advice: DATA_ADVICE });
  }
  chmodSync(directory, 0o700);
  if (account) chownSync(directory, account.uid, account.gid);
}

function writeFor(file: string, text: string, account: Account | null): void {
  writeFileSync(file, text, { mode: 0o600 });
  if (account) chownSync(file, account.uid, account.gid);
}
