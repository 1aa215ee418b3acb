import { rowWidth } from '../spec/spec.ts';
import type { Meeting } from './jobs.ts';
import type { Linkage } from './linkage.ts';
import { readWords, type Segment } from './segment.ts';

/** Whether the left register is the smaller one, which is listed by keys while the other passes by. */
export function isSwapped({ left, right }: Pick<Linkage, 'left' | 'right'>): boolean {
  return left.rows < right.rows;
}

/**
 * Brings two registers together: the smaller one is listed by keys, as much of it at once as memory holds; the other
 * passes by segment after segment. `work` is given the meetings of all segments with one part of the listed register,
 * and the number of that part's first segment.
 * @param kin whether only rows of one kin meet: others are surely two employers, and only training wants to see them
 */
export async function eachMeeting(
  linkage: Linkage,
  kin: boolean,
  work: (meetings: readonly Meeting[], first: number) => Promise<void>,
): Promise<void> {
  const { team, spec, left, right, memory } = linkage;
  const swapped = isSwapped(linkage);
  const [listed, passing] = swapped ? [left, right] : [right, left];
  const width = rowWidth(spec);
  for (const { first, segments: chunk } of chunks(listed.segments, width, memory)) {
    const segments = chunk.map((segment) => inMemory(segment, width));
    const postings = await team.run(spec.rules.map((_, rule) => ({ kind: 'postings' as const, segments, rule, kin })));
    await work(
      passing.segments.map((segment) => ({ passing: segment, listed: segments, swapped, kin, postings })),
      first,
    );
  }
}

interface Chunk {
  readonly first: number;
  readonly segments: readonly Segment[];
}

function chunks(segments: readonly Segment[], width: number, memory: number): readonly Chunk[] {
  const all: { readonly first: number; readonly segments: Segment[]; bytes: number }[] = [];
  for (const [index, segment] of segments.entries()) {
    const bytes = segment.rows * width * 4;
    const last = all.at(-1);
    // Rows that are in memory anyway need no place.
    if (last === undefined || (segment.words === null && last.bytes + bytes > memory)) {
      all.push({ first: index, segments: [segment], bytes });
    } else {
      last.segments.push(segment);
      last.bytes += bytes;
    }
  }
  return all;
}

function inMemory(segment: Segment, width: number): Segment {
  if (segment.words !== null) return segment;
  const words = new SharedArrayBuffer(segment.rows * width * 4);
  readWords(segment, new Uint32Array(words));
  return { ...segment, words };
}
