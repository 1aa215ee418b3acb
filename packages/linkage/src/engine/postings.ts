import type { LinkageSpec } from '../spec/spec.ts';
import type { Postings, PostingsJob } from './jobs.ts';
import { keysOf, SEGMENT_ROWS } from './segment.ts';

/** Lists the rows of segments by their keys of one rule: a counting sort by bucket. */
export function listRows(spec: LinkageSpec, { segments, rule, kin }: PostingsJob): Postings {
  const total = segments.reduce((sum, { rows }) => sum + rows, 0);
  const found = new Uint32Array(2 * total);
  let keys = 0;
  for (const [index, segment] of segments.entries()) {
    const [column, kins] = [keysOf(segment, rule), keysOf(segment, spec.rules.length)];
    const alive = new Uint8Array(segment.alive);
    for (let row = 0; row < segment.rows; row++) {
      const key = column[row] ?? 0;
      if (key === 0 || alive[row] !== 1) continue;
      found[2 * keys] = kin ? withKin(key, kins[row] ?? 0) : key;
      found[2 * keys++ + 1] = index * SEGMENT_ROWS + row;
    }
  }
  const buckets = 2 ** Math.ceil(Math.log2(Math.max(keys, 64)));
  const starts = new Uint32Array(new SharedArrayBuffer((buckets + 1) * 4));
  const entries = new Uint32Array(new SharedArrayBuffer(keys * 8));
  for (let entry = 0; entry < keys; entry++) {
    const bucket = (found[2 * entry] ?? 0) & (buckets - 1);
    starts[bucket] = (starts[bucket] ?? 0) + 1;
  }
  let end = 0;
  for (let bucket = 0; bucket <= buckets; bucket++) starts[bucket] = end += starts[bucket] ?? 0;
  // Filled from the end, each start walks down from the end of its bucket to its beginning.
  for (let entry = 0; entry < keys; entry++) {
    const key = found[2 * entry] ?? 0;
    const bucket = key & (buckets - 1);
    const at = (starts[bucket] ?? 0) - 1;
    starts[bucket] = at;
    entries[2 * at] = key;
    entries[2 * at + 1] = found[2 * entry + 1] ?? 0;
  }
  return { starts: starts.buffer, entries: entries.buffer };
}

/** A key that rows of another kin do not share; 0 stays for none. */
export function withKin(key: number, kin: number): number {
  return key === 0 ? 0 : (key ^ Math.imul(kin, 0x9e3779b1)) >>> 0 || 1;
}
