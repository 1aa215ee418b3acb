import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '@jianjia/schemes/contract';
import type { PlannedTrack } from '../../domain/plan.ts';
import { editedStandards, someChanges } from '../../testing/edited.ts';
import { loadWorld } from '../../testing/scoring/load.ts';
import { smallWorld } from '../../testing/worlds/index.ts';
import { evaluateAll, loadStandards, type Standards } from '../index.ts';
import { understand } from './changes.ts';
import { whatIf, prepareWhatIf } from './what-if.ts';
import { unionsSql } from './what-if-sql.ts';

const T = '2024-06-30' as PlainDate;
const CASES = Number(process.env['JIANJIA_WHAT_IFS'] ?? 24);

let db: TestDatabase;
let standards: Standards;
/** Tracks that fit a union of the world. */
let tracks: readonly PlannedTrack[];

beforeAll(async () => {
  [db, standards] = await Promise.all([
    testDatabase(),
    loadStandards(fileURLToPath(new URL('../../../../standards', import.meta.url))),
  ]);
  await loadWorld(db, await smallWorld(11, T, standards.schemes));
  await evaluateAll(db.system, standards, T);
  const found = await db.system.query<{ scheme: string; track: string }>(
    'select distinct scheme, track from assessments.result order by 1, 2',
  );
  const fitting = new Set(found.rows.map(({ scheme, track }) => `${scheme}/${track}`));
  tracks = standards.plan.tracks.filter(({ scheme, track }) => fitting.has(`${scheme.id}/${track.id}`));
});
afterAll(() => db.drop());

interface Case {
  readonly planned: PlannedTrack;
  readonly changes: readonly Change[];
}

/** Union → verdicts on the changed indicators, and whether it reaches its standard. */
type Lines = readonly string[];

async function asked({ planned, changes }: Case): Promise<Lines> {
  const question = { scheme: planned.scheme.id, track: planned.track.id, changes: [...changes] };
  const { sql, values } = unionsSql(prepareWhatIf(standards, T, question).body);
  const found = await db.system.query<{ union_code: string; changed: string; after: boolean }>(sql, [...values]);
  return found.rows.map((row) => `${row.union_code} ${row.changed} ${row.after}`).toSorted();
}

async function evaluated({ planned, changes }: Case): Promise<Lines> {
  const edited = await editedStandards(planned, changes);
  await evaluateAll(db.system, edited, T);
  const found = await db.system.query<{ union_code: string; verdicts: string; reached: boolean }>(
    `select u.union_code, r.verdicts, r.reached from assessments.result r join organisations.union u using (union_id)
     where r.as_of = $1 and r.scheme = $2 and r.track = $3`,
    [T, planned.scheme.id, planned.track.id],
  );
  const { changes: understood } = understand(standards, planned, changes);
  return found.rows
    .map(({ union_code: code, verdicts, reached }) => {
      const letters = understood.map(({ index }) => verdicts.charAt(index)).join('');
      return `${code} ${letters} ${reached}`;
    })
    .toSorted();
}

test('a what-if says of every union what a whole evaluation by the changed standard says', async () => {
  const any = fc
    .constantFrom(...tracks)
    .chain((planned) => someChanges(standards, planned).map((changes): Case => ({ planned, changes })));
  const cases = fc.sample(any, { numRuns: CASES, seed: 20_261_125 });
  // All are asked first: an evaluation replaces the results they are asked of.
  const answers = [];
  for (const one of cases) answers.push({ one, lines: await asked(one) });
  let differing = 0;
  let before: Lines = [];
  for (const { one, lines } of answers) {
    expect(lines, JSON.stringify(one.changes)).toEqual(await evaluated(one));
    if (lines.join() !== before.join()) differing += 1;
    before = lines;
  }
  // Answers that are all the same prove nothing.
  expect(differing).toBeGreaterThan(CASES / 2);
}, 600_000);

test('without changes nothing flips', async () => {
  await evaluateAll(db.system, standards, T);
  for (const { scheme, track } of tracks) {
    const question = { scheme: scheme.id, track: track.id, changes: [] };
    const { total, flips, indicators } = await whatIf(db.system, prepareWhatIf(standards, T, question));
    expect(total).toMatchObject({ after: total.before, gained: 0, lost: 0, not_judged: 0 });
    expect([flips.unions, flips.next, indicators]).toEqual([[], null, []]);
  }
});
