-- What reach costs: the tree of 53,000 unions in seconds, and few look-ups per statement.

-- ==== the tree
-- The check of the depth joined all steps of all unions with the table of unions before it asked for the height, which
-- the planner did as a loop over both: 8 seconds for 5,500 unions, growing with the square. Which unions lie too deep,
-- mostly none, is known first now.
create or replace function organisations.add_descent(ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  too_deep text;
begin
  too_deep := (
    with recursive up (union_id, next_id, height) as (
      select u.union_id, u.parent_id, 1 from organisations."union" u where u.union_id = any (ids)
      union all
      select up.union_id, p.parent_id, up.height + 1
      from up join organisations."union" p on p.union_id = up.next_id where up.height <= 32
    )
    select min(u.union_code) from organisations."union" u
    where u.union_id = any (array(select up.union_id from up where up.height > 32))
  );
  if too_deep is not null then
    raise exception '工会的层级太多：% 以上超过 32 级。请检查上级工会编码。', too_deep
      using errcode = 'check_violation', constraint = 'union_depth';
  end if;

  with recursive up (union_id, ancestor_id, kind, next_id, height) as (
    select u.union_id, u.union_id, u.kind, u.parent_id, 0 from organisations."union" u where u.union_id = any (ids)
    union all
    select up.union_id, p.union_id, p.kind, p.parent_id, up.height + 1
    from up join organisations."union" p on p.union_id = up.next_id
  ), owner as (
    -- A branch or group belongs to the nearest union above it that is neither; without one, to itself.
    select distinct on (union_id) union_id, ancestor_id
    from up order by union_id, kind in ('branch', 'group'), height
  )
  insert into organisations.descent (ancestor_id, union_id)
  select ancestor_id, union_id from up
  union all
  select organisations.own_reach(ancestor_id), union_id from owner
  union all
  select '00000000-0000-0000-0000-000000000000'::uuid, union_id from unnest(ids) as union_id;
end
$$;

-- ==== places
-- A code of GB/T 2260 begins with the code of the place it lies in, so all places below one are a range of codes: one
-- comparison per employer, where the places spelled out were hashed. The table is held to that.
create type kernel.code_range as range (subtype = text, collation = "C", multirange_type_name = kernel.code_ranges);

create function kernel.codes_below(places text[]) returns kernel.code_ranges
language sql immutable parallel safe
as $$
  -- '*' is everywhere; '~' comes after every digit and letter.
  select range_agg(case when place = '*' then kernel.code_range(null, null) else kernel.code_range(place, place || '~') end)
  from unnest(places) as place
$$;
comment on function kernel.codes_below(text[]) is 'The codes of these divisions and of all below; null, which lets nothing pass, for none';

create or replace function kernel.keep_division_descent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stray text;
begin
  delete from kernel.division_descent;
  insert into kernel.division_descent (ancestor, code)
  with recursive up (code, ancestor) as (
    select code, code from kernel.division
    union
    select up.code, d.parent from up join kernel.division d on d.code = up.ancestor where d.parent is not null
  )
  select ancestor, code from up
  union all
  select '*', code from kernel.division;

  select min(code) into stray
  from (
    select v.code from kernel.division_descent v where v.ancestor <> '*' and not starts_with(v.code, v.ancestor)
    union all
    select d.code from kernel.division d where d.code !~ '^[0-9A-Za-z]+$'
    union all
    select d.code
    from kernel.division d join kernel.division above on starts_with(d.code, above.code)
    where not exists (select from kernel.division_descent v where v.ancestor = above.code and v.code = d.code)
  ) as strays;
  if stray is not null then
    raise exception '区划代码 % 与它的上级不一致：下级的代码须以上级的代码开头。', stray
      using errcode = 'check_violation', constraint = 'division_codes_nest';
  end if;
  return null;
end
$$;
update kernel.division set name = name;

-- ==== who acts now
-- One table per look-up. A reach ends with the row it belongs to, whatever sets that end: the key sees to it.
truncate identity.acting cascade;
alter table identity.acting add unique (ticket, expires_at);
alter table identity.acting_reach
  add column expires_at timestamptz not null,
  -- The places as ranges of codes.
  add column codes kernel.code_ranges,
  drop constraint acting_reach_ticket_fkey,
  add foreign key (ticket, expires_at) references identity.acting (ticket, expires_at)
    on delete cascade on update cascade;

create or replace function identity.roots(permission text) returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select r.roots
  from identity.acting_reach r
  where r.ticket = identity.ticket() and r.expires_at > now() and r.permission = $1
$$;

create or replace function identity.sees_all(permission text) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select 'ffffffff-ffff-ffff-ffff-ffffffffffff' = any (r.roots)
    from identity.acting_reach r
    where r.ticket = identity.ticket() and r.expires_at > now() and r.permission = $1
  ), false)
$$;

create or replace function identity.places(permission text) returns text[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select r.places
  from identity.acting_reach r
  where r.ticket = identity.ticket() and r.expires_at > now() and r.permission = $1
$$;

-- The codes of all places in which the actor has a permission over employers without a union.
create function identity.place_codes(permission text) returns kernel.code_ranges
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select r.codes
  from identity.acting_reach r
  where r.ticket = identity.ticket() and r.expires_at > now() and r.permission = $1
$$;

-- The unions within reach, all of them; one call in place of three look-ups and a policy of its own.
create function identity.unions(permission text) returns setof uuid
language sql stable parallel safe rows 1000 security definer set search_path = pg_catalog, pg_temp as $$
  select d.union_id
  from identity.acting_reach r join organisations.descent d on d.ancestor_id = any (r.roots)
  where r.ticket = identity.ticket() and r.expires_at > now() and r.permission = $1
$$;

-- One of them. For a chair it is the own one, as the oldest: comparing costs a row less than a hash does.
create function identity.one_union(permission text) returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select d.union_id
  from identity.acting_reach r join organisations.descent d on d.ancestor_id = any (r.roots)
  where r.ticket = identity.ticket() and r.expires_at > now() and r.permission = $1
  limit 1
$$;

-- ==== the policies
-- What they admit stays as 0014, 0016 and 0017 say; how it is asked is new. A union that may be missing is asked for first.

create function pg_temp.within(col text, permission text) returns text language sql as $$
  select format(
    '((select identity.sees_all(%2$L)) or %1$s in (select reached.union_id from identity.unions(%2$L) as reached (union_id)))',
    col, permission)
$$;

create function pg_temp.union_within(tab regclass, permission text) returns text language sql as $$
  select case when a.attnotnull then '' else format('%s.union_id is not null and ', tab) end
    || case
      -- Of unions there is one row each: the comparison would be one more for all others.
      when tab = 'organisations.union'::regclass then pg_temp.within(tab::text || '.union_id', permission)
      else format('(%s.union_id = (select identity.one_union(%L)) or %s)', tab, permission, pg_temp.within(tab::text || '.union_id', permission))
    end
  from pg_attribute a where a.attrelid = tab and a.attname = 'union_id'
$$;

-- The three policies of pg_temp.protect in 0014: reading, adding, changing.
create function pg_temp.ask(tab regclass, reads text, writes text default null) returns void
language plpgsql as $$
begin
  execute format('alter policy reach_read on %s using (%s)', tab, reads);
  if writes is not null then
    execute format('alter policy reach_add on %s with check (%s)', tab, writes);
    execute format('alter policy reach_change on %s using (%s) with check (%s)', tab, writes, writes);
  end if;
end
$$;

do $$
declare
  own constant text := ' or member_no = any ((select identity.own_members())::text[])';
  me constant text := '(select identity.actor_id())';
  target record;
begin
  for target in
    select * from (values
      ('organisations.union', 'organisations', null),
      ('democracy.election', 'democracy', null),
      ('democracy.meeting', 'democracy', null),
      ('democracy.disclosure', 'democracy', null),
      ('people.member', 'people', own),
      ('people.officer', 'people', own),
      ('agreements.contract', 'agreements', null),
      ('agreements.contract_employer', 'agreements', null),
      ('activities.activity', 'activities', null),
      ('activities.activity_employer', 'activities', null),
      ('care.hardship', 'care', own),
      ('care.relief', 'care',
        ' or exists (select from care.hardship h where h.case_no = relief.case_no'
          ' and h.member_no = any ((select identity.own_members())::text[]))'),
      ('care.dispute', 'care', null),
      ('documents.document', 'documents', null),
      ('funds.facility', 'funds', null),
      ('funds.entry', 'funds', null),
      ('funds.audit', 'funds', null),
      ('surveys.survey', 'surveys', null),
      ('assessments.judgement', 'assessments', null),
      ('schemes.parameter_value', 'schemes', null),
      ('activities.honour', 'activities', own
        || ' or union_id is null and exists (select from people.member m where m.member_no = honour.member_no)')
    ) as t (tab, area, besides)
  loop
    perform pg_temp.ask(
      target.tab::regclass,
      pg_temp.union_within(target.tab::regclass, target.area || ':read') || coalesce(target.besides, ''),
      pg_temp.union_within(target.tab::regclass, target.area || ':write'));
  end loop;
end
$$;

select pg_temp.ask('assessments.result', pg_temp.union_within('assessments.result', 'assessments:read'));
select pg_temp.ask('assessments.score', pg_temp.union_within('assessments.score', 'assessments:read'));
select pg_temp.ask('people.erasure', pg_temp.union_within('people.erasure', 'people:read'));

-- ==== employers

create function pg_temp.employer_within(tab text, permission text) returns text language sql as $$
  select format(
    '%1$s.union_id is null and %1$s.division_code <@ (select identity.place_codes(%2$L)) or %1$s.union_id is not null and %3$s',
    tab, permission, pg_temp.within(tab || '.union_id', permission))
$$;

create function pg_temp.of_employer_within(tab text, permission text) returns text language sql as $$
  select format('exists (select from employers.employer e where e.uscc = %s.uscc and (%s))', tab, pg_temp.employer_within('e', permission))
$$;

select pg_temp.ask('employers.employer',
  pg_temp.employer_within('employer', 'employers:read'), pg_temp.employer_within('employer', 'employers:write'));
select pg_temp.ask('employers.workforce',
  pg_temp.of_employer_within('workforce', 'employers:read'), pg_temp.of_employer_within('workforce', 'employers:write'));
select pg_temp.ask('democracy.mechanism',
  pg_temp.of_employer_within('mechanism', 'democracy:read'), pg_temp.of_employer_within('mechanism', 'democracy:write'));

-- ==== history, accounts, the journal, personal data in use
-- Rows of nobody's union are read from the root of the whole installation.

create function pg_temp.from_everything(permission text) returns text language sql as $$
  select format('%L = any ((select identity.roots(%L))::uuid[])', '00000000-0000-0000-0000-000000000000', permission)
$$;

select pg_temp.ask('kernel.register_history',
  pg_temp.union_within('kernel.register_history', 'history:read') || ' or union_id is null and ' || pg_temp.from_everything('history:read'));
do $$
begin
  execute format(
    'alter policy reach_add on kernel.register_history with check (
       %s
       or union_id is null and (select identity.roots(''registers:import'')) is not null
         and register in (''employers'', ''workforce'', ''democracy'')
         and exists (
           select from employers.employer e where e.uscc = split_part(register_history.key, ''/'', 1) and (%s)))',
    pg_temp.union_within('kernel.register_history', 'registers:import'), pg_temp.employer_within('e', 'employers:write'));
end
$$;

select pg_temp.ask('identity.account',
  pg_temp.union_within('identity.account', 'accounts:read') || ' or account_id = (select identity.actor_id()) or '
    || pg_temp.from_everything('accounts:read'));
select pg_temp.ask('identity.role_grant',
  pg_temp.union_within('identity.role_grant', 'accounts:read')
    || ' or account_id = (select identity.actor_id()) or granted_by = (select identity.actor_id()) or '
    || pg_temp.from_everything('accounts:read'),
  pg_temp.union_within('identity.role_grant', 'accounts:write')
    || ' or source = ''delegated'' and granted_by = (select identity.actor_id()) or '
    || pg_temp.from_everything('accounts:write'));

select pg_temp.ask('journal.entry',
  pg_temp.union_within('journal.entry', 'journal:read') || ' or actor_id = (select identity.actor_id()) or union_id is null and '
    || pg_temp.from_everything('journal:read'));

select pg_temp.ask('people.sighting',
  pg_temp.union_within('people.sighting', 'journal:read')
    || ' or member_no = any ((select identity.own_members())::text[]) or account_id = (select identity.actor_id())');
do $$
begin
  execute format(
    'alter policy reach_add on people.sighting with check (account_id = (select identity.actor_id()) and %s)',
    pg_temp.union_within('people.sighting', 'people:read'));
end
$$;

select pg_temp.ask('reports.export_request',
  'requested_by = (select identity.actor_id()) or '
    || pg_temp.union_within('reports.export_request', 'people:approve_export'));
do $$
begin
  execute format(
    'alter policy reach_add on reports.export_request
       with check (requested_by = (select identity.actor_id()) and %s)',
    pg_temp.union_within('reports.export_request', 'people:export'));
  execute format(
    'alter policy reach_decide on reports.export_request
       using (decision is null and requested_by <> (select identity.actor_id())
         and (requester_member = any ((select identity.own_members())::text[])) is not true and %1$s)
       with check (decided_by = (select identity.actor_id()) and requested_by <> (select identity.actor_id()) and %1$s)',
    pg_temp.union_within('reports.export_request', 'people:approve_export'));
  execute format(
    'alter policy reach_fetch on reports.export_request
       using (decision = ''approved'' and requested_by = (select identity.actor_id()) and %1$s)
       with check (decision = ''approved'' and requested_by = (select identity.actor_id()) and %1$s)',
    pg_temp.union_within('reports.export_request', 'people:export'));
end
$$;
