import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Actor } from '@jianjia/kernel';

/** Who a command acts for: whoever is at this machine, under the account of its operating system. */
export function commandActor(command: string): Actor {
  return {
    accountId: null,
    name: `操作员 ${operator()}（命令 ${command}）`,
    reach: '全部',
    ticket: null,
    requestId: randomUUID(),
  };
}

function operator(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the number of the account may have no name.
    return `uid ${process.getuid?.() ?? '不明'}`;
  }
}
