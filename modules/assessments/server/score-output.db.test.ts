import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScoreLine } from '../contract/index.ts';
import { loadWorld, readStandardMeasures, scoredStandards } from '../testing/scoring/load.ts';
import { tally } from '../testing/scoring/tally.ts';
import { withScoringRows } from '../testing/scoring/world.ts';
import { smallWorld } from '../testing/worlds/index.ts';
import { compileStandards, evaluateAll, explain, outcomes, scores, summary, type Standards } from './index.ts';

const T = '2024-06-30' as PlainDate;
let db: TestDatabase;
let standards: Standards;

beforeAll(async () => {
  [db, standards] = await Promise.all([testDatabase(), scoredStandards()]);
  await loadWorld(db, withScoringRows(await smallWorld(1, T, standards.schemes), 1, T));
  await evaluateAll(db.system, standards, T);
});
afterAll(() => db.drop());

async function lines(filter: Parameters<typeof scores>[3]): Promise<readonly ScoreLine[]> {
  const found: ScoreLine[] = [];
  for await (const line of scores(db.system, standards, T, filter)) found.push(line);
  return found;
}

describe('scores', () => {
  it('are told by track and union, for one scheme or below one union', async () => {
    const all = await lines({ scheme: 'tally' });
    expect(new Set(all.map(({ track }) => track))).toEqual(new Set(['base', 'top']));
    // A bonus without a cap that nobody can tell has no upper end.
    expect(all.some(({ high }) => high === null)).toBe(true);
    expect(all.every(({ low, high }) => high === null || (low <= high && high < 130))).toBe(true);
    expect(all.some(({ low }) => !Number.isInteger(low))).toBe(true);
    const below = await lines({ scheme: 'tally', union: 'AT1' });
    expect(below.map(({ union }) => union)).toContain('AT1');
    expect(all).toEqual(expect.arrayContaining([...below]));
    expect(below.length).toBeLessThan(all.length);
    expect((await lines({ scheme: 'tally', union: 'AT1', alone: true })).map(({ union }) => union)).toEqual(['AT1']);
  });

  it('decide who reaches the standard, and are summed up by level', async () => {
    const all = await lines({ scheme: 'tally' });
    for (const row of await summary(db.system, standards, T, { scheme: 'tally' })) {
      const own = all.filter(({ track }) => track === row.track);
      expect(row.reached).toBe(own.filter(({ level }) => level !== null).length);
      expect(row.score?.levels.map(({ id, unions }) => [id, unions])).toEqual(
        (row.track === 'top' ? ['good'] : ['fine', 'fair']).map((id) => [
          id,
          own.filter(({ level }) => level === id).length,
        ]),
      );
      expect(row.score?.open).toBe(own.filter(({ level, possible }) => level !== possible).length);
      expect(row.score?.mean.low).toBeCloseTo(own.reduce((sum, { low }) => sum + low, 0) / own.length, 6);
      expect(row.score?.full).toBe(100);
    }
    const [one] = await summary(db.system, standards, T, { scheme: 'tally', union: 'AT1', alone: true });
    expect(one?.score?.mean.low).toBe((await lines({ scheme: 'tally', union: 'AT1', alone: true }))[0]?.low);
  });

  it('leave the outcomes as they were: one line per indicator', async () => {
    const seen = new Map<string, number>();
    for await (const line of outcomes(db.system, standards, T, { scheme: 'tally' })) {
      seen.set(`${line.track} ${line.union}`, (seen.get(`${line.track} ${line.union}`) ?? 0) + 1);
    }
    for (const [key, count] of seen) expect(count).toBe(key.startsWith('base') ? 9 : 4);
  });
});

describe('an explanation', () => {
  it('tells rule, points, what else hangs on the item, total and level', async () => {
    const line = (await lines({ scheme: 'tally' })).find(({ track }) => track === 'base');
    const told = await explain(db.system, standards, T, line?.union ?? '', 'tally.base.care');
    expect(told.score).toMatchObject({
      rule: '分项相加，最高15分：visit（由人在0分至10分之间评分，最小分差0.5分）；本年年度计划数不低于1份（符合得5分，不符合不得分）',
      effects: ['另有使本项记零分的情形'],
      section: '工作',
      full: 100,
      total: { low: line?.low, high: line?.high },
    });
    expect(told.score?.points?.high).toBeLessThanOrEqual(15);
    // What decides parts and triggers is shown with its numbers and records.
    expect(told.measures.map(({ id }) => id)).toEqual(['documents.yearly(annual_plan)', 'disputes.yearly(discipline)']);
    const veto = await explain(db.system, standards, T, line?.union ?? '', 'tally.base.incident');
    expect(veto.score).toMatchObject({ rule: null, points: null, section: null });
    expect(veto.score?.effects).toEqual(['一票否决，追溯24个月：不符合的不评等次']);
  });
});

it('refuses to look back over a measure that knows no days', async () => {
  const top = (tally.files['top.yaml'] ?? '').replace('audits.problems', 'audits.reported');
  const { errors } = compileStandards(await readStandardMeasures(), [
    { ...tally, files: { ...tally.files, 'top.yaml': top } },
  ]);
  expect(errors.map(({ path, sentence }) => `${path} ${sentence}`)).toEqual([
    expect.stringMatching(/^items\.1\.veto\.look_back .*不知道最近一次发生在哪一天/),
  ]);
});
