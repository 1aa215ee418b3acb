import type { FactContext, FactRelation } from '@jianjia/rules';
import { disclosureFacts, electionFacts, meetingFacts } from '../contract/facts.ts';

export const electionRelation: FactRelation = {
  source: electionFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, election_no as row_key, body, kind, held_on, term_years, approved_on, secret
    from democracy.election
    where held_on <= date '${t}' and ${changed('union_id')}`,
};

export const meetingRelation: FactRelation = {
  source: meetingFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, meeting_no as row_key, kind, held_on, regional
    from democracy.meeting
    where held_on <= date '${t}' and ${changed('union_id')}`,
};

export const disclosureRelation: FactRelation = {
  source: disclosureFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, disclosure_no as row_key, kind, published_on
    from democracy.disclosure
    where published_on <= date '${t}' and ${changed('union_id')}`,
};

/**
 * SQL: one row per employer with any mechanism begun on or before t; a mechanism holds until the day before `until`.
 * `employers` is a condition on uscc.
 */
export function mechanismsByEmployer(t: string, employers: string): string {
  const holds = (mechanism: string) =>
    `bool_or(mechanism = '${mechanism}' and (until is null or until > date '${t}')) as ${mechanism}`;
  return `
    select uscc, true as mechanism_row, ${MECHANISMS.map(holds).join(', ')}
    from democracy.mechanism
    where since <= date '${t}' and ${employers}
    group by uscc`;
}

const MECHANISMS = [
  'staff_congress',
  'disclosure',
  'worker_director',
  'worker_supervisor',
  'bargaining',
  'legal_supervision',
] as const;
