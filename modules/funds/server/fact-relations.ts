import type { FactContext, FactRelation } from '@jianjia/rules';
import { auditFacts, facilityFacts, fundFacts } from '../contract/facts.ts';

export const facilityRelation: FactRelation = {
  source: facilityFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, facility_no as row_key, kind, area_m2::float8 as area_m2, closed_on, signage, rules, staffed, funded, equipped
    from funds.facility
    where opened_on <= date '${t}' and ${changed('union_id')}`,
};

/** Yearly accounts up to the year of t. */
export const fundRelation: FactRelation = {
  source: fundFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, year || '/' || item as row_key, item, year::float8 as year, amount::float8 as amount
    from funds.entry
    where year <= ${Number(t.slice(0, 4))} and ${changed('union_id')}`,
};

export const auditRelation: FactRelation = {
  source: auditFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, audit_no as row_key, kind, fiscal_year, concluded_on, opinion, reported_on
    from funds.audit
    where concluded_on <= date '${t}' and ${changed('union_id')}`,
};
