import type { FactContext, FactRelation } from '@jianjia/rules';
import { memberFacts, officerFacts } from '../contract/facts.ts';

/** Memberships begun on or before t. The employer (uscc) says where a member is counted. */
export const memberRelation: FactRelation = {
  source: memberFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, member_no as row_key, uscc, left_on, retained, verified_on, updated_on, employment, gender
    from people.member
    where joined_on <= date '${t}' and ${changed('union_id')}`,
  // Members of an open employer without a number of employees are left out where its employees are (ruling «Jurisdiction»).
  detail: () => 'select uscc, division_code, not (open and employees is null) as counted from employer_state',
};

export const officerRelation: FactRelation = {
  source: officerFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, officer_no as row_key, body, post, engagement, employer_side, party_rank, since, until, trained_on
    from people.officer
    where since <= date '${t}' and ${changed('union_id')}`,
};
