#!/usr/bin/env node
/**
 * The command `jianjia`. Plain JavaScript, so that any Node can read it: an older Node than the sources need hands over to
 * the Node 24 the project brings along.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  endWithStarter();
  await import('../src/index.ts');
} else {
  handOver();
}

/** A starter that is killed cannot pass that on; the channel to it closes with it. */
function endWithStarter() {
  if (!process.connected) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}

function handOver() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
  const platform = process.platform.replace('win32', 'win');
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (!existsSync(node)) {
    console.error(
      `当前 Node 是 ${process.version}，本程序需要 22.18 以上，而项目自带的 Node 24 没有安装。请先运行 npm ci。`,
    );
    process.exit(1);
  }
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  // Ctrl-C in a terminal reaches the child by itself; a signal sent to this process alone must be passed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`无法运行项目自带的 Node：${error.message}`);
    process.exit(1);
  });
  child.on('close', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
