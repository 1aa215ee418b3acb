import { coverageByEmployer } from '@jianjia/agreements/server';
import { mechanismsByEmployer } from '@jianjia/democracy/server';
import type { FactContext, FactRelation } from '@jianjia/rules';
import { employerFacts } from '../contract/facts.ts';

const ENTERPRISE = "e.sector in ('state', 'collective', 'private', 'mixed')";

/**
 * Creates the temporary table `employer_state`: every employer with the union in being that covers it (owner_id, null
 * where none: an employer of a dissolved union has none), its latest workforce row, contracts and mechanisms at t.
 * `wanted` is a condition on uscc; other rooms' facts join this table by uscc.
 */
export function prepareEmployers(t: string, wanted = 'true'): string {
  return `
    create temporary table employer_state on commit drop as
    select e.uscc, s.owner_id, s.owner_kind as union_kind, e.division_code, e.industry_code, e.sector,
      (e.established_on is null or e.established_on <= date '${t}')
        and (e.closed_on is null or e.closed_on > date '${t}') as open,
      true as units,
      (${ENTERPRISE}) as enterprise,
      (${ENTERPRISE} and coalesce(e.above_scale, false)) as above_scale_enterprise,
      (e.sector = 'private') as private_enterprise,
      (${ENTERPRISE} and coalesce(e.small_micro, false)) as small_micro_enterprise,
      (s.owner_id is not null) as unionised,
      w.employees, w.female, w.migrant, w.wage_bill, w.contracts_signed, w.social_insurance,
      coalesce(c.contract_row, false) as contract_row, coalesce(c.collective, false) as collective,
      coalesce(c.wage, false) as wage, coalesce(c.women, false) as women, coalesce(c.safety, false) as safety,
      coalesce(m.mechanism_row, false) as mechanism_row, coalesce(m.staff_congress, false) as staff_congress,
      coalesce(m.disclosure, false) as disclosure, coalesce(m.worker_director, false) as worker_director,
      coalesce(m.worker_supervisor, false) as worker_supervisor, coalesce(m.bargaining, false) as bargaining,
      coalesce(m.legal_supervision, false) as legal_supervision
    from employers.employer e
    left join scope s on s.union_id = e.union_id
    left join (
      select distinct on (uscc) uscc, employees, female, migrant, wage_bill, contracts_signed, social_insurance
      from employers.workforce
      where as_of <= date '${t}' and ${wanted}
      order by uscc, as_of desc
    ) w on w.uscc = e.uscc
    left join (${coverageByEmployer(t, wanted.replace(/^uscc/, 'ce.uscc'))}) c on c.uscc = e.uscc
    left join (${mechanismsByEmployer(t, wanted)}) m on m.uscc = e.uscc
    where ${wanted.replace(/^uscc/, 'e.uscc')}`;
}

/** Open employers; those without a union in being have no union_id and count for their place only. */
export const employerRelation: FactRelation = {
  source: employerFacts,
  sql: ({ incremental }: FactContext) => `
    select owner_id as union_id, uscc as row_key, * from employer_state
    where open${
      incremental
        ? ` and (owner_id in (select union_id from changed_union)
             or owner_id is null and division_code in (select division_code from changed_place))`
        : ''
    }`,
};
