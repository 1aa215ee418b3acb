-- Derived data: written by evaluations only, so the tables below name unions and days without foreign keys, whose
-- checks would cost more than the judging.
--
-- Evaluations: what every union was judged to be, by which version of which scheme, as of which day; and the numbers
-- it was judged by, so that every verdict can be explained later without the registers of that day.

-- One row per as-of day. `plan` identifies schemes, measures and facts, so that a changed standard is evaluated anew.
create table assessments.evaluation (
  as_of date primary key,
  plan text not null,
  evaluated_at timestamptz not null default now()
);

-- One row per union and scheme. `verdicts` has one letter per indicator of the track, in the order of the scheme:
-- m met, u unmet, k unknown, p pending, n not applicable. `numbers` are the track's measures in order, numerator and,
-- for ratios, denominator; a numerator below zero is −1 − mask of what is missing.
create table assessments.result (
  union_id uuid not null,
  as_of date not null,
  scheme text not null,
  version text not null,
  track text not null,
  verdicts text not null,
  reached boolean not null,
  numbers float8[] not null,
  primary key (union_id, as_of, scheme)
);
create index on assessments.result (as_of, scheme, track);

-- The next three are working memory: not logged, empty after a crash; the next evaluation is then a whole one.

-- The facts of a union: of its own rows (branches and groups included; NaN where there is no value), and the sums over
-- its subtree where it has unions below it. They let one changed union be counted again alone.
create unlogged table assessments.fact_value (
  union_id uuid not null,
  as_of date not null,
  own float8[] not null,
  subtree float8[],
  primary key (union_id, as_of)
) with (toast_tuple_target = 8160);
-- Some hundred doubles are read one by one: they stay in the row, as they are.
alter table assessments.fact_value alter column own set storage external;
alter table assessments.fact_value alter column subtree set storage external;

-- The facts of located sources by cell: who (nobody for employers without a union), where, and for nobody's which
-- industry. They let a change in one union correct the sums of its places without counting the rest again.
create unlogged table assessments.cell (
  as_of date not null,
  source text not null,
  union_id uuid,
  division_code text not null,
  industry_code text,
  facts float8[] not null
);
create index on assessments.cell (union_id, as_of);
create index on assessments.cell (division_code, as_of) where union_id is null;

-- The sums of located sources over a division and everything below it.
create unlogged table assessments.place_value (
  as_of date not null,
  source text not null,
  division_code text not null,
  facts float8[] not null,
  primary key (as_of, source, division_code)
);

-- What the federation of an industry counts besides its subtree: employers without a union in its division and industry.
create unlogged table assessments.uncovered_value (
  as_of date not null,
  union_id uuid not null,
  facts float8[] not null,
  primary key (as_of, union_id)
);

-- What has changed since the last evaluation; written by triggers on the registers, taken by the next evaluation.
create table assessments.changed (
  id bigint generated always as identity primary key,
  union_id uuid,
  division_code text
);

grant select, insert, update, delete on
  assessments.evaluation, assessments.result, assessments.fact_value, assessments.cell, assessments.place_value,
  assessments.uncovered_value, assessments.changed
  to jianjia_app;

-- Rows that name their union.
create function assessments.mark_union() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from assessments.evaluation) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into assessments.changed (union_id) select distinct union_id from old_rows where union_id is not null;
  end if;
  if tg_op <> 'DELETE' then
    insert into assessments.changed (union_id) select distinct union_id from new_rows where union_id is not null;
  end if;
  return null;
end
$$;

-- Rows that name their employer: its union and its place have changed. A headcount decides besides whether the
-- employer's members count in the rate of their union, which may be another one.
create function assessments.mark_employer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from assessments.evaluation) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into assessments.changed (union_id, division_code)
    select distinct e.union_id, e.division_code
    from old_rows r join employers.employer e on e.uscc = r.uscc;
    if tg_table_name = 'workforce' then
      insert into assessments.changed (union_id)
      select distinct m.union_id from old_rows r join people.member m on m.uscc = r.uscc;
    end if;
  end if;
  if tg_op <> 'DELETE' then
    insert into assessments.changed (union_id, division_code)
    select distinct e.union_id, e.division_code
    from new_rows r join employers.employer e on e.uscc = r.uscc;
    if tg_table_name = 'workforce' then
      insert into assessments.changed (union_id)
      select distinct m.union_id from new_rows r join people.member m on m.uscc = r.uscc;
    end if;
  end if;
  return null;
end
$$;

-- Employers themselves: the union and the place before and after. Their members count where the employer lies.
create function assessments.mark_employer_self() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from assessments.evaluation) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into assessments.changed (union_id, division_code) select distinct union_id, division_code from old_rows;
    insert into assessments.changed (union_id)
    select distinct m.union_id from old_rows r join people.member m on m.uscc = r.uscc;
  end if;
  if tg_op <> 'DELETE' then
    insert into assessments.changed (union_id, division_code) select distinct union_id, division_code from new_rows;
  end if;
  return null;
end
$$;

-- Honours: of the union, or of the member's where no union is named.
create function assessments.mark_honour() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from assessments.evaluation) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into assessments.changed (union_id)
    select distinct coalesce(r.union_id, m.union_id) from old_rows r left join people.member m on m.member_no = r.member_no;
  end if;
  if tg_op <> 'DELETE' then
    insert into assessments.changed (union_id)
    select distinct coalesce(r.union_id, m.union_id) from new_rows r left join people.member m on m.member_no = r.member_no;
  end if;
  return null;
end
$$;

-- A change in the tree or in the code tables moves whole subtrees: everything is evaluated anew.
create function assessments.mark_everything() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assessments.evaluation set plan = '' where plan <> '';
  return null;
end
$$;

do $$
declare
  target record;
begin
  for target in
    select * from (values
      ('people.member', 'mark_union'), ('people.officer', 'mark_union'), ('democracy.election', 'mark_union'),
      ('democracy.meeting', 'mark_union'), ('democracy.disclosure', 'mark_union'), ('agreements.contract', 'mark_union'),
      ('activities.activity', 'mark_union'), ('activities.honour', 'mark_honour'), ('documents.document', 'mark_union'),
      ('care.hardship', 'mark_union'), ('care.relief', 'mark_union'), ('care.dispute', 'mark_union'),
      ('funds.facility', 'mark_union'), ('funds.entry', 'mark_union'), ('funds.audit', 'mark_union'),
      ('surveys.survey', 'mark_union'), ('assessments.judgement', 'mark_union'),
      ('agreements.contract_employer', 'mark_union'), ('activities.activity_employer', 'mark_union'),
      ('agreements.contract_employer', 'mark_employer'), ('activities.activity_employer', 'mark_employer'),
      ('employers.workforce', 'mark_employer'), ('democracy.mechanism', 'mark_employer'),
      ('employers.employer', 'mark_employer_self')
    ) as t (tab, marker)
  loop
    execute format('create trigger %s_insert after insert on %s referencing new table as new_rows for each statement execute function assessments.%s()', target.marker, target.tab, target.marker);
    execute format('create trigger %s_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function assessments.%s()', target.marker, target.tab, target.marker);
    execute format('create trigger %s_delete after delete on %s referencing old table as old_rows for each statement execute function assessments.%s()', target.marker, target.tab, target.marker);
  end loop;
  for target in select * from (values ('organisations.union'), ('kernel.division'), ('kernel.industry')) as t (tab)
  loop
    execute format('create trigger mark_everything after insert or update or delete on %s for each statement execute function assessments.mark_everything()', target.tab);
  end loop;
end
$$;

-- A contract or an activity that changes reaches the employers it names.
create function assessments.mark_named_employers() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from assessments.evaluation) then
    if tg_table_name = 'contract' then
      insert into assessments.changed (union_id, division_code)
      select distinct e.union_id, e.division_code
      from new_rows r
      join agreements.contract_employer n on n.union_id = r.union_id and n.contract_no = r.contract_no
      join employers.employer e on e.uscc = n.uscc;
    else
      insert into assessments.changed (union_id, division_code)
      select distinct e.union_id, e.division_code
      from new_rows r
      join activities.activity_employer n on n.union_id = r.union_id and n.activity_no = r.activity_no
      join employers.employer e on e.uscc = n.uscc;
    end if;
  end if;
  return null;
end
$$;

create trigger mark_named_update after update on agreements.contract
  referencing new table as new_rows for each statement execute function assessments.mark_named_employers();
create trigger mark_named_update after update on activities.activity
  referencing new table as new_rows for each statement execute function assessments.mark_named_employers();
