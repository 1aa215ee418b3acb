import type { LinkageSpec } from '../spec/spec.ts';
import { countTerms, fillTerms } from './counting.ts';
import { rankRows } from './ids.ts';
import type { EncodeJob, Job, ReadJob, ReadResult } from './jobs.ts';
import { makeKeys } from './keys.ts';
import { levelsOfPairs } from './levels.ts';
import { linesOf } from './lines.ts';
import { matchRows } from './matching.ts';
import { countPatterns } from './pattern-counts.ts';
import { listRows } from './postings.ts';
import { readRecords, type RowFault } from './reader.ts';
import type { Segment } from './segment.ts';
import { SegmentWriter } from './segment-writer.ts';
import { weighTwins } from './weigh-twins.ts';

/** Faults of a file that are told one by one; the rest are counted. */
const EXAMPLES = 20;

/** Does one job; the same in a thread and outside. */
export function perform(spec: LinkageSpec, job: Job): unknown {
  switch (job.kind) {
    case 'read':
      return readPart(spec, job);
    case 'encode':
      return encodeBatch(spec, job);
    case 'ids':
      return rankRows(spec, job);
    case 'terms':
      return countTerms(spec, job);
    case 'fill':
      return fillTerms(spec, job);
    case 'keys':
      return makeKeys(spec, job);
    case 'postings':
      return listRows(spec, job);
    case 'match':
      return matchRows(spec, job);
    case 'twins':
      return weighTwins(spec, job);
    case 'lines':
      return linesOf(job);
    case 'levels':
      return levelsOfPairs(spec, job);
    case 'patterns':
      return countPatterns(spec, job);
  }
}

async function readPart(spec: LinkageSpec, job: ReadJob): Promise<ReadResult> {
  const writer = new SegmentWriter(spec, job.side, job.folder, job.name);
  const examples: RowFault[] = [];
  let faults = 0;
  await readRecords(job.path, job.encoding, job.part, {
    record: (record, line) => writer.add(record, line),
    fault: (fault) => {
      faults++;
      if (examples.length < EXAMPLES) examples.push(fault);
    },
  });
  return { segments: writer.finish(), faults, examples };
}

function encodeBatch(spec: LinkageSpec, { records, side, firstLine, folder, name }: EncodeJob): readonly Segment[] {
  const writer = new SegmentWriter(spec, side, folder, name);
  for (const [index, record] of records.entries()) writer.add(record, firstLine + index);
  return writer.finish();
}
