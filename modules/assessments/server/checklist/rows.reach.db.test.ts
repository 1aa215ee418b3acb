import { fileURLToPath } from 'node:url';
import { inTransaction, type Acting } from '@jianjia/db';
import { testDatabase } from '@jianjia/db/testing';
import { actAs, plantForest } from '@jianjia/identity/testing';
import type { PlainDate } from '@jianjia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateAll, explain, loadStandards, type Standards } from '../index.ts';
import { judgedItem } from './judged-here.ts';
import { listItemRows } from './list-item-rows.ts';
import { toldExplanation } from './told-explanation.ts';

const STANDARDS = fileURLToPath(new URL('../../../../standards', import.meta.url));
const T = '2026-11-21' as PlainDate;
const db = await testDatabase();
let standards: Standards;

beforeAll(async () => {
  standards = await loadStandards(STANDARDS);
  await plantForest(db.owner);
  // A union of another tree covers an employer in the county: its members count there, and are nobody's business there.
  await db.owner.query(`update employers.employer set division_code = '340802001'
    where union_id = (select union_id from organisations.union where union_code = 'B11')`);
  await evaluateAll(db.system, standards, T);
});
afterAll(() => db.drop());

const ALL = new Set(['people:read', 'employers:read', 'agreements:read', 'democracy:read', 'documents:read']);

async function rows(acting: Acting, code: string, indicator: string, fact: string, permissions = ALL, limit = 50) {
  const judged = await judgedItem(acting, standards, T, code, indicator);
  return listItemRows({ system: db.system, acting, permissions }, standards, judged, {
    t: T,
    fact,
    after: 0,
    limit,
  });
}

describe('the records behind a number', () => {
  it('are those the number counts, with what the formula looks at, and the name for whoever may read it', async () => {
    const chair = await actAs(db, 'chair', 'A111');
    const page = await rows(chair, 'A111', 'hohhot.enterprise.join-rate', 'area(members.counted)');
    expect(page.records).toBe(2);
    expect(page.rows.map(({ key, cells }) => [key, cells[0]])).toEqual([
      ['A111-p', 'A111会员'],
      ['A111b-p', 'A111b会员'],
    ]);
    expect(page.columns.map(({ title }) => title)).toEqual(['姓名', '退会或转出日期', '保留会籍']);
    expect(page.hidden).toBe(0);
  });

  it('out of the reader’s sight are counted, and nothing else is told of them', async () => {
    const county = await actAs(db, 'county_officer', 'A1');
    const page = await rows(county, 'A1', 'hohhot.county.join-rate', 'area(members.counted)');
    expect(page.rows.map(({ key }) => key).filter((key) => key.startsWith('B'))).toEqual([]);
    expect(page.hidden).toBe(1);
    expect(page.records).toBe(page.rows.length + 1);
    expect(JSON.stringify(page)).not.toContain('B11');
    // Nor by where the next page begins, when one of them ends the page.
    for (let limit = 1; limit < page.records; limit++) {
      const { next } = await rows(county, 'A1', 'hohhot.county.join-rate', 'area(members.counted)', ALL, limit);
      expect(next).toBe(String(limit));
    }
  });

  it('of persons are not shown to whoever may not read persons', async () => {
    const auditor = await actAs(db, 'auditor', 'A1');
    const page = await rows(auditor, 'A111', 'hohhot.enterprise.join-rate', 'area(members.counted)', new Set());
    expect(page.records).toBe(2);
    expect(page.rows).toEqual([]);
    expect(page.hidden).toBe(2);
  });

  it('come without columns that other registers speak through, for whoever may not read these', async () => {
    const chair = await actAs(db, 'chair', 'A111');
    const some = new Set(['employers:read']);
    const page = await rows(chair, 'A111', 'hohhot.enterprise.join-rate', 'area(employers.total(employees))', some);
    expect(page.rows.length).toBe(2);
    expect(page.columns).toEqual([]);
  });

  it('come page by page, each once', async () => {
    const county = await actAs(db, 'county_officer', 'A1');
    const judged = await judgedItem(county, standards, T, 'A1', 'hohhot.county.join-rate');
    const found: string[] = [];
    for (let after = 0, pages = 0; pages < 20; pages++) {
      const page = await listItemRows({ system: db.system, acting: county, permissions: ALL }, standards, judged, {
        t: T,
        fact: 'area(members.counted)',
        after,
        limit: 2,
      });
      found.push(...page.rows.map(({ key }) => key));
      if (page.next === null) break;
      after = Number(page.next);
    }
    const whole = await rows(county, 'A1', 'hohhot.county.join-rate', 'area(members.counted)');
    expect(found).toEqual(whole.rows.map(({ key }) => key));
    expect(new Set(found).size).toBe(found.length);
  });

  it('of persons leave a line in the journal', async () => {
    await rows(await actAs(db, 'chair', 'A112'), 'A112', 'hohhot.enterprise.join-rate', 'area(members.counted)');
    const lines = await inTransaction(db.owner, (client) =>
      client.query(`select subject from journal.entry where act = 'assessments.listItemRows'
        and union_id = (select union_id from organisations.union where union_code = 'A112')`),
    );
    expect(lines.rows).toEqual([{ subject: 'registers/members' }]);
  });
});

it('an explanation names neither a person nor a record, nor a union but the one it is about', async () => {
  const told = toldExplanation(await explain(db.system, standards, T, 'A1', 'hohhot.county.join-rate'));
  const text = JSON.stringify(told);
  for (const word of ['A111会员', 'A11', 'B11', '-p']) expect(text).not.toContain(word);
});

it('whoever may not see the union is told that there is none', async () => {
  const chair = await actAs(db, 'chair', 'A111');
  await expect(judgedItem(chair, standards, T, 'A112', 'hohhot.enterprise.join-rate')).rejects.toMatchObject({
    kind: 'missing',
  });
  // In sight, but not judged by this.
  await expect(judgedItem(chair, standards, T, 'A111', 'hohhot.county.join-rate')).rejects.toMatchObject({
    id: 'assessments.notJudged',
  });
});
