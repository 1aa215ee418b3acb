import { basename } from 'node:path';
import { rowWidth } from '../spec/spec.ts';
import type { LinkageSpec } from '../spec/spec.ts';
import type { IdsResult, ReadJob, ReadResult } from './jobs.ts';
import type { FileSummary } from './options.ts';
import { noRows } from './problems.ts';
import { encodingOf } from './reader.ts';
import type { Segment } from './segment.ts';
import type { Team } from './team.ts';

/** A register's rows, encoded. */
export interface Register {
  readonly segments: readonly Segment[];
  /** By row number, its place in the order of ids. */
  readonly ranks: Uint32Array;
  readonly rows: number;
  readonly summary: FileSummary;
}

/** Faulty rows told one by one. */
const EXAMPLES = 20;

const SIDES = ['left', 'right'] as const;

/** Reads registers from files, all at once, each shared by some threads. */
export async function loadRegisters(
  team: Team,
  paths: readonly string[],
  threads: number,
  folder: string | null,
): Promise<readonly Register[]> {
  const encodings = await Promise.all(paths.map(encodingOf));
  const parts = Math.max(1, Math.ceil(threads / paths.length));
  const jobs = paths.flatMap((path, file) =>
    Array.from({ length: parts }, (_, index): ReadJob => ({
      kind: 'read',
      path,
      side: SIDES[file] ?? 'right',
      encoding: encodings[file] ?? 'utf8',
      part: { index, of: parts },
      folder,
      name: `${file}-${index}`,
    })),
  );
  const read = await team.run(jobs);
  const files = paths.map((_, file) => read.slice(file * parts, (file + 1) * parts));
  const ids = await team.run(files.map((parts) => ({ kind: 'ids' as const, segments: segmentsOf(parts) })));
  return paths.map((path, file) => registerOf(path, files[file] ?? [], ids[file]));
}

function segmentsOf(parts: readonly ReadResult[]): readonly Segment[] {
  return parts.flatMap(({ segments }) => segments);
}

function registerOf(path: string, parts: readonly ReadResult[], ids: IdsResult | undefined): Register {
  const segments = segmentsOf(parts);
  const { repeats = 0, rejected = 0, examples = [] } = ids ?? {};
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0) - repeats - rejected;
  if (rows === 0) throw noRows(basename(path));
  const doubled = examples.map(({ id, lines }) => ({
    line: lines[0] ?? 0,
    reason: `编号“${id}”在第 ${lines.join('、')} 行重复，内容却不同，这些行都没有比对`,
  }));
  const faults = [...parts.flatMap((part) => part.examples), ...doubled];
  return {
    segments,
    ranks: new Uint32Array(ids?.ranks ?? new SharedArrayBuffer(0)),
    rows,
    summary: {
      file: basename(path),
      rows,
      rejected: rejected + parts.reduce((sum, part) => sum + part.faults, 0),
      faults: faults.toSorted((a, b) => a.line - b.line).slice(0, EXAMPLES),
      repeats,
    },
  };
}

/** Bytes that the rows of a register take. */
export function bytesOf(spec: LinkageSpec, { segments }: Pick<Register, 'segments'>): number {
  return segments.reduce((sum, { rows }) => sum + rows * rowWidth(spec) * 4, 0);
}
