-- Scores: what every union of a scored track was given, derived like the results and written by evaluations only.

-- Of scored tracks: a letter for every part of an item and every zero-item trigger, in the order of the sheet; null
-- where the track gives no points. What scoring reads beside the measures stands at the end of `numbers`.
alter table assessments.result add column parts text;

-- Points in thousandths: `low` is certain, `high` possible. `level` is certain, `possible` the highest still open.
-- `sections` and `items`: id → [low, high].
create table assessments.score (
  union_id uuid not null,
  as_of date not null,
  scheme text not null,
  track text not null,
  low bigint not null,
  high bigint not null,
  class text,
  level text,
  possible text,
  sections jsonb not null,
  items jsonb not null,
  primary key (union_id, as_of, scheme)
);
create index on assessments.score (as_of, scheme, track);

-- Working memory of scored tracks that look back (一票否决): the last days of a union's own rows, by fact, in days since
-- 1970-01-01. They give the last day of a subtree after a change without counting its unchanged unions again.
create unlogged table assessments.last_day (
  as_of date not null,
  fact text not null,
  union_id uuid not null,
  day float8 not null,
  primary key (as_of, fact, union_id)
);

grant select, insert, update, delete on assessments.score, assessments.last_day to jianjia_app;
