import type { Pool } from '@jianjia/db';

/** A union of the forest: its code, its parent's, its kind, its place. */
type Tree = readonly [code: string, parent: string | null, kind: string, division: string];

/** Two cities that must know nothing of each other, each with the levels that matter. */
const FOREST: readonly Tree[] = [
  ['A', null, 'city', '3408'],
  ['A1', 'A', 'county', '340802'],
  ['A11', 'A1', 'township', '340802001'],
  ['A111', 'A11', 'enterprise', '340802001'],
  ['A111b', 'A111', 'branch', '340802001'],
  ['A112', 'A11', 'enterprise', '340802001'],
  ['A12', 'A1', 'township', '340802002'],
  ['A2', 'A', 'county', '340803'],
  ['A21', 'A2', 'enterprise', '340803001'],
  ['B', null, 'city', '1501'],
  ['B1', 'B', 'county', '150102'],
  ['B11', 'B1', 'enterprise', '150102001'],
];

/** Every table whose rows are a union's, by `schema.table`, with an SQL insert for the union `$1` (code) `$2` (number). */
const ROWS: Readonly<Record<string, string>> = {
  'employers.employer': `(uscc, name, division_code, sector, union_id)
    values (credit($2), $1 || '单位', (select division_code from organisations.union where union_code = $1), 'private', id($1))`,
  'employers.workforce': `(uscc, as_of, employees) values (credit($2), '2025-12-31', 30)`,
  'democracy.election': `(election_no, union_id, body, term_no, held_on, term_years, eligible, attended, kind)
    values ($1 || '-e', id($1), 'committee', 1, '2024-01-01', 5, 10, 9, 'founding')`,
  'democracy.meeting': `(meeting_no, union_id, kind, held_on) values ($1 || '-m', id($1), 'regular', '2026-01-05')`,
  'democracy.mechanism': `(uscc, mechanism, since) values (credit($2), 'disclosure', '2024-01-01')`,
  'democracy.disclosure': `(disclosure_no, union_id, kind, published_on) values ($1 || '-d', id($1), 'accounts', '2026-01-05')`,
  'people.member': `(member_no, union_id, uscc, name, id_type, joined_on, updated_on)
    values ($1 || '-p', id($1), credit($2), $1 || '会员', 'resident', '2020-01-01', '2026-01-01')`,
  'people.officer': `(officer_no, union_id, member_no, name, body, post, since)
    values ($1 || '-o', id($1), $1 || '-p', $1 || '主席', 'committee', 'chair', '2024-01-01')`,
  'agreements.contract': `(contract_no, kind, scope, union_id, signed_on, valid_from, valid_to)
    values ($1 || '-c', 'wage', 'enterprise', id($1), '2026-01-01', '2026-01-01', '2026-12-31')`,
  'agreements.contract_employer': `(union_id, contract_no, uscc) values (id($1), $1 || '-c', credit($2))`,
  'activities.activity': `(activity_no, union_id, kind, title, starts_on)
    values ($1 || '-a', id($1), 'culture', '文艺汇演', '2026-05-01')`,
  'activities.activity_employer': `(union_id, activity_no, uscc) values (id($1), $1 || '-a', credit($2))`,
  'activities.honour': `(honour_no, union_id, title, level, granted_on) values ($1 || '-h', id($1), '先进', 'city', '2026-05-01')`,
  'care.hardship': `(case_no, union_id, member_no, level, opened_on) values ($1 || '-k', id($1), $1 || '-p', 'deep', '2026-01-01')`,
  'care.relief': `(relief_no, case_no, union_id, kind, given_on) values ($1 || '-r', $1 || '-k', id($1), 'warmth', '2026-02-01')`,
  'care.dispute': `(dispute_no, union_id, kind, occurred_on) values ($1 || '-u', id($1), 'mediation', '2026-02-01')`,
  'documents.document': `(document_no, union_id, kind, issued_on) values ($1 || '-t', id($1), 'rule', '2026-01-01')`,
  'funds.facility': `(facility_no, union_id, kind, opened_on) values ($1 || '-f', id($1), 'home', '2024-01-01')`,
  'funds.entry': `(union_id, year, item, amount) values (id($1), 2026, 'dues', 100)`,
  'funds.audit': `(audit_no, union_id, kind, fiscal_year, concluded_on, opinion)
    values ($1 || '-x', id($1), 'peer', 2025, '2026-03-01', 'clean')`,
  'surveys.survey': `(survey_no, union_id, kind, held_on, eligible, returned, satisfied, dissatisfied)
    values ($1 || '-s', id($1), 'work', '2026-03-01', 10, 9, 8, 1)`,
  'assessments.judgement': `(union_id, scheme, indicator, judged_on, verdict, judge, reason)
    values (id($1), 'hohhot', 'hohhot.enterprise.x', '2026-03-01', 'met', '王', '看过')`,
  'schemes.parameter_value': `(union_id, scheme, parameter, valid_from, p, q) values (id($1), 'hohhot', 'x', '2026-01-01', 1, 1)`,
  'assessments.result': `(union_id, as_of, scheme, version, track, verdicts, reached, numbers)
    values (id($1), '2026-11-21', 'hohhot', '1', 'enterprise', 'm', true, '{1}')`,
  'assessments.score': `(union_id, as_of, scheme, track, low, high, sections, items)
    values (id($1), '2026-11-21', 'hohhot', 'enterprise', 1, 1, '{}', '{}')`,
  'kernel.register_history': `(register, union_id, key, old) values ('meetings', id($1), $1 || '-m', '{}')`,
};

/** The tables of `plantRows`, parents before children. */
export const recordTables: readonly string[] = ['organisations.union', ...Object.keys(ROWS)];

export interface Planted {
  readonly codes: readonly string[];
}

/** Plants two small cities and, in every table, one row of each of their unions. */
export async function plantForest(owner: Pool): Promise<Planted> {
  for (const [code, parent, kind, division] of FOREST) {
    await owner.query(
      `insert into organisations.union (union_code, name, parent_id, kind, division_code, founded_on)
       values ($1, $1 || '工会', (select union_id from organisations.union where union_code = $2), $3, $4, '2010-01-01')`,
      [code, parent, kind, division],
    );
  }
  const codes = FOREST.map(([code]) => code);
  await plantRows(owner, codes);
  return { codes };
}

/** One row per table for each union; `from` numbers their employers' credit codes. */
export async function plantRows(owner: Pool, codes: readonly string[], from = 1): Promise<void> {
  await owner.query(`
    create or replace function public.id(code text) returns uuid language sql stable as
      $$ select union_id from organisations.union where union_code = code $$;
    create or replace function public.credit(number integer) returns text language sql immutable as
      $$ select '9' || lpad(number::text, 17, '0') $$`);
  for (const [index, code] of codes.entries()) {
    for (const [table, row] of Object.entries(ROWS)) {
      const sql = `insert into ${table} ${row}`;
      const values = sql.includes('$2') ? (sql.includes('$1') ? [code, from + index] : [from + index]) : [code];
      await owner.query(sql.includes('$1') ? sql : sql.replaceAll('$2', '$1'), values);
    }
  }
}
