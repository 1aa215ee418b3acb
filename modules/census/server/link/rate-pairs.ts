import type { PoolClient } from '@jianjia/db';

/** As many employees as make the most of a mistake. */
const MOST_EMPLOYEES = 10_000;

/**
 * Works out how much depends on a decision about each pair of the entities in `census_near` and of the employers in
 * `census_concerned`, 0 to 1: how likely the two
 * are one (from one half on fully, for then only a rival or the want of certainty keeps them apart), times how much a
 * mistake would cost. That grows with the logarithm of the larger employer's employees, and counts more where one of the two
 * has a union and the other seems to have none, for there a pair that is not put together shows a gap that is none. Pairs
 * that are settled weigh nothing, nor do those that are joined, but where a decision about others has parted them: of the links
 * between two who are apart one must be wrong.
 */
export async function ratePairs(client: PoolClient): Promise<void> {
  await client.query(
    `with census_rated as materialized (
       select entity_id from census_near union select entity_id from census_concerned join census.entity using (employer_id)
     )
     update census.pair p set matters = n.matters
     from (
       select p.left_id, p.right_id,
         case when p.joined and le.employer_id = re.employer_id
             -- Few pairs have decisions: what they settle is asked of those alone.
             or exists (select from census.decision d where d.left_id = p.left_id and d.right_id = p.right_id)
               and (select s.verdict from census.settled s where s.left_id = p.left_id and s.right_id = p.right_id) is not null then 0
           else least(1, 2 * p.probability)
             * least(1, ln(2 + greatest(l.employees, l.insured, r.employees, r.insured, 0)) / ln(2 + ${MOST_EMPLOYEES}))
             * case when (l.union_id is null) <> (r.union_id is null) then 1 else 0.6 end
         end::real as matters
       from (
         select p.* from census_rated t join census.pair p on p.left_id = t.entity_id
         union
         select p.* from census_rated t join census.pair p on p.right_id = t.entity_id
       ) p
       join census.entity le on le.entity_id = p.left_id join census.employer l on l.employer_id = le.employer_id
       join census.entity re on re.entity_id = p.right_id join census.employer r on r.employer_id = re.employer_id
     ) n
     where p.left_id = n.left_id and p.right_id = n.right_id and p.matters is distinct from n.matters`,
  );
}
