import type { WarningRule } from '@jianjia/registers/exchange';
import { HIDDEN_NUMBER } from '@jianjia/vault';

/**
 * One person in two unions at once: loaded, but said (ruling «Exchange format»). Numbers lie sealed; their hashes say who
 * is the same, and nothing of a number is shown, for a report is passed on.
 */
export const doubleMembership: WarningRule = {
  register: 'members',
  sentence: '同一证件号码在同一时期还是另一个工会的会员。如已转会，请在原会籍填写退会或转出日期。',
  sql: `
    with twice as (
      select id_type, id_number_hash from people.member where id_number_hash is not null
      group by id_type, id_number_hash having count(*) > 1
    )
    select s.line, 'id_number' as "column", '${HIDDEN_NUMBER}' as value
    from twice w
    join people.member m on m.id_type = w.id_type and m.id_number_hash = w.id_number_hash
    join import_stage s on s.member_no = m.member_no
    where exists (
      select from people.member o
      where o.id_type = m.id_type and o.id_number_hash = m.id_number_hash and o.union_id <> m.union_id
        and coalesce(m.left_on, 'infinity') > o.joined_on and coalesce(o.left_on, 'infinity') > m.joined_on
    )`,
};
