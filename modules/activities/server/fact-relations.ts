import type { FactContext, FactRelation } from '@jianjia/rules';
import { activityFacts, honourFacts, participationFacts } from '../contract/facts.ts';

export const activityRelation: FactRelation = {
  source: activityFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, activity_no as row_key, kind, starts_on, regional, level, result
    from activities.activity
    where starts_on <= date '${t}' and ${changed('union_id')}`,
};

/**
 * Covered employers and what they took part in: named by an activity, or an activity of the enterprise's or
 * institution's own union this year. Each employer counts once per kind.
 */
export const participationRelation: FactRelation = {
  source: participationFacts,
  sql: ({ t }: FactContext) => {
    const thisYear = `(a.starts_on >= date '${t.slice(0, 4)}-01-01')`;
    return `
    select union_id, uscc as row_key, kind, enterprise, bool_or(this_year) as this_year
    from (
      select e.owner_id as union_id, e.uscc, a.kind, e.enterprise, ${thisYear} as this_year
      from activities.activity_employer ae
      join activities.activity a on a.union_id = ae.union_id and a.activity_no = ae.activity_no
      join employer_state e on e.uscc = ae.uscc
      where a.starts_on <= date '${t}' and e.open and e.owner_id is not null
      union all
      select e.owner_id, e.uscc, a.kind, e.enterprise, true
      from activities.activity a
      join scope s on s.union_id = a.union_id
      join employer_state e on e.owner_id = s.owner_id
      where ${thisYear} and a.starts_on <= date '${t}' and e.open and s.owner_kind in ('enterprise', 'institution')
    ) took_part
    group by union_id, uscc, kind, enterprise`;
  },
};

/** An honour that names no union is its member's union's. */
export const honourRelation: FactRelation = {
  source: honourFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, honour_no as row_key, kind, level, granted_on, revoked_on
    from activities.honour
    where granted_on <= date '${t}' and union_id is not null and ${changed('union_id')}
    union all
    select m.union_id, h.honour_no, h.kind, h.level, h.granted_on, h.revoked_on
    from activities.honour h
    join people.member m on m.member_no = h.member_no
    where h.granted_on <= date '${t}' and h.union_id is null and ${changed('m.union_id')}`,
};
