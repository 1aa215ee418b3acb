/** SQL: a row with `division_code` lies in the place $1; without a place every row does. */
export const placed = (table: string): string =>
  `($1::text is null or ${table}.division_code >= $1 and ${table}.division_code <= $1 || '~')`;

/**
 * SQL: the pairs of the place $1 that somebody holds something of, with what counts. The verdict is asked pair by pair, by index:
 * joined as a whole, the planner takes a handful of pairs for granted and goes through all of them for each.
 */
export const REVIEWED = `reviewed as materialized (
  select o.*, (select s.verdict from census.settled s where s.left_id = o.left_id and s.right_id = o.right_id) as verdict
  from (
    select n.left_id, n.right_id, max(n.division_code) as division_code, count(*) as given, max(n.persons) as persons,
      array_agg(n.verdict order by n.decision_id) filter (where n.persons = 2 and not n.adjudicates) as answers,
      (array_agg(n.probability order by n.decision_id desc) filter (where n.probability is not null))[1] as probability,
      (array_agg(n.model order by n.decision_id desc) filter (where n.probability is not null))[1] as model,
      bool_or(n.spot) as spot
    from census.opinion n where n.verdict <> 'undone' and ${placed('n')}
    group by n.left_id, n.right_id
  ) o
)`;
