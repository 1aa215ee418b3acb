import { testDatabase } from '@jianjia/db/testing';
import { actAs } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import { comparisons } from '@jianjia/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClauseAnswer, ClauseDistribution, OutcomeLine } from '../../contract/index.ts';
import { listWorld, type Told, toldAsOf, type UnionFacts, unionFactsOf } from '../../testing/lists/world.ts';
import type { AssessmentDeps } from '../deps.ts';
import { listUnions } from '../lists/list-unions.ts';
import { summary } from '../outcomes.ts';
import { showClause } from './show-clause.ts';

const T = '2024-06-30' as PlainDate;
const JOIN = 'hohhot.enterprise.join-rate';
const db = await testDatabase();
let deps: AssessmentDeps;
let told: readonly Told[];
let unions: ReadonlyMap<string, UnionFacts>;

beforeAll(async () => {
  deps = await listWorld(db, T, 3);
  told = await toldAsOf(deps, T);
  unions = await unionFactsOf(deps);
});
afterAll(() => db.drop());

const show = (indicator: string, at?: string): Promise<ClauseAnswer> =>
  showClause(deps, db.system, { indicator, at, as_of: T });

/** What outcomes() says of one indicator, with the facts of the union. */
function linesOf(indicator: string, at?: string): readonly { line: OutcomeLine; facts: UnionFacts }[] {
  return told
    .flatMap(({ lines }) => lines)
    .filter((line) => line.indicator === indicator)
    .map((line) => ({ line, facts: unions.get(line.union) as UnionFacts }))
    .filter(({ facts }) => at === undefined || facts.path.includes(at));
}

function counted(lines: readonly { line: OutcomeLine }[]) {
  const of = (verdict: string): number => lines.filter(({ line }) => line.verdict === verdict).length;
  return {
    unions: lines.length,
    met: of('met'),
    unmet: of('unmet'),
    unknown: of('unknown'),
    pending: of('pending'),
    not_applicable: of('not_applicable'),
  };
}

test('says what the clause is and what it asks', async () => {
  expect(await show(JOIN)).toMatchObject({
    indicator: JOIN,
    scheme: { id: 'hohhot' },
    track: { id: 'enterprise', title: '企业工会' },
    clause: expect.stringContaining('职工入会率') as string,
    place: expect.stringContaining('附件6') as string,
    mandatory: true,
    judged: false,
    together: 'one',
    asks: ['职工入会率不低于80%'],
    measures: [{ title: '职工入会率', unit: '%', formula: expect.stringContaining('÷') as string, evidence: false }],
  });
});

describe('counts', () => {
  test.each([undefined, 'A', 'AX', 'AT1'])('by verdict, kind and district, looked at from %s', async (at) => {
    const { totals, kinds, districts } = await show(JOIN, at);
    const lines = linesOf(JOIN, at);
    expect(totals).toEqual(counted(lines));
    for (const { kind, title: _title, ...counts } of kinds) {
      expect(counts).toEqual(counted(lines.filter(({ facts }) => facts.kind === kind)));
    }
    expect(kinds.reduce((sum, { unions: count }) => sum + count, 0)).toBe(lines.length);
    for (const { code, name: _name, ...counts } of districts) {
      if (code !== null) expect(counts).toEqual(counted(lines.filter(({ facts }) => facts.path.includes(code))));
    }
    expect(districts.reduce((sum, { unions: count }) => sum + count, 0)).toBe(lines.length);
  });

  test('districts are the unions directly below that have unions of their own', async () => {
    expect((await show(JOIN, 'A')).districts.map(({ code }) => code)).toEqual(['AX', 'AZ']);
    const township = await show(JOIN, 'AT1');
    expect(township.districts.map(({ code, name }) => [code, name])).toEqual([
      ['AF1', '工会AF1'],
      [null, '工会AT1直接管理的工会'],
    ]);
  });

  test('are those of the lists on both sides, and those of the summary', async () => {
    for (const { scheme, track, unions: count } of await summary(db.system, deps.standards, T)) {
      const planned = deps.standards.plan.tracks.find((one) => one.scheme.id === scheme && one.track.id === track);
      const indicator = planned?.items[0]?.clause.indicator ?? '';
      const { totals } = await show(indicator);
      expect(totals.unions).toBe(count);
      const query = { as_of: T, indicator, sort: 'code', order: 'asc' } as const;
      const of = async (verdict: 'met' | 'held'): Promise<number> =>
        (await listUnions(deps, db.system, { ...query, verdict }, { size: 1 })).total;
      expect(await of('met')).toBe(totals.met);
      expect(await of('held')).toBe(totals.unmet + totals.unknown + totals.pending);
    }
  });
});

describe('the distribution', () => {
  /** Whether a value belongs to a bin. */
  function holds({ closed, bins }: ClauseDistribution, index: number, value: number): boolean {
    const { from, to } = bins[index] as ClauseDistribution['bins'][number];
    const last = index === bins.length - 1;
    if (closed === 'right') return (value > from || (index === 0 && value === from)) && (to === null || value <= to);
    return value >= from && (last || to === null || value < to);
  }

  test('of every clause with one measure: each bin holds the values of outcomes() that belong there', async () => {
    const single = deps.standards.plan.tracks
      .flatMap(({ items }) => items)
      .filter(({ clause }) => clause.criterion.kind === 'measure');
    let seen = 0;
    for (const [index, { clause, item }] of single.entries()) {
      if (index % 5 !== 0 && !clause.indicator.includes('rate')) continue;
      const { distributions, totals } = await show(clause.indicator);
      const [distribution] = distributions as [ClauseDistribution];
      const lines = linesOf(clause.indicator).filter(({ line }) => line.verdict !== 'not_applicable');
      // Where a condition cannot be told, the outcome shows no value though the measure may have one.
      if (item.when !== undefined && lines.some(({ line }) => line.verdict === 'unknown')) continue;
      const known = lines.filter(({ line }) => line.value !== null);
      expect([clause.indicator, distribution.known, distribution.unknown]).toEqual([
        clause.indicator,
        known.length,
        lines.length - known.length,
      ]);
      for (const [place, bin] of distribution.bins.entries()) {
        const inside = known.filter(({ line }) => holds(distribution, place, line.value ?? 0));
        expect([clause.indicator, bin.label, bin.unions, bin.met]).toEqual([
          clause.indicator,
          bin.label,
          inside.length,
          inside.filter(({ line }) => line.verdict === 'met').length,
        ]);
      }
      expect(distribution.bins.reduce((sum, { met }) => sum + met, 0)).toBe(totals.met);
      seen += known.length;
    }
    expect(seen).toBeGreaterThan(100);
  });

  test('no bin lies on both sides of the threshold', async () => {
    const { distributions } = await show(JOIN);
    const [{ bins, thresholds, median }] = distributions as [ClauseDistribution];
    const [line] = thresholds;
    expect(line).toMatchObject({ op: '>=', least: 0.8, most: 0.8, label: '不低于80%', parameter: null });
    expect(bins[line?.bin ?? -1]?.from).toBe(0.8);
    for (const [index, bin] of bins.entries()) expect(bin.met).toBe(index < (line?.bin ?? 0) ? 0 : bin.unions);
    const values = linesOf(JOIN)
      .flatMap(({ line: { value } }) => (value === null ? [] : [value]))
      .toSorted((a, b) => a - b);
    const middle = (values.length - 1) / 2;
    expect(median).toBeCloseTo(((values[Math.floor(middle)] ?? 0) + (values[Math.ceil(middle)] ?? 0)) / 2, 12);
  });

  test('a threshold that superior unions set is told as such, and where it differs it has no line', async () => {
    const asks = deps.standards.plan.tracks
      .flatMap(({ items }) => items)
      .find(({ clause }) =>
        clause.criterion.parts.some(({ comparison }) =>
          comparisons(comparison).some(({ thresholds }) => thresholds.some(({ kind }) => kind === 'parameter')),
        ),
      );
    const { distributions } = await show(asks?.clause.indicator ?? '');
    const thresholds = distributions.flatMap((one) => one.thresholds).filter(({ parameter }) => parameter !== null);
    expect(thresholds.length).toBeGreaterThan(0);
    for (const { least, most, bin, label } of thresholds) {
      if (least !== most) expect(bin).toBeNull();
      if (least === null || least !== most) expect(label).toContain('上级考核值');
    }
  });

  test('where a person judges there is none', async () => {
    expect(await show('hohhot.enterprise.four-confidences')).toMatchObject({ judged: true, distributions: [] });
  });
});

test('a county officer counts own unions only', async () => {
  const county = await actAs(db, 'county_officer', 'AX');
  const mine = await showClause(deps, county, { indicator: JOIN, as_of: T });
  const lines = linesOf(JOIN, 'AX');
  expect(mine.totals).toEqual(counted(lines));
  const [distribution] = mine.distributions as [ClauseDistribution];
  expect(distribution.known + distribution.unknown).toBe(
    lines.filter(({ line }) => line.verdict !== 'not_applicable').length,
  );
  expect(mine.districts.map(({ code }) => code)).toEqual(['AF2', 'AT1', 'AT2']);
  for (const at of ['A', 'B', 'AZ']) {
    await expect(showClause(deps, county, { indicator: JOIN, at, as_of: T })).rejects.toThrow('没有');
  }
  await expect(showClause(deps, county, { indicator: 'hohhot.enterprise.x', as_of: T })).rejects.toThrow('没有编号为');
});
