import { Command } from 'commander';
import { wholeNumber } from '../console/values.ts';
import type { Verb } from '../verb.ts';
import { startService } from '../service.ts';

/** `serve` */
export const serveCommand: Verb = (finish) =>
  new Command('serve')
    .summary('提供结果网页（只供本机）')
    .description(
      '在本机提供评定结果的网页和接口，直到按 Ctrl-C 停止。还没有账号，因此只监听 127.0.0.1，不显示个人信息。',
    )
    .option('--port <端口>', '默认 7070，被占用时自动换下一个', wholeNumber(1, 65_535))
    .action(async (options: { readonly port?: number }) => {
      finish((await startService(options.port).ended) === 0 ? 0 : 1);
    });
