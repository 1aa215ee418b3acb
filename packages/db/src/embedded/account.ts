import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { Problem } from '@jianjia/kernel';

/** The operating-system account the database server runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const MADE_BY_US = 'jianjia';

/**
 * PostgreSQL refuses to run as root, so root hands the server to an unprivileged account: the owner of an existing
 * cluster, else `postgres`, else one made for the purpose. Null when this process is not root: then it runs as itself.
 * @param cluster the data directory of the server; need not exist
 * @throws Problem when root finds no account and cannot make one
 */
export function serverAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(cluster);
  if (owner) return owner;
  return lookUp('postgres') ?? lookUp(MADE_BY_US) ?? makeAccount();
}

function ownerOf(path: string): Account | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? lookUp(String(stat.uid)) : null;
}

function lookUp(nameOrUid: string): Account | null {
  try {
    const ask = (flag: string): string =>
      execFileSync('id', [flag, nameOrUid], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return { name: ask('-un'), uid: Number(ask('-u')), gid: Number(ask('-g')) };
  } catch {
    return null;
  }
}

function makeAccount(): Account {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', MADE_BY_US]);
  const made = lookUp(MADE_BY_US);
  if (made) return made;
  throw new Problem(
    'db.noAccount',
    'conflict',
    '数据库不能以 root 身份运行，而本机没有 postgres 账户，也无法新建账户。' +
      '请用普通用户运行本命令，或先执行 useradd --system postgres。',
  );
}

/** Whether the account can run or enter `path`, asked of the system itself (it knows access lists and mounts). */
export function canReach(path: string, account: Account | null): boolean {
  if (!account) return true;
  const identity = { uid: account.uid, gid: account.gid, cwd: '/' };
  return spawnSync('test', ['-x', path], { ...identity, stdio: 'ignore' }).status === 0;
}

/** The `uid`/`gid` of spawn options: nothing when the server runs as ourselves. */
export function identityOf(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}
