import { createWriteStream } from 'node:fs';
import type { HttpOptions } from '@jianjia/http';
import { Problem } from '@jianjia/kernel';

/** Where the log goes: every request to a file or to stdout when one is named, otherwise only faults to stderr. */
export function openLogFile(named: string | null): Pick<HttpOptions, 'log' | 'logLevel'> {
  if (named === null) return { log: process.stderr, logLevel: 'error' };
  if (named === 'stdout') return { log: process.stdout, logLevel: 'info' };
  const file = createWriteStream(named, { flags: 'a', mode: 0o600 });
  let told = false;
  // A full disk must not stop the service; who looks for the log must learn why it ends.
  file.on('error', (error: NodeJS.ErrnoException) => {
    if (told) return;
    told = true;
    const { message } = new Problem(
      'server.logNotWritten',
      'conflict',
      `运行日志写不进 ${named}（${error.code ?? '未知原因'}），服务照常运行，但不再记录。请检查 JIANJIA_LOG 和磁盘空间后重新启动。`,
    );
    process.stderr.write(`${message}\n`);
  });
  return { log: file, logLevel: 'info' };
}
