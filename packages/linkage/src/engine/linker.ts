import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { calibrated } from '../model/calibration.ts';
import { defaultModel } from '../model/default.ts';
import type { Evidence } from '../model/explain.ts';
import type { Model } from '../model/model.ts';
import { IdTable } from './id-table.ts';
import type { Linkage } from './linkage.ts';
import { matchRegisters, type Pairs } from './match.ts';
import type { LinkOptions } from './options.ts';
import { positions } from './order.ts';
import { countTerms, makeKeys, type KeyCounts } from './prepare.ts';
import { SEGMENT_ROWS, type Segment } from './segment.ts';
import { settled } from './settle.ts';
import { employersSource } from './source.ts';
import { encodeRecords, type Records } from './source-rows.ts';
import { Team } from './team.ts';

/** A new record and one that was there, and how likely they are one employer. */
export interface LinkedPair {
  readonly a: string;
  readonly b: string;
  readonly probability: number;
  /** For `explainPair`. */
  readonly evidence: Evidence;
}

/** Records that are kept, encoded and with their keys, to be held against new ones. */
interface Kept {
  readonly segments: readonly Segment[];
  readonly rows: number;
  readonly terms: SharedArrayBuffer;
  readonly keys: KeyCounts;
}

const DEFAULT_MEMORY = 3 * 2 ** 30;

/**
 * Links records against others that it keeps: what is there is encoded once, and a new delivery costs what it holds, not
 * what is kept. Ids must be unlike within what is kept and within what is linked. Close it when done.
 */
export class Linker {
  readonly #team: Team;
  readonly #model: Model;
  readonly #options: LinkOptions;
  readonly #folder: string | null;
  #kept: Kept;
  #additions = 0;

  private constructor(team: Team, model: Model, options: LinkOptions, folder: string | null, kept: Kept) {
    this.#team = team;
    this.#model = model;
    this.#options = options;
    this.#folder = folder;
    this.#kept = kept;
  }

  /** Takes in the records that are there. `options.memory` at 0 spills all rows to a temporary folder. */
  static async over(existing: Records, options: LinkOptions = {}): Promise<Linker> {
    const source = options.spec ?? employersSource;
    const team = new Team(source, options.threads ?? availableParallelism());
    const spills = (options.memory ?? DEFAULT_MEMORY) === 0;
    const folder = spills ? await mkdtemp(join(tmpdir(), 'jianjia-linker-')) : null;
    const segments = await encodeRecords(team, { side: 'right', records: existing }, folder, 'kept');
    const sided = [{ side: 'right' as const, segments, rows: rowsIn(segments) }];
    const terms = await countTerms(team, source.spec, sided);
    const { counts: keys } = await makeKeys(team, source.spec, sided, { complete: false });
    const kept = { segments, rows: rowsIn(segments), terms, keys };
    return new Linker(team, options.model ?? defaultModel, options, folder, kept);
  }

  /** Links new records against those kept. */
  async link(records: Records): Promise<readonly LinkedPair[]> {
    const left = await this.#prepared(records, 'left');
    const linkage = this.#linkage(left);
    const pairs = await matchRegisters(linkage, this.#model);
    const odds = await settled(linkage, this.#model, pairs);
    return linkedPairs(linkage, this.#model, pairs, odds, this.#options.cut ?? this.#model.cut);
  }

  /** Keeps more records, to be found from now on. */
  async add(records: Records): Promise<void> {
    const added = await this.#prepared(records, 'right', this.#kept.terms);
    const segments = [...this.#kept.segments, ...added];
    this.#kept = { ...this.#kept, segments, rows: rowsIn(segments) };
  }

  async close(): Promise<void> {
    await this.#team.close();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }

  /** Encodes records with the counts and the keys of what is kept. */
  async #prepared(
    records: Records,
    side: 'left' | 'right',
    terms: SharedArrayBuffer = this.#kept.terms.slice(0),
  ): Promise<readonly Segment[]> {
    const { spec } = this.#options.spec ?? employersSource;
    const segments = await encodeRecords(this.#team, { side, records }, this.#folder, `added-${this.#additions++}`);
    const sided = [{ side, segments, rows: rowsIn(segments) }];
    await countTerms(this.#team, spec, sided, terms);
    await makeKeys(this.#team, spec, sided, { known: this.#kept.keys, complete: false });
    return segments;
  }

  #linkage(left: readonly Segment[]): Linkage {
    const { spec } = this.#options.spec ?? employersSource;
    return {
      team: this.#team,
      spec,
      left: registerOf(left),
      right: registerOf(this.#kept.segments),
      memory: (this.#options.memory ?? DEFAULT_MEMORY) / 2,
      dropped: [],
    };
  }
}

/** Links two lists of records in memory. */
export async function linkRecords(
  left: Records,
  right: Records,
  options: LinkOptions = {},
): Promise<readonly LinkedPair[]> {
  const linker = await Linker.over(right, { threads: 1, ...options });
  try {
    return await linker.link(left);
  } finally {
    await linker.close();
  }
}

function rowsIn(segments: readonly Segment[]): number {
  return segments.reduce((sum, { rows }) => sum + rows, 0);
}

function registerOf(segments: readonly Segment[]): Linkage['left'] {
  const rows = rowsIn(segments);
  return {
    segments,
    rows,
    ranks: positions(segments.length * SEGMENT_ROWS),
    summary: { file: '', rows, rejected: 0, faults: [], repeats: 0 },
  };
}

async function linkedPairs(
  { team, spec, left, right }: Linkage,
  model: Model,
  pairs: Pairs,
  odds: Float64Array,
  cut: number,
): Promise<readonly LinkedPair[]> {
  const kept = [...odds.keys()].filter((pair) => calibrated(model, odds[pair] ?? 0) >= cut);
  const rows = Uint32Array.from(kept.flatMap((pair) => [pairs.left[pair] ?? 0, pairs.right[pair] ?? 0]));
  const [levels = new Uint8Array()] = await team.run([
    { kind: 'levels' as const, left: left.segments, right: right.segments, pairs: rows },
  ]);
  const [leftIds, rightIds] = [new IdTable(left.segments), new IdTable(right.segments)];
  const count = spec.comparisons.length;
  return kept.map((pair, index) => ({
    a: leftIds.text(pairs.left[pair] ?? 0),
    b: rightIds.text(pairs.right[pair] ?? 0),
    probability: calibrated(model, odds[pair] ?? 0),
    evidence: {
      levels: [...levels.subarray(index * count, (index + 1) * count)],
      rivals: (odds[pair] ?? 0) - (pairs.odds[pair] ?? 0),
    },
  }));
}
