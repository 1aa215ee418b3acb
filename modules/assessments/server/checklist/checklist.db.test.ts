import { fileURLToPath } from 'node:url';
import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_STEPS } from '../../domain/next-steps.ts';
import { loadWorld, scoredStandards } from '../../testing/scoring/load.ts';
import { withScoringRows } from '../../testing/scoring/world.ts';
import { smallWorld } from '../../testing/worlds/index.ts';
import { ensureEvaluated, evaluateAll, loadStandards, outcomes, scores, type Standards } from '../index.ts';
import { readChecklist } from './read-checklist.ts';

const STANDARDS = fileURLToPath(new URL('../../../../standards', import.meta.url));
const T = '2024-06-30' as PlainDate;

async function world(db: TestDatabase, standards: Standards): Promise<readonly string[]> {
  await loadWorld(db, withScoringRows(await smallWorld(5, T, standards.schemes), 5, T));
  await evaluateAll(db.system, standards, T);
  const found = await db.system.query<{ code: string }>(
    `select distinct u.union_code as code from assessments.result r join organisations.union u using (union_id) order by 1`,
  );
  return found.rows.map(({ code }) => code);
}

describe.each([
  ['the shipped standards', () => loadStandards(STANDARDS)],
  ['standards with points', scoredStandards],
])('checklists by %s', (_name, load) => {
  let db: TestDatabase;
  let standards: Standards;
  let codes: readonly string[];
  beforeAll(async () => {
    [db, standards] = await Promise.all([testDatabase(), load()]);
    codes = await world(db, standards);
  });
  afterAll(() => db.drop());

  it('say of every union what the outcomes say, every item once, sections in order', async () => {
    expect(codes.length).toBeGreaterThan(25);
    for (const code of codes) {
      const { standards: told, union } = await readChecklist(db.system, standards, { code, t: T });
      expect(union.code).toBe(code);
      const items = told.flatMap(({ scheme, track, sections }) =>
        sections.flatMap((section) => section.items.map((item) => ({ scheme, track, ...item }))),
      );
      const lines = await Array.fromAsync(outcomes(db.system, standards, T, { union: code, alone: true }));
      expect(items.length).toBe(lines.length);
      const byIndicator = new Map(items.map((item) => [item.indicator, item]));
      for (const { union: _union, clause, missing, ...line } of lines) {
        const item = byIndicator.get(line.indicator);
        expect(item).toMatchObject({ ...line, quote: clause });
        expect(item?.missing.map(({ id }) => id)).toEqual(missing);
      }
      for (const { counts, sections, next_steps } of told) {
        const sum = (verdict: keyof typeof counts) => sections.reduce((all, one) => all + one.counts[verdict], 0);
        for (const verdict of Object.keys(counts) as (keyof typeof counts)[])
          expect(sum(verdict)).toBe(counts[verdict]);
        expect(next_steps.length).toBeLessThanOrEqual(MOST_STEPS);
        const settled = next_steps.flatMap(({ settles }) => settles);
        expect(new Set(settled).size).toBe(settled.length);
      }
    }
  });

  it('are told of one scheme where one is asked for', async () => {
    const [first] = standards.schemes;
    for (const code of codes.slice(0, 5)) {
      const { standards: told } = await readChecklist(db.system, standards, { code, t: T, scheme: first?.id });
      expect(told.every(({ scheme }) => scheme === first?.id)).toBe(true);
    }
  });
});

describe('points', () => {
  let db: TestDatabase;
  let standards: Standards;
  beforeAll(async () => {
    [db, standards] = await Promise.all([testDatabase(), scoredStandards()]);
    await world(db, standards);
  });
  afterAll(() => db.drop());

  it('are gained as promised: a plaque', async () => {
    const before = await gains(db, standards);
    const promised = [...before].filter(([, { points }]) => points !== null);
    expect(promised.length).toBeGreaterThan(3);
    await db.owner.query('update organisations.union set plaque = true');
    await ensureEvaluated(db.system, standards, T);
    const after = new Map(
      (await Array.fromAsync(scores(db.system, standards, T, { scheme: 'tally' }))).map((line) => [
        line.union,
        line.low,
      ]),
    );
    for (const [code, { points, low }] of promised)
      expect((after.get(code) ?? 0) - low, code).toBeCloseTo(points ?? 0, 6);
  });
});

/** Of every union the certain points now, and those promised for a plaque; null where none is promised. */
async function gains(db: TestDatabase, standards: Standards) {
  const found = new Map<string, { low: number; points: number | null }>();
  for await (const { union, track, low } of scores(db.system, standards, T, { scheme: 'tally' })) {
    if (track !== 'base') continue;
    const { standards: told } = await readChecklist(db.system, standards, { code: union, t: T, scheme: 'tally' });
    const step = told[0]?.next_steps.find(
      ({ kind, settles }) => kind === 'move' && settles.includes('tally.base.plaque'),
    );
    found.set(union, { low, points: step?.points ?? null });
  }
  return found;
}
