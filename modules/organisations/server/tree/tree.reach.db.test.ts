import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import type { Acting } from '@jianjia/db';
import { isProblem, parsePlainDate, type PlainDate } from '@jianjia/kernel';
import { actAs, plantForest } from '@jianjia/identity/testing';
import { fillSearchKeys } from './fill-search-keys.ts';
import { listBelow } from './list-below.ts';
import { searchUnions } from './search-unions.ts';
import { showUnion } from './show-union.ts';

const db = await testDatabase();
const DAY = parsePlainDate('2026-11-21') as PlainDate;
const seats = {} as Record<'city' | 'county' | 'chair' | 'administrator', Acting>;

beforeAll(async () => {
  await plantForest(db.owner);
  await fillSearchKeys(db.system);
  seats.administrator = await actAs(db, 'administrator', null);
  seats.city = await actAs(db, 'city_officer', 'A');
  seats.county = await actAs(db, 'county_officer', 'A1');
  seats.chair = await actAs(db, 'chair', 'A111');
});
afterAll(() => db.drop());

const found = async (who: Acting, q: string): Promise<string[]> =>
  (await searchUnions(who, { q, limit: 50 })).unions.map(({ code }) => code);
const below = async (who: Acting, parent?: string): Promise<string[]> =>
  (await listBelow(who, { parent, asOf: DAY, dissolved: false, limit: 50 })).unions.map(({ code }) => code);

describe('searching', () => {
  test.each([
    ['city', 'a', ['A', 'A1', 'A2', 'A11', 'A12', 'A111', 'A111b', 'A112', 'A21']],
    ['county', 'a', ['A1', 'A11', 'A12', 'A111', 'A111b', 'A112']],
    ['county', 'A2', []],
    ['county', 'B1', []],
    ['county', 'gonghui', ['A1', 'A11', 'A12', 'A111', 'A111b', 'A112']],
    ['chair', '工会', ['A111', 'A111b']],
    ['chair', 'A11', ['A111', 'A111b']],
  ] as const)('%s finds by %s what lies within reach only', async (who, q, expected) => {
    expect((await found(seats[who], q)).toSorted()).toEqual([...expected].toSorted());
  });

  test('the chain of a find begins where the reach does', async () => {
    const { unions } = await searchUnions(seats.county, { q: 'A111b', limit: 1 });
    expect(unions[0]?.above.map(({ code }) => code)).toEqual(['A1', 'A11', 'A111']);
  });

  test('beyond a union out of reach nothing is listed', async () => {
    const asked = searchUnions(seats.county, { q: 'a', after: 'A2', limit: 5 });
    await expect(asked).rejects.toSatisfy((error) => isProblem(error) && error.kind === 'missing');
  });

  test('the system role finds nothing: nobody asks', async () => {
    expect(await searchUnions(seats.county, { q: 'a', limit: 50 })).not.toEqual({ unions: [], next: null });
    const silent = await db.system.query(`select from organisations.find_unions('a', null, 50)`).catch(() => null);
    expect(silent?.rowCount ?? 0).toBe(0);
  });
});

describe('level by level', () => {
  test.each([
    ['administrator', undefined, ['A', 'B']],
    ['city', undefined, ['A']],
    ['county', undefined, ['A1']],
    ['chair', undefined, ['A111']],
    ['county', 'A1', ['A11', 'A12']],
    ['county', 'A111', ['A111b']],
    ['chair', 'A111', ['A111b']],
  ] as const)('%s below %s', async (who, parent, expected) => {
    expect(await below(seats[who], parent)).toEqual(expected);
  });

  test('two roles, one above the other, begin at the upper one', async () => {
    const { acting } = await (
      await import('@jianjia/identity/testing')
    ).signedIn(db, [
      { role: 'county_officer', union: 'A1' },
      { role: 'chair', union: 'A111' },
      { role: 'chair', union: 'A21' },
    ]);
    expect(await below(acting)).toEqual(['A1', 'A21']);
  });

  test.each(['A', 'A2', 'B11', 'nowhere'])('a county does not list what is below %s', async (parent) => {
    const asked = listBelow(seats.county, { parent, asOf: DAY, dissolved: false, limit: 5 });
    await expect(asked).rejects.toSatisfy((error) => isProblem(error) && error.kind === 'missing');
  });
});

describe('one union', () => {
  test.each([
    ['city', 'A', 2, 8],
    ['county', 'A1', 2, 5],
    ['county', 'A111', 1, 1],
    ['chair', 'A111', 1, 1],
    ['administrator', 'B', 1, 2],
  ] as const)('%s sees %s with %i below, %i in all', async (who, code, direct, all) => {
    expect(await showUnion(seats[who], code, DAY)).toMatchObject({ below: direct, subtree: all });
  });

  test('what was dissolved is not counted any more', async () => {
    await db.owner.query(`update organisations.union set dissolved_on = $1 where union_code in ('A112', 'A12')`, [DAY]);
    expect(await showUnion(seats.county, 'A1', DAY)).toMatchObject({ below: 1, subtree: 3 });
    expect(await below(seats.county, 'A11')).toEqual(['A111']);
    await db.owner.query('update organisations.union set dissolved_on = null');
  });

  test('what is out of reach does not exist', async () => {
    const sentence = async (code: string): Promise<unknown> =>
      showUnion(seats.county, code, DAY).catch((error: Error) => error.message.replace(code, '…'));
    expect(await sentence('A21')).toBe(await sentence('Q21'));
  });
});
