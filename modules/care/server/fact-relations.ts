import type { FactContext, FactRelation } from '@jianjia/rules';
import { disputeFacts, hardshipFacts, reliefFacts } from '../contract/facts.ts';

export const hardshipRelation: FactRelation = {
  source: hardshipFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, case_no as row_key, level, opened_on, reviewed_on, closed_on, migrant
    from care.hardship
    where opened_on <= date '${t}' and ${changed('union_id')}`,
};

export const reliefRelation: FactRelation = {
  source: reliefFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, relief_no as row_key, kind, given_on, amount::float8 as amount, people
    from care.relief
    where given_on <= date '${t}' and ${changed('union_id')}`,
};

export const disputeRelation: FactRelation = {
  source: disputeFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, dispute_no as row_key, kind, occurred_on, closed_on, settled, union_caused
    from care.dispute
    where occurred_on <= date '${t}' and ${changed('union_id')}`,
};
