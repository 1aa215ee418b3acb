/**
 * What every command of the project needs first: the packages installed as package-lock.json says, and the Node the
 * project brings along. Runs on any Node from 20.19 and uses nothing but Node itself.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.jianjia-stamp');
const OLDEST = [20, 19];
/** The first Node that runs TypeScript sources without a flag. */
const RUNS_TYPESCRIPT = [22, 18];

/** With CI set the test runner fails on a snapshot nobody committed and on a test left alone with `only`. */
export const STRICT = { env: { CI: 'true' } };

/** Whether a version such as "v22.18.0" is at least `[major, minor]`. */
export function atLeast(version, [major, minor]) {
  const [ours = 0, minorOurs = 0] = version.replace('v', '').split('.').map(Number);
  return ours > major || (ours === major && minorOurs >= minor);
}

/** Installs the packages when they are missing or not those of package-lock.json. Ends the process when it cannot. */
export function install() {
  if (!atLeast(process.version, OLDEST)) {
    fail(`本项目需要 Node ${OLDEST.join('.')} 或更高版本，当前是 ${process.version}。请先升级 Node。`);
  }
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  if (!isInstalled(JSON.parse(lock))) {
    console.error('正在安装依赖的软件包（首次约需一两分钟）……');
    runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  }
  writeFileSync(STAMP, stamp);
}

/** Whether npm's own note of what it installed says the same as the lock file (somebody ran npm ci by hand). */
function isInstalled(lock) {
  try {
    const noted = JSON.parse(readFileSync(join(MODULES, '.package-lock.json'), 'utf8')).packages;
    return Object.entries(lock.packages).every(([path, entry]) => {
      if (path === '' || entry.link || !path.includes('node_modules/')) return true;
      const there = noted[path];
      return there ? there.version === entry.version && existsSync(join(ROOT, path)) : entry.optional === true;
    });
  } catch {
    return false;
  }
}

function runNpm(args) {
  const script = process.env.npm_execpath;
  const viaNode = script !== undefined && /\.[cm]?js$/.test(script) && existsSync(script);
  const result = viaNode
    ? spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status === 0) return;
  fail('安装软件包失败，原因见上面 npm 的提示。请检查网络（只需能访问 npm 软件源）和磁盘空间后，重新运行本命令。');
}

/** The Node to run the project with: the one it brings, else this one when it is new enough. */
export function projectNode() {
  const own = join(MODULES, `node-${process.platform.replace('win32', 'win')}-${process.arch}`, 'bin');
  const file = join(own, process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  if (atLeast(process.version, RUNS_TYPESCRIPT)) return process.execPath;
  return fail(
    `本平台（${process.platform}-${process.arch}）没有随项目安装的 Node 24，而当前 Node 是 ${process.version}。` +
      '请安装 Node 24 后重新运行。',
  );
}

/**
 * Runs one of the installed tools; resolves with its exit status and, when not shown, its output. `tied`: with a channel
 * to it, which closes when this process is killed, so that it can end too.
 */
export function run(file, args, { env = {}, show = true, tied = false } = {}) {
  return new Promise((resolve) => {
    const path = [join(MODULES, '.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':');
    const child = spawn(projectNode(), [file, ...args], {
      cwd: ROOT,
      env: { ...process.env, PATH: path, ...env },
      stdio: [...(show ? ['inherit', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']), ...(tied ? ['ipc'] : [])],
    });
    const output = [];
    child.stdout?.on('data', (piece) => output.push(piece));
    child.stderr?.on('data', (piece) => output.push(piece));
    const stopPassing = passSignals(child);
    child.on('error', (error) => output.push(Buffer.from(error.message)));
    child.on('close', (code, signal) => {
      stopPassing();
      resolve({
        status: code ?? 128 + (constants.signals[signal] ?? 0),
        output: Buffer.concat(output).toString('utf8'),
      });
    });
  });
}

/** Builds the desk where its files are not those of these sources; the exit status. */
export async function buildDesk() {
  const { status } = await run(join(ROOT, 'apps/web/build/index.ts'), []);
  return status;
}

/** The child decides how to end. Ctrl-C in a terminal reaches it by itself; a signal sent to this process does not. */
function passSignals(child) {
  const pass = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  // npm ends its shell on SIGTERM and leaves us behind as orphans: then the child is to end too.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, pass);
  };
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
