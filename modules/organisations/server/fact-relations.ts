import type { FactContext, FactRelation } from '@jianjia/rules';
import { subunitFacts } from '../contract/facts.ts';

/** Branches and groups in being at t. */
export const subunitRelation: FactRelation = {
  source: subunitFacts,
  sql: ({ changed }: FactContext) => `
    select u.union_id, u.union_code as row_key, u.kind
    from organisations.union u
    join scope s on s.union_id = u.union_id
    where u.kind in ('branch', 'group') and ${changed('u.union_id')}`,
};
