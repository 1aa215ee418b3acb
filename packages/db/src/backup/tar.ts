/** Just enough of the tar format (POSIX ustar) that any tool opens a backup, and that we read our own. */

const BLOCK = 512;

/** A piece of an archive. */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
}

/** Header block of a file entry; names at most 100 bytes. */
export function tarHeader(name: string, size: number, seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new RangeError(`name too long for tar: ${name}`);
  block.write(name, 0);
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(`${seconds.toString(8).padStart(11, '0')}\0`, 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** Zeros after a file of this size. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** The two empty blocks at the end. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * BLOCK);
}

function checksum(block: Buffer): number {
  let sum = 0;
  for (let index = 0; index < BLOCK; index += 1) sum += index >= 148 && index < 156 ? 32 : (block[index] ?? 0);
  return sum;
}

/** Reads an archive entry by entry, in bounded memory. */
export class TarReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);
  #left = 0;
  #padding = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next entry; null at the end. What was not read of the last one is passed over. */
  async next(): Promise<TarEntry | null> {
    for await (const piece of this.body()) void piece;
    await this.#take(this.#padding);
    this.#padding = 0;
    const block = await this.#take(BLOCK);
    if (block.every((byte) => byte === 0)) return null;
    const stated = Number.parseInt(block.toString('latin1', 148, 154), 8);
    if (stated !== checksum(block)) throw new Error('tar header is damaged');
    const size = Number.parseInt(block.toString('latin1', 124, 135), 8);
    this.#left = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
    return { name: block.toString('utf8', 0, 100).replace(/\0.*$/s, ''), size };
  }

  /** The bytes of the present entry. */
  async *body(): AsyncGenerator<Buffer> {
    while (this.#left > 0) {
      if (this.#buffer.length === 0) await this.#fill();
      const piece = this.#buffer.subarray(0, this.#left);
      this.#buffer = this.#buffer.subarray(piece.length);
      this.#left -= piece.length;
      yield piece;
    }
  }

  /** The present entry as text; for small ones. */
  async text(): Promise<string> {
    const pieces: Buffer[] = [];
    for await (const piece of this.body()) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  }

  async #take(bytes: number): Promise<Buffer> {
    while (this.#buffer.length < bytes) await this.#fill();
    const taken = this.#buffer.subarray(0, bytes);
    this.#buffer = this.#buffer.subarray(bytes);
    return taken;
  }

  async #fill(): Promise<void> {
    const step = await this.#source.next();
    if (step.done === true) throw new Error('unexpected end of file');
    this.#buffer = this.#buffer.length === 0 ? step.value : Buffer.concat([this.#buffer, step.value]);
  }
}
