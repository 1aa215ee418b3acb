import { testDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { miniSchemes } from '../../testing/mini-schemes.ts';
import { readStandardMeasures } from '../../testing/scoring/load.ts';
import { compileStandards, ensureEvaluated, type Standards } from '../index.ts';
import { readChecklist } from './read-checklist.ts';

const T = '2026-06-30' as PlainDate;
const db = await testDatabase();
let standards: Standards;

beforeAll(async () => {
  standards = compileStandards(await readStandardMeasures(), miniSchemes);
  if (standards.errors.length > 0) throw new Error(JSON.stringify(standards.errors));
  await db.owner.query(`
    insert into organisations.union (union_code, name, kind, division_code, founded_on) values
      ('CITY', '市总工会', 'city', '3408', '2000-01-01');
    insert into organisations.union (union_code, name, parent_id, kind, division_code, founded_on, plaque)
      select 'E', '企业工会', union_id, 'enterprise', '340802001', '2010-01-01', false
      from organisations.union where union_code = 'CITY';
    insert into employers.employer (uscc, name, division_code, sector, union_id)
      select '91340800MA2MXYQA1X', '企业', '340802001', 'private', union_id from organisations.union where union_code = 'E';
    insert into employers.workforce (uscc, as_of, employees) values ('91340800MA2MXYQA1X', '2025-12-31', 41);
    insert into democracy.meeting (meeting_no, union_id, kind, held_on)
      select 'M1', union_id, 'plenary', '2026-02-01' from organisations.union where union_code = 'E';
    insert into funds.facility (facility_no, union_id, kind, opened_on)
      select 'F' || n, union_id, k, '2020-01-01' from organisations.union, (values (1, 'home'), (2, 'office')) as f(n, k) where union_code = 'E';
    insert into care.dispute (dispute_no, union_id, kind, occurred_on)
      select 'D1', union_id, 'mass_incident', '2026-02-01' from organisations.union where union_code = 'E';`);
  await join(1, 30);
});
afterAll(() => db.drop());

/** Members number `from` to `to`. */
async function join(from: number, to: number): Promise<void> {
  await db.owner.query(
    `insert into people.member (member_no, union_id, uscc, name, id_type, joined_on, updated_on)
     select 'P' || n, union_id, '91340800MA2MXYQA1X', '会员', 'resident', '2020-01-01', '2026-01-01'
     from organisations.union, generate_series($1::int, $2::int) n where union_code = 'E'`,
    [from, to],
  );
}

async function standard(scheme: string) {
  await ensureEvaluated(db.system, standards, T);
  const [found] = (await readChecklist(db.system, standards, { code: 'E', t: T, scheme })).standards;
  if (!found) throw new Error(`${scheme} does not judge E`);
  return found;
}

const verdictsOf = ({ sections }: Awaited<ReturnType<typeof standard>>) =>
  new Map(sections.flatMap(({ items }) => items.map(({ indicator, verdict }) => [indicator, verdict])));

/** For each step in the order it is told: what it says and brings, and how it is done in the registers. */
const STEPS = [
  {
    says: '补录“制度与文书”台账：没有记录，3 项无法判断。',
    told: { kind: 'record', met: 0, reaches: 'no', registers: ['documents'] },
    settles: ['rule-democracy', 'rule-funds', 'rule-files'],
    act: () =>
      db.owner.query(`insert into documents.document (document_no, union_id, kind, topic, issued_on)
        select 'W1', union_id, 'rule', '民主管理', '2026-01-01' from organisations.union where union_code = 'E'`),
  },
  {
    says: '做到“有工会牌子”，在“工会组织”台账登记。',
    told: { kind: 'move', met: 1, reaches: 'no', registers: ['unions'] },
    settles: ['plaque'],
    act: () => db.owner.query(`update organisations.union set plaque = true where union_code = 'E'`),
  },
  {
    says: '本年全委会次数还差 1 次：办好后在“会议”台账登记。',
    told: { kind: 'move', met: 1, reaches: 'no', registers: ['meetings'] },
    settles: ['plenary'],
    act: () =>
      db.owner.query(`insert into democracy.meeting (meeting_no, union_id, kind, held_on)
        select 'M2', union_id, 'plenary', '2026-03-01' from organisations.union where union_code = 'E'`),
  },
  {
    // Of two ways the shorter: one more office, not two more homes.
    says: '在用办公场所数还差 1 个：办好后在“阵地”台账登记。',
    told: { kind: 'move', met: 1, reaches: 'no', registers: ['facilities'] },
    settles: ['home'],
    act: () =>
      db.owner.query(`insert into funds.facility (facility_no, union_id, kind, opened_on)
        select 'F3', union_id, 'office', '2026-01-01' from organisations.union where union_code = 'E'`),
  },
  {
    says: '财务制度数还差 1 项：办好后在“制度与文书”台账登记。',
    told: { kind: 'move', met: 1, reaches: 'no', registers: ['documents'] },
    settles: ['rule-funds'],
    act: () =>
      db.owner.query(`insert into documents.document (document_no, union_id, kind, topic, issued_on)
        select 'W' || n, union_id, 'rule', topic, '2026-01-01' from organisations.union, (values (2, '财务'), (3, '档案')) as w(n, topic)
        where union_code = 'E'`),
  },
  {
    // 30 of 41 are members; 80 % is 32.8: three more, and not two.
    says: '职工入会率还差 3 人（所在单位已报职工人数的会员数）：办好后在“会员”台账登记。',
    told: { kind: 'move', met: 1, reaches: 'no', registers: ['members'] },
    settles: ['join-rate'],
    act: () => join(31, 33),
  },
  {
    says: '本年群体性事件件数多出 1 件：先核对“争议与事件”台账，属实的要降下来。',
    told: { kind: 'move', met: 1, reaches: 'no', registers: ['disputes'] },
    settles: ['no-incident'],
    act: () => db.owner.query(`delete from care.dispute where dispute_no = 'D1'`),
  },
  {
    says: '请上级工会设定“上级要求的签订率”。',
    told: { kind: 'parameter', met: 0, reaches: 'no', registers: [] },
    settles: ['contracts'],
    act: () =>
      db.owner.query(`insert into schemes.parameter_value (union_id, scheme, parameter, valid_from, p, q)
        select union_id, 'mini', 'rate', '2026-01-01', 0, 1 from organisations.union where union_code = 'CITY'`),
  },
  {
    says: '提请评定 1 项：这些要由人评定，台账判断不了。',
    told: { kind: 'judge', met: 0, reaches: 'if_met', registers: ['judgements'] },
    settles: ['unity'],
    act: () =>
      db.owner.query(`insert into assessments.judgement (union_id, scheme, indicator, judged_on, verdict, judge, reason)
        select union_id, 'mini', 'mini.all.unity', '2026-06-01', 'met', '某人', '看过' from organisations.union where union_code = 'E'`),
  },
] as const;

describe('a step that is told', () => {
  it('is told in the order of what it gains, and brings what it promises when it is done', async () => {
    for (const { says, told, settles, act } of STEPS) {
      const before = await standard('mini');
      const [step] = before.next_steps;
      expect(step?.sentence).toBe(says);
      expect({ ...step, registers: step?.registers.map(({ id }) => id) }).toMatchObject(told);
      expect(step?.settles).toEqual(settles.map((id) => `mini.all.${id}`));
      await act();
      const after = await standard('mini');
      const verdicts = verdictsOf(after);
      for (const indicator of step?.settles ?? []) {
        const allowed = told.kind === 'move' ? ['met'] : ['met', 'unmet'];
        expect(allowed, `${says} ${indicator}`).toContain(verdicts.get(indicator));
      }
      expect(after.reached).toBe(told.reaches !== 'no');
    }
    expect((await standard('mini')).next_steps).toEqual([]);
  });

  it('comes first when it alone reaches the standard, and then it does', async () => {
    const before = await standard('last');
    expect(before.reached).toBe(false);
    expect(before.next_steps).toMatchObject([
      { kind: 'move', met: 1, reaches: 'yes', settles: ['last.last.standing'] },
    ]);
    await db.owner.query(`insert into democracy.meeting (meeting_no, union_id, kind, held_on)
      select 'M9', union_id, 'regular', '2026-03-01' from organisations.union where union_code = 'E'`);
    expect((await standard('last')).reached).toBe(true);
  });
});
