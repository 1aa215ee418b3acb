import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting, Source } from '@jianjia/db';
import type { Change } from '@jianjia/schemes/contract';
import { listFlips, type WhatIfQuestion } from '../../contract/index.ts';
import type { PlannedTrack } from '../../domain/plan.ts';
import { evaluateAll, loadStandards, type Standards } from '../index.ts';
import { measureColumns, numberColumns } from '../sql/judge.ts';
import type { AssessmentDeps } from '../deps.ts';
import { exportFlips } from './export-flips.ts';
import { flips, prepareWhatIf, whatIf } from './what-if.ts';

const T = '2026-11-21' as PlainDate;
const RATE = 'hohhot.enterprise.join-rate';
/** Members and workers of the enterprise unions; all else is met. */
const RATES: Readonly<Record<string, readonly [number, number]>> = {
  A111: [80, 100],
  A112: [0, 50],
  A21: [7, 7],
  B11: [800_001, 1_000_000],
};

let db: TestDatabase;
let standards: Standards;
let city: Acting;

beforeAll(async () => {
  [db, standards] = await Promise.all([
    testDatabase(),
    loadStandards(fileURLToPath(new URL('../../../../standards', import.meta.url))),
  ]);
  await plantForest(db.owner);
  await evaluateAll(db.system, standards, T);
  const planned = trackOf('hohhot', 'enterprise');
  for (const [code, rate] of Object.entries(RATES)) await plantResult(planned, code, rate);
  city = await actAs(db, 'city_officer', 'A');
});
afterAll(() => db.drop());

function trackOf(scheme: string, track: string): PlannedTrack {
  const found = standards.plan.tracks.find((one) => one.scheme.id === scheme && one.track.id === track);
  if (!found) throw new Error(`no track ${track}`);
  return found;
}

/** A kept result in which the rate decides. */
async function plantResult(planned: PlannedTrack, code: string, [n, d]: readonly [number, number]): Promise<void> {
  const index = planned.items.findIndex(({ clause }) => clause.indicator === RATE);
  const measure = planned.items[index]?.clause.criterion.parts[0]?.measure;
  if (!measure) throw new Error('the rate is measured');
  const { numerator, denominator } = measureColumns(planned, measure);
  const numbers = numberColumns(standards.plan, planned).map((column) =>
    column === numerator ? n : column === denominator ? d : 1,
  );
  const met = n * 100 >= 80 * d;
  const verdicts = planned.items.map((_item, at) => (at === index && !met ? 'u' : 'm')).join('');
  const changed = await db.owner.query(
    `update assessments.result set verdicts = $2, reached = $3, numbers = $4 where scheme = 'hohhot' and as_of = $5
       and union_id = (select union_id from organisations.union where union_code = $1)`,
    [code, verdicts, met, numbers, T],
  );
  expect(changed.rowCount).toBe(1);
}

const question = (more: Partial<WhatIfQuestion>): WhatIfQuestion => ({
  scheme: 'hohhot',
  track: 'enterprise',
  changes: [],
  ...more,
});
const ask = (acting: Acting, more: Partial<WhatIfQuestion>) =>
  whatIf(acting, prepareWhatIf(standards, T, question(more)));
const threshold = (text: string): Change[] => [{ indicator: RATE, threshold: text }];

test.each([
  // A111 has 80 of 100, A112 none of 50, A21 all of 7.
  ['80%', 2, 0, 0],
  ['0.8', 2, 0, 0],
  ['80.0001%', 1, 0, 1],
  ['79.9999%', 2, 0, 0],
  ['0%', 3, 1, 0],
  ['0.0001%', 2, 0, 0],
  ['100%', 1, 0, 1],
])('a rate of at least %s: %i reach it, %i gained, %i lost', async (text, after, gained, lost) => {
  const { total } = await ask(city, { changes: threshold(text) });
  expect(total).toEqual({ unions: 3, before: 2, after, gained, lost, not_judged: 0 });
});

test('the other city’s union flips for its own officers only, a hundred-thousandth above the number', async () => {
  const other = await actAs(db, 'city_officer', 'B');
  const at = await ask(other, { changes: threshold('80.0001%') });
  expect(at.total).toMatchObject({ unions: 1, before: 1, after: 1 });
  const above = await ask(other, { changes: threshold('80.0002%') });
  expect(above.flips.unions).toMatchObject([{ union: 'B11', before: true, after: false }]);
});

test('a flag takes the clause out of what must be met', async () => {
  const { total, indicators, flips: page } = await ask(city, { changes: [{ indicator: RATE, mandatory: false }] });
  expect(total).toMatchObject({ before: 2, after: 3, gained: 1 });
  expect(indicators[0]?.after).toEqual(indicators[0]?.before);
  expect(page.unions).toMatchObject([{ union: 'A112', items: [{ before: 'unmet', after: 'unmet', value: 0 }] }]);
});

test('the answer tells kinds, districts, verdicts and the unions with their values', async () => {
  const answer = await ask(city, { at: 'A', changes: threshold('90%') });
  expect(answer.kinds).toEqual([
    { kind: 'enterprise', unions: 3, before: 2, after: 1, gained: 0, lost: 1, not_judged: 0 },
  ]);
  expect(answer.districts).toEqual([
    { union: 'A1', name: 'A1工会', unions: 2, before: 1, after: 0, gained: 0, lost: 1, not_judged: 0 },
    { union: 'A2', name: 'A2工会', unions: 1, before: 1, after: 1, gained: 0, lost: 0, not_judged: 0 },
  ]);
  expect(answer.districts_left_off).toBe(0);
  const none = { unknown: 0, pending: 0, not_applicable: 0 };
  expect(answer.indicators).toEqual([
    {
      indicator: RATE,
      clause: '职工入会率、会员实名制率（含农牧民工、劳务派遣工）达到80%以上',
      at: '附件6/六/1',
      numbers: [{ place: 'at_least', asks: '职工入会率不低于', from: '80%', to: '90%' }],
      mandatory: null,
      before: { met: 2, unmet: 1, ...none },
      after: { met: 1, unmet: 2, ...none },
    },
  ]);
  const item = { indicator: RATE, before: 'met', after: 'unmet', value: 0.8, unit: '%' };
  expect(answer.flips).toEqual({
    unions: [
      {
        union: 'A111',
        name: 'A111工会',
        kind: 'enterprise',
        district: 'A1工会',
        before: true,
        after: false,
        items: [item],
      },
    ],
    next: null,
  });
});

test('everybody asks about the own reach, and about nothing outside it', async () => {
  const changes = threshold('100%');
  const seen = async (acting: Acting, at?: string) =>
    (await ask(acting, { ...(at ? { at } : {}), changes })).total.unions;
  const county = await actAs(db, 'county_officer', 'A1');
  const chair = await actAs(db, 'chair', 'A111');
  expect(await seen(county)).toBe(2);
  expect(await seen(county, 'A11')).toBe(2);
  expect(await seen(chair)).toBe(1);
  expect(await seen(city, 'A2')).toBe(1);
  for (const [acting, at] of [
    [county, 'A'],
    [county, 'A21'],
    [chair, 'A112'],
    [city, 'B11'],
    [city, 'NONE'],
  ] as const) {
    await expect(ask(acting, { at, changes }), at).rejects.toMatchObject({ id: 'organisations.noUnion' });
  }
});

test('the pages of a list hold every union that flips once, and only the direction, kind and district asked for', async () => {
  const changes = [...threshold('100%'), { indicator: RATE, mandatory: true }];
  const prepared = prepareWhatIf(standards, T, question({ changes: threshold('0%') }));
  const page = (more: object) =>
    flips(city, prepared, listFlips.body.parse({ ...question({ changes }), limit: 1, ...more }));
  expect((await page({})).unions.map(({ union }) => union)).toEqual(['A112']);
  expect((await page({ direction: 'lost' })).unions).toEqual([]);
  expect((await page({ kind: 'joint' })).unions).toEqual([]);
  expect((await page({ district: 'A2' })).unions).toEqual([]);
  expect((await page({ district: 'A1', kind: 'enterprise', direction: 'gained' })).unions).toHaveLength(1);

  const all = prepareWhatIf(standards, T, question({ instead: { scheme: 'qianshan' } }));
  const found: string[] = [];
  let after: string | null | undefined;
  do {
    const asked = listFlips.body.parse({
      ...question({}),
      direction: 'not_judged',
      limit: 1,
      ...(after ? { after } : {}),
    });
    const { unions, next } = await flips(city, all, asked);
    found.push(...unions.map(({ union }) => union));
    after = next;
  } while (after);
  expect(found).toEqual(['A111', 'A112', 'A21']);
});

describe('another standard', () => {
  test('says who reaches which, and whom it does not judge', async () => {
    await db.owner.query(
      `insert into assessments.result (union_id, as_of, scheme, version, track, verdicts, reached, numbers)
       select union_id, $1, 'tanglang', '1', 'community', '', union_code = 'A112', '{}' from organisations.union
       where union_code in ('A111', 'A112')`,
      [T],
    );
    const { total, flips: page } = await ask(city, { instead: { scheme: 'tanglang' } });
    expect(total).toEqual({ unions: 3, before: 2, after: 1, gained: 1, lost: 1, not_judged: 1 });
    expect(page.unions.map(({ union, after }) => [union, after])).toEqual([
      ['A111', false],
      ['A112', true],
    ]);
    const { total: elsewhere } = await ask(city, { instead: { scheme: 'pingdingshan', track: 'county' } });
    expect(elsewhere).toMatchObject({ unions: 3, not_judged: 3, gained: 0, lost: 0 });
  });
});

/** Rows of every table, and lines of the journal among them. */
async function everything(): Promise<unknown> {
  const tables = await db.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
  );
  const counts: Record<string, unknown> = {};
  for (const { name } of tables.rows) {
    const found = await db.owner.query(
      `select count(*), md5(string_agg(t::text, ',' order by t::text)) from ${name} t`,
    );
    counts[name] = found.rows[0];
  }
  return counts;
}

test('nothing is written', async () => {
  const before = await everything();
  await ask(city, { changes: threshold('100%') });
  await ask(city, { at: 'A', instead: { scheme: 'tanglang' } });
  await flips(
    city,
    prepareWhatIf(standards, T, question({ changes: threshold('0%') })),
    listFlips.body.parse(question({})),
  );
  expect(await everything()).toEqual(before);
});

test('questions asked at the same time do not mix', async () => {
  const texts = ['0%', '50%', '80%', '80.0001%', '100%'];
  const alone: unknown[] = [];
  for (const text of texts) alone.push(await ask(city, { changes: threshold(text) }));
  const together = await Promise.all(
    Array.from({ length: 6 }, () => texts.map((text) => ask(city, { changes: threshold(text) }))).flat(),
  );
  together.forEach((answer, index) => expect(answer).toEqual(alone[index % texts.length]));
});

describe('the flips as a workbook', () => {
  const saved = async (asked: string, source: Source = city, most = 100) => {
    const deps = {
      standards,
      asOf: () => T,
      evaluated: async () => {},
      uploads: tmpdir(),
    } as unknown as AssessmentDeps;
    const file = await exportFlips(deps, source, asked, { by: '测试', at: new Date('2026-11-21T08:30:00Z'), most });
    const book = await readXlsx(await buffer(file.content));
    return { name: file.name, rows: book.sheets[1]?.rows ?? [] };
  };
  const asked = question({ changes: [{ indicator: RATE, threshold: '90%' }] });

  test('are the rows of the list, with the value and both verdicts', async () => {
    const { total, flips: listed } = await whatIf(city, prepareWhatIf(standards, T, asked));
    const { name, rows } = await saved(JSON.stringify(asked));
    expect(name).toBe('推演名单2026-11-21.xlsx');
    const [, ...cells] = rows;
    expect(cells.length).toBe(total.gained + total.lost);
    expect(cells.map((row) => row[0])).toEqual(listed.unions.map(({ union }) => union));
    expect(cells[0]?.slice(4)).toEqual(['达标', '未达标', 0.8, '达标', '未达标']);
  });

  test('are refused with a sentence where the question cannot be read or the list is too long', async () => {
    for (const broken of ['', '{', '[]', '{"scheme":"hohhot"}', JSON.stringify({ ...asked, more: 1 })]) {
      await expect(saved(broken), broken).rejects.toMatchObject({ id: 'assessments.noQuestion' });
    }
    const two = JSON.stringify(question({ changes: [{ indicator: RATE, threshold: '90%' }] }));
    expect((await saved(two, db.system, 2)).rows.length).toBe(3);
    await expect(saved(two, db.system, 1)).rejects.toMatchObject({ id: 'assessments.tooLong' });
  });
});
