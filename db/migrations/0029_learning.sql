-- Checks of what linkage joined by itself, and models of linkage learned from what reviewers decided.

-- ==== checks of joined pairs (抽查)

alter table census.decision
  -- Said of two that linkage had joined by itself and nobody had doubted: what such lines find is the precision of the joins.
  add column spot boolean not null default false;

create or replace view census.opinion with (security_invoker = true) as
  select distinct on (left_id, right_id, decided_by)
    left_id, right_id, decided_by, decision_id, verdict, persons, adjudicates, probability, model, division_code, spot
  from census.decision order by left_id, right_id, decided_by, decision_id desc;

-- The order in which joined pairs are offered for a check: by lot, those that linkage was less sure of the sooner (sequential
-- Poisson sampling, Ohlsson 1998: a number drawn evenly between 0 and 1, divided by the chance). The lot is drawn from
-- the ids, so it falls the same way every time. The strata: modules/census/domain/review/precision.ts.
create function census.spot_rank(left_id uuid, right_id uuid, probability double precision) returns double precision
language sql immutable parallel safe strict
as $$
  select (('x' || substr(md5(left_id::text || right_id::text), 1, 8))::bit(32)::bigint + 0.5) / 4294967296
    / case when probability < 0.98 then 8 when probability < 0.995 then 3 else 1 end
$$;
create index pair_spot on census.pair (census.spot_rank(left_id, right_id, probability), left_id, right_id) where joined;
