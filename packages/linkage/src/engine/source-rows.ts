import type { EmployerRecord } from '../record.ts';
import type { Side } from '../spec/spec.ts';
import type { Segment } from './segment.ts';
import { SEGMENT_ROWS } from './segment.ts';
import type { Team } from './team.ts';

/** Records from wherever they are kept. */
export type Records = Iterable<EmployerRecord> | AsyncIterable<EmployerRecord>;

/** Batches that wait for a thread at once: more would only hold memory. */
const WAITING = 8;

/** Encodes records, batch by batch, on all threads; `name` tells their segments from those of others. */
export async function encodeRecords(
  team: Team,
  { side, records }: { readonly side: Side; readonly records: Records },
  folder: string | null,
  name: string,
): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  let batches: EmployerRecord[][] = [];
  let batch: EmployerRecord[] = [];
  let [first, line] = [0, 0];
  const hand = async (): Promise<void> => {
    const jobs = batches.map((rows, index) => ({
      kind: 'encode' as const,
      records: rows,
      side,
      firstLine: first + index * SEGMENT_ROWS,
      folder,
      name: `${name}-${first + index * SEGMENT_ROWS}`,
    }));
    for (const encoded of await team.run(jobs)) segments.push(...encoded);
    first = line;
    batches = [];
  };
  for await (const record of records) {
    batch.push(record);
    line++;
    if (batch.length < SEGMENT_ROWS) continue;
    batches.push(batch);
    batch = [];
    if (batches.length === WAITING) await hand();
  }
  if (batch.length > 0) batches.push(batch);
  if (batches.length > 0) await hand();
  return segments;
}
