import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { UploadedPart } from '@jianjia/http';
import { Day, MAX_FILE_BYTES, Year } from '../../contract/index.ts';
import { problems } from '../problems.ts';
import { applyDelivery } from '../apply/apply-delivery.ts';
import type { CensusDeps } from '../deps.ts';
import { findBatch, isFine } from './batches.ts';
import { readFileInto } from './read-file.ts';
import type { Doer } from '../doer.ts';

/** Bytes that must stay free on the disk besides, for the database lies there too. */
const RESERVE = 512 * 1024 * 1024;
/** What is left of a service that was killed is swept away by this begin of the name when the next one starts. */
const PREFIX = 'jianjia-upload-';

/** What became of an uploaded file. */
export interface ReceivedFile {
  readonly delivery_id: string;
  readonly known: boolean;
}

/**
 * Takes an uploaded file: it lies in a folder of its own until it is read, for its encoding is known only after the whole.
 * @throws Problem census.formFirst, census.noFile, census.diskFull, and as `readFileInto`
 */
export async function receiveFile(
  deps: CensusDeps,
  doer: Doer,
  source: string,
  parts: AsyncIterable<UploadedPart>,
): Promise<ReceivedFile> {
  const { uploads = tmpdir() } = deps;
  const { bavail, bsize } = await statfs(uploads);
  if (bavail * bsize < MAX_FILE_BYTES + RESERVE) throw problems.diskFull();
  const folder = await mkdtemp(join(uploads, PREFIX));
  try {
    const { fields, file } = await keep(parts, join(folder, 'file'));
    const { year, as_of, batch, apply } = saidOf(fields);
    const known = batch === null ? null : await findBatch(doer, source, batch);
    if (known !== null) return { delivery_id: known, known: true };
    const via = batch === null ? 'upload' : 'interface';
    const delivery = await readFileInto(doer, { ...file, source, year, as_of, via, sentAs: batch });
    if (apply && (await isFine(doer, delivery))) await applyDelivery(deps, doer, delivery, []);
    return { delivery_id: delivery, known: false };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Kept {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: { readonly path: string; readonly fileName: string };
}

async function keep(parts: AsyncIterable<UploadedPart>, path: string): Promise<Kept> {
  const fields = new Map<string, string>();
  for await (const part of parts) {
    if (part.kind === 'field') {
      fields.set(part.field, part.value);
      continue;
    }
    await pipeline(part.content, createWriteStream(path, { mode: 0o600 }));
    return { fields, file: { path, fileName: part.name } };
  }
  throw problems.noFile();
}

interface Said {
  readonly year: number;
  readonly as_of: string;
  readonly batch: string | null;
  readonly apply: boolean;
}

function saidOf(fields: ReadonlyMap<string, string>): Said {
  const [year, day] = [Year.safeParse(fields.get('year')), Day.safeParse(fields.get('as_of'))];
  const fault = (year.error ?? day.error)?.issues[0]?.message;
  if (!year.success || !day.success) throw problems.formFirst(fault ?? '');
  const batch = fields.get('batch')?.slice(0, 100) || null;
  return { year: year.data, as_of: day.data, batch, apply: fields.get('apply') === 'yes' };
}
