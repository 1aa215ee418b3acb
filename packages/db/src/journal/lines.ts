import { hash as digest } from 'node:crypto';
import { copyOut } from '../copy.ts';
import type { PoolClient } from '../pool.ts';

/** What the first line of the whole chain hangs on. */
export const GENESIS = Buffer.alloc(32);

/**
 * `previous` and all fields of the line come last and side by side: their bytes, lengths included, are exactly what the
 * hash was made of.
 */
const LINES = `copy (
  select l.hash, l.previous, to_char(l.day, 'YYYY-MM-DD'), l.seq::text,
    e.entry_id::text, (extract(epoch from e.at) * 1000000)::bigint::text, e.actor_id::text, e.actor, e.reach, e.act,
    e.union_id::text, e.subject, e.before::text, e.after::text, e.reason, e.request_id::text
  from journal.link l left join journal.entry e on e.entry_id = l.entry_id
  order by l.day, l.seq
) to stdout with (format binary)`;

/** Index lookups in the order of the chain: nothing is sorted or hashed, so the first line comes at once. */
const PLAN = `set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_sort = off;
  set local max_parallel_workers_per_gather = 0; set local search_path = pg_catalog`;

export interface ChainLine {
  readonly day: string;
  readonly seq: number;
  readonly hash: Buffer;
  readonly previous: Buffer;
  /** The fields of the entry as they were hashed; null when the link names an entry that is not there. */
  readonly content: Buffer | null;
  /** What the hash must be of: `previous`, day, number, content. */
  readonly bytes: Buffer;
}

/** What the hash would be of if the content stood elsewhere. */
export function bytesAt(previous: Buffer, day: string, seq: number, content: Buffer): Buffer {
  const text = (value: string): Buffer => Buffer.concat([length(value.length), Buffer.from(value, 'latin1')]);
  return Buffer.concat([previous, text(day), text(String(seq)), content]);
}

function length(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeInt32BE(value);
  return four;
}

/** SHA-256, as the database computes it. */
export function sha256(bytes: Buffer): Buffer {
  return digest('sha256', bytes, 'buffer');
}

/** The whole chain in its order, piece by piece; the client must be in a transaction. */
export async function* chainLines(client: PoolClient): AsyncGenerator<readonly ChainLine[]> {
  // The settings are for this one statement: going back to the savepoint takes them away.
  await client.query(`savepoint journal_lines; ${PLAN}`);
  try {
    yield* parsed(copyOut(client, LINES));
  } finally {
    await client.query('rollback to savepoint journal_lines; release savepoint journal_lines');
  }
}

async function* parsed(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly ChainLine[]> {
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const piece of pieces) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let at = 0;
    if (!begun) {
      const header = headerLength(rest);
      if (header === null) continue;
      at = header;
      begun = true;
    }
    const lines: ChainLine[] = [];
    for (;;) {
      const end = tupleEnd(rest, at);
      if (end === null) break;
      lines.push(lineOf(rest, at, end));
      at = end;
    }
    rest = rest.subarray(at);
    if (lines.length > 0) yield lines;
  }
}

/** Signature (11 bytes), flags (4), length of an extension (4) and the extension. */
function headerLength(buffer: Buffer): number | null {
  if (buffer.length < 19) return null;
  const length = 19 + buffer.readInt32BE(15);
  return buffer.length < length ? null : length;
}

/** Where the row that begins at `at` ends; null when it is not all there, and for the mark after the last row. */
function tupleEnd(buffer: Buffer, at: number): number | null {
  if (at + 2 > buffer.length) return null;
  const fields = buffer.readInt16BE(at);
  if (fields < 0) return null;
  let end = at + 2;
  for (let index = 0; index < fields; index += 1) {
    if (end + 4 > buffer.length) return null;
    end += 4 + Math.max(0, buffer.readInt32BE(end));
  }
  return end <= buffer.length ? end : null;
}

function lineOf(buffer: Buffer, from: number, end: number): ChainLine {
  const [hash, afterHash] = field(buffer, from + 2);
  const [previous, afterPrevious] = field(buffer, afterHash);
  const [day, afterDay] = field(buffer, afterPrevious);
  const [seq, afterSeq] = field(buffer, afterDay);
  const gone = buffer.readInt32BE(afterSeq) < 0;
  return {
    day: day.toString('latin1'),
    seq: Number(seq.toString('latin1')),
    hash,
    previous,
    content: gone ? null : buffer.subarray(afterSeq, end),
    bytes: buffer.subarray(afterHash + 4, end),
  };
}

function field(buffer: Buffer, at: number): readonly [value: Buffer, next: number] {
  const start = at + 4;
  const end = start + Math.max(0, buffer.readInt32BE(at));
  return [buffer.subarray(start, end), end];
}
