import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createInterface } from 'node:readline';
import type { Random } from './random.ts';

const CHUNK = 1 << 16;

/** A text file written line by line, a block at a time, waiting for the disk. */
export class LineFile {
  private readonly stream: WriteStream;
  private waiting = '';

  constructor(path: string) {
    this.stream = createWriteStream(path);
  }

  /** Adds a line; a promise when the disk must be waited for. */
  add(line: string): Promise<unknown> | undefined {
    this.waiting += `${line}\n`;
    if (this.waiting.length < CHUNK) return undefined;
    const block = this.waiting;
    this.waiting = '';
    return this.stream.write(block) ? undefined : once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    this.stream.end(this.waiting);
    await finished(this.stream);
  }
}

/**
 * A CSV file whose rows end up in random order without ever being in memory together: rows go to one of many parts at
 * random, and each part is shuffled by itself at the end.
 */
export class ShuffledFile {
  private readonly parts: LineFile[];
  private readonly path: string;
  private readonly random: Random;

  constructor(path: string, random: Random, parts: number) {
    this.path = path;
    this.random = random;
    this.parts = Array.from({ length: parts }, (_, part) => new LineFile(this.partPath(part)));
  }

  private partPath(part: number): string {
    return `${this.path}.${part}.part`;
  }

  add(line: string): Promise<unknown> | undefined {
    return this.random.pick(this.parts).add(line);
  }

  async close(header: string): Promise<void> {
    const whole = new LineFile(this.path);
    await whole.add(header);
    for (const [part, file] of this.parts.entries()) {
      await file.close();
      const lines = (await readFile(this.partPath(part), 'utf8')).split('\n');
      lines.pop();
      for (let last = lines.length - 1; last > 0; last--) {
        const other = this.random.int(0, last);
        [lines[last], lines[other]] = [lines[other] ?? '', lines[last] ?? ''];
      }
      for (const line of lines) await whole.add(line);
      await rm(this.partPath(part));
    }
    await whole.close();
  }
}

/** The lines of a text file. */
export function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
}

/** A CSV line (RFC 4180): quotes where a value holds a comma, a quote or a line break. */
export function csvLine(values: readonly string[]): string {
  return values.map((value) => (/[",\r\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',');
}
