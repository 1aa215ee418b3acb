import type { FactContext, FactRelation } from '@jianjia/rules';
import { contractFacts } from '../contract/facts.ts';

export const contractRelation: FactRelation = {
  source: contractFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, contract_no as row_key, kind, scope, valid_from, valid_to, congress_on, filed_on, reported_on
    from agreements.contract
    where signed_on <= date '${t}' and ${changed('union_id')}`,
};

/**
 * SQL: one row per employer named by any contract signed on or before t, and which kinds cover it at t; a contract is
 * good on its last day. `employers` is a condition on uscc.
 */
export function coverageByEmployer(t: string, employers: string): string {
  const covers = (kind: string) =>
    `bool_or(c.kind = '${kind}' and c.valid_from <= date '${t}' and c.valid_to >= date '${t}') as ${kind}`;
  return `
    select ce.uscc, true as contract_row, ${['collective', 'wage', 'women', 'safety'].map(covers).join(', ')}
    from agreements.contract_employer ce
    join agreements.contract c on c.union_id = ce.union_id and c.contract_no = ce.contract_no
    where c.signed_on <= date '${t}' and ${employers}
    group by ce.uscc`;
}
