-- 拉网式核查: registers of other departments, which file said what, and the trusted list (底册) that follows from them.
--
-- The list is a function of the records of the deliveries that are applied, of the pairs that linkage found among them, and of
-- what people decided about pairs: ids come from what identifies an employer, values by precedence. So taking a delivery
-- away leaves what was before it, and the order in which deliveries came does not matter.
create schema census;
grant usage on schema census to jianjia_app, jianjia_system;

-- ==== sources and deliveries

-- The register of a department, as a federation gets it.
create table census.source (
  source_id uuid primary key default kernel.uuid_v7(),
  -- The federation that takes it in.
  union_id uuid not null references organisations.union (union_id),
  department text not null check (
    department in (
      'union', 'market', 'tax', 'statistics', 'civil_affairs', 'human_resources', 'field', 'other'
    )
  ),
  title text not null check (length(title) between 1 and 100),
  created_at timestamptz not null default now(),
  unique (union_id, title)
);

-- What the department's own columns mean, year by year; confirmed by a person.
create table census.mapping (
  source_id uuid not null references census.source (source_id),
  year integer not null check (year between 1950 and 2200),
  -- Title of the file → field, as an object.
  columns jsonb not null check (jsonb_typeof(columns) = 'object'),
  -- Field → value of the file → value of ours.
  translations jsonb not null default '{}' check (jsonb_typeof(translations) = 'object'),
  confirmed_by text not null,
  confirmed_at timestamptz not null default now(),
  primary key (source_id, year)
);

-- A file or a batch that came by interface. The row stays when the delivery is withdrawn; its lines and records do not.
create table census.delivery (
  delivery_id uuid primary key default kernel.uuid_v7(),
  source_id uuid not null references census.source (source_id),
  union_id uuid not null references organisations.union (union_id),
  year integer not null check (year between 1950 and 2200),
  file_name text not null check (length(file_name) between 1 and 200),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  -- The day whose state the data tells.
  as_of date not null,
  via text not null default 'upload' check (via in ('upload', 'interface', 'command', 'register')),
  -- What the sender calls the batch, so that sending twice does nothing.
  sent_as text check (length(sent_as) between 1 and 100),
  status text not null check (status in ('profiled', 'applying', 'applied', 'withdrawing', 'withdrawn')),
  header text[] not null,
  rows integer not null check (rows >= 0),
  -- What was read, column by column, and what is wrong with it.
  profile jsonb not null default '[]',
  faults jsonb not null default '[]',
  mapping jsonb,
  -- What applying came to.
  outcome jsonb,
  -- Long work: how far it is, and when it last said so. Work that stopped saying so was interrupted.
  done bigint not null default 0,
  total bigint not null default 0,
  touched_at timestamptz,
  received_by text not null,
  received_at timestamptz not null default now(),
  applied_at timestamptz,
  withdrawn_at timestamptz,
  unique (source_id, sent_as)
);
create index on census.delivery (union_id, delivery_id);
create index on census.delivery (source_id, delivery_id);
create index on census.delivery (sha256);

-- The lines of a file as they came, but for numbers of persons, which are covered.
create table census.line (
  delivery_id uuid not null references census.delivery (delivery_id) on delete cascade,
  line integer not null check (line > 0),
  cells text[] not null,
  primary key (delivery_id, line)
);

-- ==== what the files say

-- What identifies an employer in the files exactly (organisation code, registration number, or standard name), once for
-- all records that have it within a prefecture; what linkage compares. `employer_id` is the employer of the list.
create table census.entity (
  entity_id uuid primary key,
  employer_id uuid not null,
  division_code text not null references kernel.division (code),
  uscc text,
  registration_no text,
  -- The code as the files write it, where it is not right.
  written_code text,
  name text not null,
  -- As packages/linkage writes names, parts in one order.
  standard_name text not null,
  address text,
  representative text,
  phone text,
  records integer not null check (records > 0)
);
create index on census.entity (employer_id);
create index on census.entity (standard_name);
create index on census.entity (division_code);
create index on census.entity (uscc) where uscc is not null;

-- By what two entities may meet to be compared: keys of the blocking rules of packages/linkage, within a prefecture.
create table census.entity_key (
  entity_id uuid not null references census.entity (entity_id) on delete cascade,
  key bigint not null,
  primary key (entity_id, key)
);
create index on census.entity_key (key);

create table census.record (
  delivery_id uuid not null references census.delivery (delivery_id),
  line integer not null check (line > 0),
  union_id uuid not null,
  -- Null where the row lies outside the place of the federation that took it in: it is kept, and not in the list.
  entity_id uuid,
  employer_id uuid,
  uscc text check (uscc ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
  registration_no text check (registration_no ~ '^[0-9]{15}$'),
  organisation_code text check (organisation_code ~ '^[0-9A-Z]{9}$'),
  written_code text check (length(written_code) between 1 and 40),
  name text not null check (length(name) between 1 and 200),
  standard_name text not null,
  former_names text[],
  division_code text not null references kernel.division (code),
  -- False where the file does not tell: it is the place of the federation then.
  division_told boolean not null,
  address text,
  industry_code text references kernel.industry (code),
  industry_text text,
  scope text,
  sector text check (
    sector in ('state', 'collective', 'private', 'mixed', 'public_institution', 'government', 'social_org')
  ),
  employees integer check (employees >= 0),
  insured integer check (insured >= 0),
  established_on date,
  closed_on date,
  status text check (status in ('open', 'closed', 'revoked', 'moved')),
  representative text,
  phone text,
  primary key (delivery_id, line)
);
create index on census.record (entity_id);
create index on census.record (employer_id);

-- ==== the list

create table census.employer (
  employer_id uuid primary key,
  uscc text,
  registration_no text,
  name text not null,
  division_code text not null references kernel.division (code),
  address text,
  industry_code text references kernel.industry (code),
  industry_text text,
  scope text,
  sector text,
  employees integer,
  insured integer,
  established_on date,
  closed_on date,
  status text,
  representative text,
  phone text,
  -- The union that covers it by the union's own register; follows employers.employer by the credit code.
  union_id uuid references organisations.union (union_id),
  -- How many records say so, and departments that have it.
  records integer not null,
  departments text[] not null,
  -- First letters of the pinyin of the name.
  initials text collate "C" not null default ''
);
create index on census.employer (division_code, employer_id);
create index on census.employer (uscc) where uscc is not null;
create index on census.employer (union_id) where union_id is not null;

-- ==== pairs, decisions, events

-- Two entities that may be one employer. `joined`: by the probability at the cut of the model; the others are doubtful.
create table census.pair (
  left_id uuid not null,
  right_id uuid not null,
  probability double precision not null check (probability between 0 and 1),
  model text not null,
  joined boolean not null,
  division_code text not null references kernel.division (code),
  primary key (left_id, right_id),
  check (left_id < right_id)
);
create index on census.pair (right_id);
create index on census.pair (division_code, probability desc, left_id, right_id) where not joined;

-- What people decided about pairs; the last line of a pair counts. It outlives the deliveries.
create table census.decision (
  decision_id uuid primary key default kernel.uuid_v7(),
  left_id uuid not null,
  right_id uuid not null,
  verdict text not null check (verdict in ('same', 'different', 'unsure', 'undone')),
  division_code text not null references kernel.division (code),
  decided_by uuid not null references identity.account (account_id),
  decided_at timestamptz not null default now(),
  check (left_id < right_id)
);
create index on census.decision (left_id, right_id, decision_id desc);
create index on census.decision (right_id);
create index on census.decision (division_code);

-- What counts when employers are put together: one line for a pair that is settled.
create view census.settled with (security_invoker = true) as
  select distinct on (left_id, right_id) left_id, right_id, verdict
  from census.decision order by left_id, right_id, decision_id desc;

-- Employers of the list that became one, or one that fell apart; `delivery_id` is what it came from, null for a decision.
create table census.event (
  event_id uuid primary key default kernel.uuid_v7(),
  kind text not null check (kind in ('merge', 'split')),
  -- merge: from_id went into into_id. split: into_id left from_id.
  from_id uuid not null,
  into_id uuid not null,
  division_code text not null references kernel.division (code),
  delivery_id uuid references census.delivery (delivery_id),
  happened_at timestamptz not null default now()
);
create index on census.event (from_id);
create index on census.event (into_id);

-- ==== precedence: whose word counts for a field; the lower rank first, then the later day
create table kernel.value_precedence (
  field text not null,
  department text not null,
  rank smallint not null,
  primary key (field, department)
);
insert into kernel.value_precedence (field, department, rank)
select field, department, rank
from (values
  ('name', array['market', 'civil_affairs', 'tax', 'human_resources', 'statistics', 'union', 'field', 'other']),
  ('uscc', array['market', 'civil_affairs', 'tax', 'human_resources', 'statistics', 'union', 'field', 'other']),
  ('registration_no', array['market', 'civil_affairs', 'tax', 'human_resources', 'statistics', 'union', 'field', 'other']),
  ('division_code', array['field', 'market', 'civil_affairs', 'statistics', 'tax', 'human_resources', 'union', 'other']),
  ('address', array['field', 'market', 'civil_affairs', 'statistics', 'tax', 'human_resources', 'union', 'other']),
  ('industry_code', array['statistics', 'market', 'tax', 'civil_affairs', 'human_resources', 'union', 'field', 'other']),
  ('industry_text', array['statistics', 'market', 'tax', 'civil_affairs', 'human_resources', 'union', 'field', 'other']),
  ('scope', array['market', 'civil_affairs', 'tax', 'statistics', 'human_resources', 'union', 'field', 'other']),
  ('sector', array['union', 'statistics', 'market', 'civil_affairs', 'tax', 'human_resources', 'field', 'other']),
  ('employees', array['field', 'human_resources', 'tax', 'statistics', 'market', 'civil_affairs', 'union', 'other']),
  ('insured', array['human_resources', 'tax', 'statistics', 'field', 'market', 'civil_affairs', 'union', 'other']),
  ('established_on', array['market', 'civil_affairs', 'tax', 'statistics', 'human_resources', 'union', 'field', 'other']),
  ('closed_on', array['market', 'civil_affairs', 'tax', 'field', 'statistics', 'human_resources', 'union', 'other']),
  ('status', array['market', 'civil_affairs', 'field', 'tax', 'statistics', 'human_resources', 'union', 'other']),
  ('representative', array['market', 'civil_affairs', 'tax', 'human_resources', 'statistics', 'union', 'field', 'other']),
  ('phone', array['field', 'market', 'civil_affairs', 'tax', 'human_resources', 'statistics', 'union', 'other'])
) as t (field, departments)
cross join unnest(t.departments) with ordinality as d (department, rank);

-- Every value the list shows, and where it is from.
create view census.value with (security_invoker = true) as
  select distinct on (r.employer_id, v.field) r.employer_id, v.field, v.value, r.delivery_id, r.line, d.as_of, d.source_id, s.department
  from census.record r
  join census.delivery d on d.delivery_id = r.delivery_id
  join census.source s on s.source_id = d.source_id
  cross join lateral (values
    ('name', r.name), ('uscc', r.uscc), ('registration_no', r.registration_no),
    ('division_code', case when r.division_told then r.division_code end), ('address', r.address),
    ('industry_code', r.industry_code), ('industry_text', r.industry_text), ('scope', r.scope), ('sector', r.sector),
    ('employees', r.employees::text), ('insured', r.insured::text), ('established_on', r.established_on::text),
    ('closed_on', r.closed_on::text), ('status', r.status), ('representative', r.representative), ('phone', r.phone)
  ) as v (field, value)
  join kernel.value_precedence p on p.field = v.field and p.department = s.department
  where r.employer_id is not null and v.value is not null
  order by r.employer_id, v.field, p.rank, d.as_of desc, d.sha256, r.line;

-- ==== adopting values into the union's own register

create table census.adoption (
  adoption_id uuid primary key default kernel.uuid_v7(),
  employer_id uuid not null,
  uscc text not null,
  division_code text not null references kernel.division (code),
  -- added: the union did not know the employer. Otherwise the field of employers.employer, or employees.
  field text not null,
  before text,
  after text,
  delivery_id uuid not null references census.delivery (delivery_id),
  line integer not null,
  as_of date not null,
  adopted_by text not null,
  adopted_at timestamptz not null default now(),
  -- restored, or left because the union changed the value since.
  ended text check (ended in ('restored', 'kept')),
  ended_at timestamptz
);
create index on census.adoption (uscc);
create index on census.adoption (delivery_id) where ended is null;
create index on census.adoption (division_code);

-- ==== finding by name and initials
-- Row policies keep operators that are not leakproof from an index; one function that runs as the owner looks words up by
-- index and lets through what lies within the caller's reach (as organisations.find_unions does).

create function census.search_tokens(name text, initials text) returns text[]
language sql immutable parallel safe
as $$
  select array(
    select substr(n.name, i, k) from (select organisations.search_fold(name) as name) n
    cross join generate_series(1, length(n.name)) i cross join generate_series(1, 2) k
    union
    select '~' || substr(initials, i, 2) from generate_series(1, greatest(length(initials) - 1, 0)) i)
$$;
create index employer_search on census.employer using gin (census.search_tokens(name, initials));

create function census.find_employers(tokens text[], most integer) returns setof uuid
language sql stable parallel safe rows 1000 security definer set search_path = pg_catalog, pg_temp as $$
  select e.employer_id
  from census.employer e
  where census.search_tokens(e.name, e.initials) @> tokens
    and (e.division_code <@ (select identity.place_codes('census:read'))
      or e.union_id is not null and ((select identity.sees_all('census:read'))
        or e.union_id in (select reached.union_id from identity.unions('census:read') as reached (union_id))))
  order by e.employer_id
  limit least(most, 5000)
$$;
revoke execute on function census.find_employers(text[], integer) from public;
grant execute on function census.find_employers(text[], integer) to jianjia_app, jianjia_system;

-- ==== the union that covers an employer of the list

create function census.follow_union() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    update census.employer e set union_id = null
    from replaced r where e.uscc = r.uscc and e.union_id is not null;
  else
    update census.employer e set union_id = w.union_id
    from written w where e.uscc = w.uscc and e.union_id is distinct from w.union_id;
  end if;
  return null;
end
$$;
revoke execute on function census.follow_union() from public;
create trigger census_added after insert on employers.employer
  referencing new table as written for each statement execute function census.follow_union();
create trigger census_changed after update on employers.employer
  referencing new table as written for each statement execute function census.follow_union();
create trigger census_removed after delete on employers.employer
  referencing old table as replaced for each statement execute function census.follow_union();

-- ==== grants and policies
-- Sources, mappings, deliveries, lines and records belong to the federation that took them in; entities, employers, pairs
-- and events to the place they lie in, for who answers for it, and to the union that covers the employer. What
-- follows from the records is written by the system role alone: it must see every record, whoever applies a delivery.

grant select, insert on census.source, census.mapping, census.delivery, census.line, census.decision, census.adoption to jianjia_app;
grant update on census.source, census.mapping, census.delivery, census.adoption to jianjia_app;
grant delete on census.delivery to jianjia_app;
grant select on census.record, census.entity, census.employer, census.pair, census.event, kernel.value_precedence, census.settled, census.value
  to jianjia_app;
grant select, insert, update, delete on census.source, census.mapping, census.delivery, census.line, census.record, census.entity,
  census.entity_key, census.employer, census.pair, census.adoption to jianjia_system;
-- Withdrawing takes away what adopting has added; nobody else deletes rows of registers.
grant delete on employers.employer, employers.workforce to jianjia_system;
grant select, insert on census.decision, census.event to jianjia_system;
grant select on kernel.value_precedence, census.settled, census.value to jianjia_system;

create function pg_temp.census_within(col text, permission text) returns text language sql as $$
  select format(
    '((select identity.sees_all(%2$L)) or %1$s in (select reached.union_id from identity.unions(%2$L) as reached (union_id)))',
    col, permission)
$$;
create function pg_temp.census_placed(tab text, permission text) returns text language sql as $$
  select format('%s.division_code <@ (select identity.place_codes(%L))', tab, permission)
$$;

do $$
declare
  target record;
begin
  for target in
    select format('census.%I', relname) as tab from pg_class where relnamespace = 'census'::regnamespace and relkind = 'r'
  loop
    execute format('alter table %s enable row level security', target.tab);
    execute format('create policy system on %s to jianjia_system using (true) with check (true)', target.tab);
  end loop;

  -- Who sends for a department's own system sees what belongs to the federation it sends to, and adds deliveries.
  execute format('create policy reach_read on census.source for select to jianjia_app using (%s or %s)',
    pg_temp.census_within('source.union_id', 'census:read'), pg_temp.census_within('source.union_id', 'census:send'));
  execute format('create policy reach_add on census.source for insert to jianjia_app with check (%s)',
    pg_temp.census_within('source.union_id', 'census:write'));
  execute format('create policy reach_change on census.source for update to jianjia_app using (%1$s) with check (%1$s)',
    pg_temp.census_within('source.union_id', 'census:write'));
  execute format('create policy reach_read on census.delivery for select to jianjia_app using (%s or %s)',
    pg_temp.census_within('delivery.union_id', 'census:read'), pg_temp.census_within('delivery.union_id', 'census:send'));
  execute format('create policy reach_add on census.delivery for insert to jianjia_app with check (%s)',
    pg_temp.census_within('delivery.union_id', 'census:send'));
  execute format('create policy reach_change on census.delivery for update to jianjia_app using (%1$s or %2$s) with check (%1$s or %2$s)',
    pg_temp.census_within('delivery.union_id', 'census:write'), pg_temp.census_within('delivery.union_id', 'census:send'));
  execute format('create policy reach_remove on census.delivery for delete to jianjia_app using (status = ''profiled'' and %s)',
    pg_temp.census_within('delivery.union_id', 'census:write'));

  -- What hangs on a source or a delivery is seen with it: the policies of those say by whom.
  create policy reach_read on census.mapping for select to jianjia_app
    using (exists (select from census.source s where s.source_id = mapping.source_id));
  execute format('create policy reach_add on census.mapping for insert to jianjia_app
    with check (exists (select from census.source s where s.source_id = mapping.source_id and %s))', pg_temp.census_within('s.union_id', 'census:write'));
  execute format('create policy reach_change on census.mapping for update to jianjia_app
    using (exists (select from census.source s where s.source_id = mapping.source_id and %1$s))
    with check (exists (select from census.source s where s.source_id = mapping.source_id and %1$s))', pg_temp.census_within('s.union_id', 'census:write'));
  create policy reach_read on census.line for select to jianjia_app
    using (exists (select from census.delivery d where d.delivery_id = line.delivery_id));
  execute format('create policy reach_add on census.line for insert to jianjia_app
    with check (exists (select from census.delivery d where d.delivery_id = line.delivery_id and %s))', pg_temp.census_within('d.union_id', 'census:send'));

  execute format('create policy reach_read on census.record for select to jianjia_app using (%s or %s)',
    pg_temp.census_placed('record', 'census:read'), pg_temp.census_within('record.union_id', 'census:read'));

  for target in select unnest(array['entity', 'pair', 'event']) as tab loop
    execute format('create policy reach_read on census.%s for select to jianjia_app using (%s)',
      target.tab, pg_temp.census_placed(target.tab, 'census:read'));
  end loop;
  execute format('create policy reach_read on census.employer for select to jianjia_app using (%s or employer.union_id is not null and %s)',
    pg_temp.census_placed('employer', 'census:read'), pg_temp.census_within('employer.union_id', 'census:read'));

  execute format('create policy reach_read on census.decision for select to jianjia_app using (%s)',
    pg_temp.census_placed('decision', 'census:read'));
  execute format('create policy reach_add on census.decision for insert to jianjia_app
    with check (decided_by = (select identity.actor_id()) and %s)', pg_temp.census_placed('decision', 'census:review'));

  execute format('create policy reach_read on census.adoption for select to jianjia_app using (%s)',
    pg_temp.census_placed('adoption', 'census:read'));
  execute format('create policy reach_add on census.adoption for insert to jianjia_app with check (%s)',
    pg_temp.census_placed('adoption', 'census:write'));
  execute format('create policy reach_change on census.adoption for update to jianjia_app using (%1$s) with check (%1$s)',
    pg_temp.census_placed('adoption', 'census:write'));
end
$$;

-- ==== who delivers
-- The account of another department's system (部门数据报送接口): no person, so no second factor; it adds deliveries and sees
-- nothing of the list.
alter table identity.role_grant drop constraint role_grant_role_check;
alter table identity.role_grant add constraint role_grant_role_check check (
  role in (
    'administrator', 'city_officer', 'county_officer', 'township_officer', 'scheme_administrator', 'data_sender', 'inspector',
    'auditor', 'chair', 'clerk', 'member'
  )
);
insert into kernel.role_rule (role, reach, at, grants) values ('data_sender', 'own', '{city, county, zone, township}', '{}');
update kernel.role_rule set grants = grants || '{data_sender}' where role in ('administrator', 'city_officer', 'county_officer');
