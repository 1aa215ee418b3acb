import { pino, type DestinationStream, type Logger, type LevelWithSilent } from 'pino';

/** What a fault of PostgreSQL carries that names no values. */
interface DatabaseFault {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
  readonly schema?: unknown;
  readonly severity?: unknown;
}

/** Their messages speak of the code, not of the data it works on. */
const PROGRAM_FAULTS = new Set(['TypeError', 'ReferenceError', 'AssertionError']);

/**
 * The log of the service. Nothing that came with a request is written: no body, no query, no cookie, and of errors only
 * what cannot carry a value.
 */
export function openLog(destination: DestinationStream, level: LevelWithSilent): Logger {
  const nothing = (): undefined => undefined;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: faultForLog, error: faultForLog, req: nothing, res: nothing },
      // Second fence, should somebody log one of these by hand.
      redact: {
        paths: ['cookie', 'authorization', 'body', 'query', 'headers', 'url'].flatMap((name) => [name, `*.${name}`]),
        remove: true,
      },
    },
    destination,
  );
}

/** An error without the values in it: name, code, where it happened; of the database code, constraint and table. */
export function faultForLog(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint, table, schema, severity } = error as DatabaseFault;
  const plain = (value: unknown): string | undefined =>
    typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined;
  return {
    name: plain(error.name) ?? 'Error',
    code: plain(code),
    ...(severity === undefined ? {} : { constraint: plain(constraint), table: plain(table), schema: plain(schema) }),
    // Anything else may quote what a user sent or what a table holds.
    ...(PROGRAM_FAULTS.has(error.name) ? { message: withoutQuotes(error.message) } : {}),
    frames: framesOf(error),
    ...(error.cause instanceof Error && error.cause !== error ? { cause: faultForLog(error.cause) } : {}),
  };
}

/** `reading 'x'` names a property, which may be a key that a user chose. */
function withoutQuotes(message: string): string {
  return message.replaceAll(/(["'`])(?:(?!\1).)*\1/gs, '…').slice(0, 200);
}

/** The stack without its head, which repeats the message. */
function framesOf(error: Error): readonly string[] {
  const stack = error.stack ?? '';
  const head = error.message === '' ? 0 : stack.indexOf(error.message);
  const rest = head < 0 ? '' : stack.slice(head + error.message.length);
  return rest
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
    .map((line) => line.trim());
}
