/** Thrown when whoever reads our output has gone away. */
export class OutputClosed extends Error {}

let closed = false;

/** Notes when the reader of standard output goes away, instead of ending with a stack trace. */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
      if (stream === process.stdout) closed = true;
    });
  }
}

/**
 * Writes text to standard output and waits while its reader is slower than we are.
 * @throws OutputClosed when the reader is gone
 */
export async function print(text: string): Promise<void> {
  if (closed) throw new OutputClosed();
  if (process.stdout.write(text)) return;
  await drained();
  if (closed) throw new OutputClosed();
}

/** Waits for room in the pipe; a reader that goes away frees the one who waits, too. */
function drained(): Promise<void> {
  return new Promise((resolve) => {
    const events = ['drain', 'error', 'close'] as const;
    const done = (): void => {
      for (const event of events) process.stdout.off(event, done);
      resolve();
    };
    for (const event of events) process.stdout.on(event, done);
  });
}

/** Writes lines in pieces of about this many characters: one system call per line would be slow. */
const PIECE = 65_536;

/** Writes lines as they come, in bounded memory. A line end is added to each. */
export async function printLines(lines: AsyncIterable<string>): Promise<void> {
  let piece = '';
  for await (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    await print(piece);
    piece = '';
  }
  if (piece !== '') await print(piece);
}
