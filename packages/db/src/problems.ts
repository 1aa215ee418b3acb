import { Problem, isProblem } from '@jianjia/kernel';

/** What a fault of PostgreSQL, of the socket or of the file system carries besides its message. */
interface CodedError extends Error {
  readonly code?: string;
}

type Sentence = readonly [id: string, kind: 'conflict' | 'forbidden' | 'invalid', sentence: string];

const NOT_REACHED: Sentence = [
  'db.notReached',
  'conflict',
  '连不上数据库。原因：数据库服务没有运行，或地址、端口不对。请检查 DATABASE_URL，或重新运行命令。',
];
const LOST: Sentence = [
  'db.connectionLost',
  'conflict',
  '与数据库的连接中断。原因：数据库服务停止或被重启（磁盘写满时也会这样，详情见数据目录中的 postgres.log）。' +
    '没有完成的操作已全部撤销。请排除原因后重新运行命令。',
];
const FULL: Sentence = [
  'db.diskFull',
  'conflict',
  '磁盘空间不足，数据库无法写入。本次操作已全部撤销。请清理磁盘（或把 JIANJIA_DATA_DIR 指到更大的磁盘）后重试。',
];

/** Only faults of the machine and the connection: faults of data (checks, keys) belong to the room that wrote them. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  '53100': FULL,
  ENOSPC: FULL,
  EDQUOT: FULL,
  '53200': ['db.memoryFull', 'conflict', '数据库内存不足，本次操作已撤销。请关闭其他程序或换用内存更大的机器后重试。'],
  '53300': ['db.tooManyConnections', 'conflict', '数据库连接数已满。请先结束其他正在运行的命令，再重试。'],
  '57P01': LOST,
  '57P02': LOST,
  '57P03': ['db.starting', 'conflict', '数据库正在启动或停止，暂时不接受连接。请稍候再试。'],
  '08000': LOST,
  '08003': LOST,
  '08006': LOST,
  EPIPE: LOST,
  ECONNRESET: LOST,
  ECONNREFUSED: NOT_REACHED,
  ENOTFOUND: NOT_REACHED,
  EHOSTUNREACH: NOT_REACHED,
  ETIMEDOUT: NOT_REACHED,
  '28P01': ['db.wrongPassword', 'forbidden', '数据库拒绝登录：用户名或口令不对。请检查 DATABASE_URL。'],
  '28000': ['db.loginRefused', 'forbidden', '数据库拒绝登录。请检查 DATABASE_URL 中的用户，以及服务器的访问许可。'],
  '3D000': ['db.noDatabase', 'invalid', '数据库服务器上没有这个数据库。请先建库，或改正 DATABASE_URL 中的库名。'],
};

/** The client library tells a lost connection in words only. */
const LOST_MESSAGE = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** The Chinese sentence for a fault of the database server, the connection or the disk; null for anything else. */
export function databaseProblem(error: unknown): Problem | null {
  if (isProblem(error)) return error;
  if (!(error instanceof Error)) return null;
  const code = (error as CodedError).code ?? (LOST_MESSAGE.test(error.message) ? 'EPIPE' : '');
  const sentence = SENTENCES[code];
  if (!sentence) return null;
  return new Problem(sentence[0], sentence[1], sentence[2], { cause: error.message });
}

/** Throws the Chinese sentence where there is one, else the error itself. */
export function throwAsProblem(error: unknown): never {
  throw databaseProblem(error) ?? error;
}
