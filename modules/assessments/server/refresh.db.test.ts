import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTransaction } from '@jianjia/db';
import { testDatabase, type TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import { importFiles } from '@jianjia/registers/exchange';
import { demoKeyring } from '@jianjia/vault';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allRegisters } from '../contract/all-registers.ts';
import { writeRegisters } from '../testing/worlds/files.ts';
import { smallWorld } from '../testing/worlds/index.ts';
import { EVALUATION_LOCK, forgetEvaluation } from './evaluate.ts';
import { ensureEvaluated, evaluateAll, loadStandards, type Standards } from './index.ts';

const STANDARDS = fileURLToPath(new URL('../../../standards', import.meta.url));
const T = '2024-06-30' as PlainDate;

let db: TestDatabase;
let standards: Standards;

beforeAll(async () => {
  [db, standards] = await Promise.all([testDatabase(), loadStandards(STANDARDS)]);
  const folder = await mkdtemp(join(tmpdir(), 'jianjia-refresh-'));
  await writeRegisters(await smallWorld(7, T, standards.schemes), folder);
  await importFiles({ pool: db.system }, allRegisters, [folder], { vault: demoKeyring() });
  await rm(folder, { recursive: true });
  await evaluateAll(db.system, standards, T);
});
afterAll(() => db.drop());

/** The row of a table that comes first when shuffled by a seed: the same seed, the same row. */
const one = (table: string, key: string, seed: number) =>
  `(select ctid from ${table} order by md5(${key}::text || '${seed}') limit 1)`;
const other = (column: string, table: string, key: string, seed: number) =>
  `(select ${column} from ${table} order by md5(${key}::text || 'other${seed}') limit 1)`;

/** Every kind of change a register can see; `$seed` picks the row. */
const changes: Readonly<Record<string, (seed: number) => string>> = {
  'a member leaves': (s) =>
    `update people.member set left_on = greatest(joined_on, '${T}') where ctid = ${one('people.member', 'member_no', s)}`,
  'a member moves to another union': (s) =>
    `update people.member set union_id = ${other('union_id', 'organisations.union', 'union_code', s)} where ctid = ${one('people.member', 'member_no', s)}`,
  'a member works elsewhere': (s) =>
    `update people.member set uscc = ${other('uscc', 'employers.employer', 'uscc', s)} where ctid = ${one('people.member', 'member_no', s)}`,
  'an employer closes': (s) =>
    `update employers.employer set established_on = null, closed_on = '${T}' where ctid = ${one('employers.employer', 'uscc', s)}`,
  'an employer loses its union': (s) =>
    `update employers.employer set union_id = null where ctid = ${one('employers.employer', 'uscc', s)}`,
  'an employer joins another union': (s) =>
    `update employers.employer set union_id = ${other('union_id', 'organisations.union', 'union_code', s)} where ctid = ${one('employers.employer', 'uscc', s)}`,
  'an employer moves': (s) =>
    `update employers.employer set division_code = ${other('division_code', 'organisations.union', 'union_code', s)} where ctid = ${one('employers.employer', 'uscc', s)}`,
  'an employer changes its industry': (s) =>
    `update employers.employer set industry_code = ${other('code', 'kernel.industry', 'code', s)}, sector = 'private' where ctid = ${one('employers.employer', 'uscc', s)}`,
  'a headcount is corrected': (s) =>
    `update employers.workforce set employees = employees + 7 where ctid = ${one('employers.workforce', 'uscc', s)}`,
  'a headcount is withdrawn where members of other unions work': (s) =>
    `delete from employers.workforce where uscc = (
      select m.uscc from people.member m
      join organisations.union u using (union_id)
      join employers.employer e on e.uscc = m.uscc
      join employers.workforce w on w.uscc = e.uscc and w.as_of <= '${T}'
      where u.kind in ('enterprise', 'institution', 'joint') and u.dissolved_on is null
        and e.union_id is distinct from m.union_id and e.closed_on is null
        and m.joined_on <= '${T}' and m.left_on is null and not coalesce(m.retained, false)
      order by md5(m.member_no || '${s}') limit 1)`,
  'a headcount is withdrawn': (s) =>
    `delete from employers.workforce where ctid = ${one('employers.workforce', 'uscc', s)}`,
  'a contract ends': (s) =>
    `update agreements.contract set valid_to = greatest(valid_from, date '${T}' - 1) where ctid = ${one('agreements.contract', 'contract_no', s)}`,
  'a contract lets an employer go': (s) =>
    `delete from agreements.contract_employer where ctid = ${one('agreements.contract_employer', 'uscc', s)}`,
  'a mechanism is given up': (s) =>
    `delete from democracy.mechanism where ctid = ${one('democracy.mechanism', 'uscc', s)}`,
  'an activity becomes another': (s) =>
    `update activities.activity set kind = 'ankang', starts_on = '${T}', ends_on = null where ctid = ${one('activities.activity', 'activity_no', s)}`,
  'an employer takes part': (s) => `insert into activities.activity_employer (union_id, activity_no, uscc)
    select union_id, activity_no, ${other('uscc', 'employers.employer', 'uscc', s)} from activities.activity where ctid = ${one('activities.activity', 'activity_no', s)} on conflict do nothing`,
  'a meeting is held': (s) => `insert into democracy.meeting (union_id, meeting_no, kind, held_on)
    select union_id, 'NEW${s}', 'plenary', '${T}' from organisations.union where ctid = ${one('organisations.union', 'union_code', s)}`,
  'an election loses its approval': (s) =>
    `update democracy.election set approved_on = null where ctid = ${one('democracy.election', 'election_no', s)}`,
  'an officer leaves': (s) =>
    `update people.officer set until = greatest(since, '${T}') where ctid = ${one('people.officer', 'officer_no', s)}`,
  'a survey is corrected': (s) =>
    `update surveys.survey set satisfied = 0 where ctid = ${one('surveys.survey', 'survey_no', s)}`,
  'a union displays': (s) => `insert into democracy.disclosure (union_id, disclosure_no, kind, published_on)
    select union_id, 'NEW${s}', 'dual_display', '${T}' from organisations.union where ctid = ${one('organisations.union', 'union_code', s)}`,
  'a member is honoured': (s) => `insert into activities.honour (honour_no, member_no, title, level, granted_on, kind)
    select 'NEW${s}', member_no, '劳动模范', 'city', '${T}', 'model_worker' from people.member where ctid = ${one('people.member', 'member_no', s)}`,
  'levy comes in': (s) =>
    `update funds.entry set amount = amount + 1 where ctid = ${one('funds.entry', 'union_id', s)}`,
  'an incident happens': (s) => `insert into care.dispute (union_id, dispute_no, kind, occurred_on)
    select union_id, 'NEW${s}', 'mass_incident', '${T}' from organisations.union where ctid = ${one('organisations.union', 'union_code', s)}`,
};

/** Everything the evaluation of the day keeps. */
async function kept(): Promise<Readonly<Record<string, unknown>>> {
  const tables = {
    result:
      'select union_id, scheme, track, verdicts, numbers, reached from assessments.result where as_of = $1 order by 1, 2, 3',
    facts: 'select union_id, own, subtree from assessments.fact_value where as_of = $1 order by 1',
    members: 'select union_id, members from assessments.member_count where as_of = $1 order by 1',
    cells: 'select * from assessments.cell where as_of = $1 order by source, union_id, division_code, industry_code',
    places: `select * from assessments.place_value where as_of = $1 and exists (select from unnest(facts) f where f <> 0) order by source, division_code`,
  };
  const entries = await Promise.all(
    Object.entries(tables).map(async ([table, sql]) => [table, (await db.system.query(sql, [T])).rows] as const),
  );
  return Object.fromEntries(entries);
}

/** Runs an evaluation and holds it up after the registers were counted, before it is read what superior unions set. */
async function heldUp(evaluate: () => Promise<unknown>, meanwhile: () => Promise<unknown>): Promise<void> {
  const stop = await openTransaction(db.owner);
  try {
    await stop.client.query('lock table schemes.parameter_value in access exclusive mode');
    const running = evaluate();
    await vi.waitUntil(() => isWaiting(`relation = 'schemes.parameter_value'::regclass`), { timeout: 20_000 });
    await meanwhile();
    await stop.rollback();
    await running;
  } finally {
    await stop.rollback();
  }
}

async function isWaiting(on: string): Promise<boolean> {
  const waiting = await db.owner.query(
    `select from pg_locks l join pg_stat_activity a using (pid)
     where not l.granted and a.datname = current_database() and l.${on}`,
  );
  return waiting.rowCount === 1;
}

describe('a change in the registers', () => {
  it.each(Object.entries(changes))('is judged as a whole evaluation would: %s', async (_name, change) => {
    for (const seed of [1, 2, 3]) {
      await db.owner.query(change(seed));
      expect(await ensureEvaluated(db.system, standards, T)).toBe('refreshed');
      const corrected = await kept();
      await evaluateAll(db.system, standards, T);
      expect(corrected).toEqual(await kept());
    }
  });

  it('costs nothing when nothing changed', async () => {
    expect(await ensureEvaluated(db.system, standards, T)).toBe('current');
  });

  it('is not waited for when nothing changed: another evaluation may hold the lock', async () => {
    const { client, rollback } = await openTransaction(db.system);
    await client.query(EVALUATION_LOCK);
    expect(await ensureEvaluated(db.system, standards, T)).toBe('current');
    await rollback();
  });

  it('is taken in by the newest day first when an earlier one is asked for: that day is corrected, not evaluated', async () => {
    const evaluatedAt = () => db.system.query('select evaluated_at from assessments.evaluation where as_of = $1', [T]);
    const before = await evaluatedAt();
    await db.owner.query(changes['a meeting is held']?.(98) ?? '');
    expect(await ensureEvaluated(db.system, standards, '2024-04-30' as PlainDate)).toBe('evaluated');
    expect(await ensureEvaluated(db.system, standards, T)).toBe('current');
    expect((await evaluatedAt()).rows).toEqual(before.rows);
    const corrected = await kept();
    await evaluateAll(db.system, standards, T);
    expect(corrected).toEqual(await kept());
  });

  it.each([
    ['refreshed', 41, ensureEvaluated],
    ['evaluated', 42, evaluateAll],
  ] as const)('is not lost when it commits while earlier ones are %s', async (_did, seed, evaluate) => {
    const [late, early] = await Promise.all([openTransaction(db.owner), openTransaction(db.owner)]);
    try {
      // The late one takes its place in the queue first.
      await late.client.query(changes['a meeting is held']?.(seed) ?? '');
      await early.client.query(changes['a member leaves']?.(seed) ?? '');
      await early.commit();
      await heldUp(
        () => evaluate(db.system, standards, T),
        () => late.commit(),
      );
    } finally {
      await Promise.all([late.rollback(), early.rollback()]);
    }

    expect(await ensureEvaluated(db.system, standards, T)).toBe('refreshed');
    const corrected = await kept();
    await evaluateAll(db.system, standards, T);
    expect(corrected).toEqual(await kept());
  });

  it('in the tree makes everything be judged anew', async () => {
    await db.owner.query(`update organisations.union set plaque = not plaque where kind = 'enterprise'`);
    expect(await ensureEvaluated(db.system, standards, T)).toBe('evaluated');
  });

  it('in the tree is not lost either: an evaluation that is not committed cannot be told of it', async () => {
    const evaluate = () => evaluateAll(db.system, standards, T);
    let changing: Promise<unknown> = Promise.resolve();
    await heldUp(evaluate, async () => {
      changing = db.owner.query(`update organisations.union set plaque = not plaque where kind = 'enterprise'`);
      await vi.waitUntil(() => isWaiting(`locktype = 'transactionid'`), { timeout: 20_000 });
    });
    await changing;
    expect(await ensureEvaluated(db.system, standards, T)).toBe('evaluated');
    expect(await ensureEvaluated(db.system, standards, T)).toBe('current');
  });

  it('is not lost when it was made before the first evaluation and commits while that one runs', async () => {
    await db.owner.query('delete from assessments.evaluation');
    const late = await openTransaction(db.owner);
    try {
      await late.client.query(changes['a meeting is held']?.(43) ?? '');
      await heldUp(
        () => evaluateAll(db.system, standards, T),
        () => late.commit(),
      );
    } finally {
      await late.rollback();
    }
    expect(await ensureEvaluated(db.system, standards, T)).toBe('evaluated');
    expect(await ensureEvaluated(db.system, standards, T)).toBe('current');
  });

  it('is judged once for an earlier day, while a later one is kept as well', async () => {
    const later = '2024-07-31' as PlainDate;
    await evaluateAll(db.system, standards, later);
    await db.owner.query(changes['a meeting is held']?.(97) ?? '');
    expect(await ensureEvaluated(db.system, standards, T)).toBe('evaluated');
    expect(await ensureEvaluated(db.system, standards, T)).toBe('current');
    await forgetEvaluation(db.system, later);
  });

  it('makes the results of other days out of date', async () => {
    const earlier = '2024-05-31' as PlainDate;
    await evaluateAll(db.system, standards, earlier);
    await db.owner.query(changes['a meeting is held']?.(99) ?? '');
    await ensureEvaluated(db.system, standards, T);
    expect(await ensureEvaluated(db.system, standards, earlier)).toBe('evaluated');
    expect(await ensureEvaluated(db.system, standards, T)).toBe('current');
  });
});
