import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import type { OutcomeLine } from '../../contract/index.ts';
import { readSchemeFolders } from '@jianjia/schemes/server';
import { type AssessmentDeps, compileStandards, ensureEvaluated, outcomes } from '../../server/index.ts';
import { loadWorld, readStandardMeasures } from '../scoring/load.ts';
import { tally } from '../scoring/tally.ts';
import { smallWorld } from '../worlds/index.ts';

const SCHEMES = fileURLToPath(new URL('../../../../standards/schemes', import.meta.url));

/** A union's result by one scheme, put together from its outcomes in plain JavaScript. */
export interface Told {
  readonly union: string;
  readonly scheme: string;
  readonly track: string;
  readonly lines: readonly OutcomeLine[];
  readonly reached: boolean;
  /** Mandatory indicators that apply and are not met. */
  readonly missing: number;
}

export interface UnionFacts {
  readonly union_code: string;
  readonly kind: string;
  readonly industry_code: string | null;
  readonly founded_on: string;
  readonly dissolved_on: string | null;
  /** Itself and everything above it, nearest first. */
  readonly path: readonly string[];
}

/** The small world, evaluated as of a day by the product's standards, and by one of the tests' own with few items. */
export async function listWorld(db: TestDatabase, t: PlainDate, seed: number): Promise<AssessmentDeps> {
  const schemes = await readSchemeFolders(SCHEMES, 'standards/schemes');
  const standards = compileStandards(await readStandardMeasures(), [...schemes, tally]);
  await loadWorld(db, await smallWorld(seed, t, standards.schemes));
  const deps: AssessmentDeps = {
    app: db.app,
    system: db.system,
    standards,
    asOf: (text) => (text ?? t) as PlainDate,
    evaluated: async (day) => void (await ensureEvaluated(db.system, standards, day)),
  };
  await deps.evaluated(t);
  return deps;
}

/** Every result of a day, from the outcomes. */
export async function toldAsOf({ system, standards }: AssessmentDeps, t: PlainDate): Promise<readonly Told[]> {
  const groups = new Map<string, OutcomeLine[]>();
  for await (const line of outcomes(system, standards, t)) {
    const key = `${line.union} ${line.scheme}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].map((lines) => {
    const [first] = lines as [OutcomeLine];
    const mandatory = lines.filter((line) => line.mandatory && line.verdict !== 'not_applicable');
    const missing = mandatory.filter((line) => line.verdict !== 'met').length;
    const reached = missing === 0 && lines.some((line) => line.verdict === 'met');
    return { union: first.union, scheme: first.scheme, track: first.track, lines, reached, missing };
  });
}

/** Every union with the codes above it. */
export async function unionFactsOf({ system }: AssessmentDeps): Promise<ReadonlyMap<string, UnionFacts>> {
  const { rows } = await system.query<Omit<UnionFacts, 'path'> & { union_id: string; parent_id: string | null }>(
    'select union_id, parent_id, union_code, kind, industry_code, founded_on, dissolved_on from organisations.union',
  );
  const byId = new Map(rows.map((row) => [row.union_id, row]));
  const pathOf = (id: string | null): readonly string[] => {
    const row = id === null ? undefined : byId.get(id);
    return row ? [row.union_code, ...pathOf(row.parent_id)] : [];
  };
  return new Map(rows.map((row) => [row.union_code, { ...row, path: pathOf(row.union_id) }]));
}
