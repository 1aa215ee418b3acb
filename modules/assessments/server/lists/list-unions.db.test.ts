import { testDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutcomeLine, UnionListQuery, UnionRow } from '../../contract/index.ts';
import { listWorld, type Told, toldAsOf, type UnionFacts, unionFactsOf } from '../../testing/lists/world.ts';
import type { AssessmentDeps } from '../deps.ts';
import { listUnions, type UnionPage } from './list-unions.ts';

const T = '2024-06-30' as PlainDate;
const EARLIER = '2024-01-31' as PlainDate;
const db = await testDatabase();
let deps: AssessmentDeps;
let told: readonly Told[];
let before: readonly Told[];
let unions: ReadonlyMap<string, UnionFacts>;
let sections: ReadonlyMap<string, string>;

beforeAll(async () => {
  deps = await listWorld(db, T, 3);
  await deps.evaluated(EARLIER);
  // The small world has few that reach anything: results are derived data, and here some are said to.
  await db.owner.query(
    `update assessments.result r set reached = true from organisations.union u
    where u.union_id = r.union_id and (r.as_of = $1 and u.union_code in ('AE2', 'BE1') or r.as_of = $2 and u.union_code in ('AE2', 'AJ1'))`,
    [T, EARLIER],
  );
  const reachedBy = async (day: PlainDate) => {
    const found = await db.system.query<{ key: string }>(
      `select u.union_code || ' ' || r.scheme as key from assessments.result r join organisations.union u using (union_id)
      where r.as_of = $1 and r.reached`,
      [day],
    );
    return new Set(found.rows.map(({ key }) => key));
  };
  const withReached = async (day: PlainDate) => {
    const reached = await reachedBy(day);
    return (await toldAsOf(deps, day)).map((one) => ({ ...one, reached: reached.has(`${one.union} ${one.scheme}`) }));
  };
  told = await withReached(T);
  before = await withReached(EARLIER);
  unions = await unionFactsOf(deps);
  const found = await db.system.query<{ code: string; section: string }>(
    `with recursive down(code, section) as (select code, code from kernel.industry where parent is null
      union all select i.code, d.section from down d join kernel.industry i on i.parent = d.code)
    select code, section from down`,
  );
  sections = new Map(found.rows.map(({ code, section }) => [code, section]));
});
afterAll(() => db.drop());

const asked = (query: Partial<UnionListQuery>): UnionListQuery => ({ as_of: T, sort: 'code', order: 'asc', ...query });
const list = (query: Partial<UnionListQuery>, size = 200): Promise<UnionPage> =>
  listUnions(deps, db.system, asked(query), { size });

const key = ({ union, result }: UnionRow): string => `${union} ${result?.scheme ?? ''}`;
const facts = (one: { readonly union: string }): UnionFacts => unions.get(one.union) as UnionFacts;
const within = (one: Told, code: string): boolean => facts(one).path.includes(code);
const lineOf = (one: Told, indicator: string): OutcomeLine | undefined =>
  one.lines.find((line) => line.indicator === indicator);
const isHeld = (line: OutcomeLine | undefined): boolean =>
  line !== undefined && ['unmet', 'unknown', 'pending'].includes(line.verdict);

/** A rate, and a count that some unions do not meet. */
const JOIN = 'hohhot.enterprise.join-rate';
const UNMET = 'hohhot.enterprise.committee-in-term';

describe('every filter leaves what plain JavaScript over the outcomes leaves', () => {
  const cases: readonly (readonly [string, Partial<UnionListQuery>, (one: Told) => boolean])[] = [
    ['nothing', {}, () => true],
    ['at', { at: 'AX' }, (one) => within(one, 'AX')],
    ['scheme', { scheme: 'qianshan' }, (one) => one.scheme === 'qianshan'],
    ['track', { scheme: 'hohhot', track: 'township' }, (one) => one.scheme === 'hohhot' && one.track === 'township'],
    ['reached', { reached: 'true' }, (one) => one.reached],
    ['not reached', { reached: 'false', scheme: 'hohhot' }, (one) => !one.reached && one.scheme === 'hohhot'],
    ['kind', { kind: 'joint' }, (one) => facts(one).kind === 'joint'],
    ['district', { district: 'BX', at: 'B' }, (one) => within(one, 'BX')],
    ['two places', { district: 'AT1', at: 'AX' }, (one) => within(one, 'AT1')],
    ['places apart', { district: 'AT1', at: 'B' }, () => false],
    ['industry', { industry: 'F' }, (one) => sections.get(facts(one).industry_code ?? '') === 'F'],
    ['no industry', { industry: 'none' }, (one) => facts(one).industry_code === null],
    ['indicator', { indicator: JOIN }, (one) => lineOf(one, JOIN) !== undefined],
    ['met', { indicator: JOIN, verdict: 'met' }, (one) => lineOf(one, JOIN)?.verdict === 'met'],
    ['unmet', { indicator: UNMET, verdict: 'unmet' }, (one) => lineOf(one, UNMET)?.verdict === 'unmet'],
    ['unknown', { indicator: JOIN, verdict: 'unknown' }, (one) => lineOf(one, JOIN)?.verdict === 'unknown'],
    ['held', { indicator: JOIN, verdict: 'held' }, (one) => isHeld(lineOf(one, JOIN))],
    [
      'all at once',
      { indicator: JOIN, verdict: 'held', at: 'A', kind: 'enterprise', reached: 'false', industry: 'none' },
      (one) => isHeld(lineOf(one, JOIN)) && within(one, 'A') && !one.reached && facts(one).industry_code === null,
    ],
  ];

  test.each(cases)('%s', async (_name, query, wanted) => {
    const { rows, total, next } = await list(query);
    expect(rows.map(key).toSorted()).toEqual(
      told
        .filter(wanted)
        .map((one) => `${one.union} ${one.scheme}`)
        .toSorted(),
    );
    expect(total).toBe(rows.length);
    expect(next).toBeNull();
  });

  test('the cases are not empty, but for one', () => {
    const empty = cases.filter(([, , wanted]) => !told.some(wanted)).map(([name]) => name);
    expect(empty).toEqual(['places apart']);
  });

  test('every indicator, by every verdict; and this indicator alone', async () => {
    const byIndicator = Map.groupBy(
      told.flatMap((one) => one.lines.map((line) => ({ one, line }))),
      ({ line }) => line.indicator,
    );
    const criteria = new Map(
      deps.standards.plan.tracks.flatMap(({ items }) =>
        items.map(({ clause }) => [clause.indicator, clause.criterion]),
      ),
    );
    let freed = 0;
    for (const [index, [indicator, lines]] of [...byIndicator].entries()) {
      // All that are decided by several parts, all of the small scheme, and some of the many others.
      const isOne = (criteria.get(indicator)?.parts.length ?? 0) <= 1;
      if (isOne && !indicator.startsWith('tally.') && index % 9 !== 0) continue;
      const { rows } = await list({ indicator });
      expect(rows.map(({ union, result }) => [union, result?.outcome?.verdict, result?.outcome?.value])).toEqual(
        lines.map(({ line }) => [line.union, line.verdict, line.value]),
      );
      const values = (await list({ indicator, sort: 'value' })).rows.map(
        ({ result }) => result?.outcome?.value ?? null,
      );
      expect(values).toEqual(values.toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity) || 0));
      const alone = lines.filter(
        ({ one, line }) => line.mandatory && isHeld(line) && one.missing === 1 && !one.reached,
      );
      const { total } = await list({ indicator, only: 'true' });
      expect([indicator, total]).toEqual([indicator, alone.length]);
      freed += total;
    }
    expect(freed).toBeGreaterThan(0);
  });

  test('gained and lost between two days, of unions that were judged on both', async () => {
    const then = new Map(before.map((one) => [`${one.union} ${one.scheme}`, one.reached]));
    const flipped = (gained: boolean) =>
      told
        .filter((one) => one.reached === gained && then.get(`${one.union} ${one.scheme}`) === !gained)
        .map((one) => `${one.union} ${one.scheme}`)
        .toSorted();
    expect((await list({ flipped: 'gained', since: EARLIER })).rows.map(key).toSorted()).toEqual(flipped(true));
    expect((await list({ flipped: 'lost', since: EARLIER })).rows.map(key).toSorted()).toEqual(flipped(false));
    expect([flipped(true).length > 0, flipped(false).length > 0]).toEqual([true, true]);
  });

  test('founded and dissolved since a day, one row each', async () => {
    const since = '2019-06-01';
    const whole = [...unions.values()].filter(({ kind }) => kind !== 'branch' && kind !== 'group');
    const founded = whole.filter(
      ({ founded_on, dissolved_on }) =>
        founded_on > since && founded_on <= T && (dissolved_on === null || dissolved_on > T),
    );
    const dissolved = whole.filter(
      ({ dissolved_on }) => dissolved_on !== null && dissolved_on > since && dissolved_on <= T,
    );
    const codes = async (query: Partial<UnionListQuery>) => (await list(query)).rows.map(({ union }) => union);
    expect(await codes({ founded_since: since })).toEqual(founded.map(({ union_code }) => union_code).toSorted());
    expect(await codes({ dissolved_since: since })).toEqual(dissolved.map(({ union_code }) => union_code).toSorted());
    expect([founded.length > 0, dissolved.length > 0]).toEqual([true, true]);
  });
});

describe('a row', () => {
  test('says how the mandatory indicators fall, where the union lies, and the outcome as outcomes() has it', async () => {
    const { rows, indicator } = await list({ indicator: JOIN });
    expect(indicator).toMatchObject({ id: JOIN });
    for (const row of rows) {
      const one = told.find((candidate) => `${candidate.union} ${candidate.scheme}` === key(row)) as Told;
      const counted = (verdict: string) =>
        one.lines.filter((line) => line.mandatory && line.verdict === verdict).length;
      expect(row.result?.mandatory).toEqual({
        met: counted('met'),
        unmet: counted('unmet'),
        unknown: counted('unknown'),
        pending: counted('pending'),
      });
      const { value, numerator, denominator, threshold, unit } = lineOf(one, JOIN) as OutcomeLine;
      expect(row.result?.outcome).toMatchObject({ value, numerator, denominator, threshold, unit });
      const [, ...above] = facts(row).path;
      expect(row.above).toEqual(above.toReversed().map((code) => `工会${code}`));
      const district = facts(row).path.find((code) => ['county', 'zone'].includes(unions.get(code)?.kind ?? ''));
      expect(row.district).toBe(district === undefined ? null : `工会${district}`);
    }
    expect(rows.flatMap(({ result }) => result?.outcome?.missing ?? [])).toContain('会员');
  });

  test('filters are told in words', async () => {
    const { filters } = await list({
      at: 'AX',
      scheme: 'hohhot',
      indicator: JOIN,
      verdict: 'held',
      kind: 'enterprise',
    });
    expect(filters.map(({ name, text }) => [name, text])).toEqual([
      ['at', '工会AX及以下'],
      ['scheme', expect.stringContaining('规范化建设') as string],
      ['indicator', expect.stringContaining('职工入会率') as string],
      ['verdict', '没有达标（未达标、资料不足或待评定）'],
      ['kind', '企业工会'],
    ]);
  });
});
