-- 实地核查: what the employers of the list are (industry, size, sector, …), what is missing among them, and people who go and
-- look. A task is closed by a finding and by nothing else; findings, assignments and photos are never changed.

-- ==== what an employer is
-- Follows from the list by rules and a text classifier; written by the system role, as the list is.
create table census.classification (
  employer_id uuid primary key,
  division_code text not null references kernel.division (code),
  industry_code text references kernel.industry (code),
  industry_confidence double precision not null check (industry_confidence between 0 and 1),
  industry_basis text not null check (industry_basis in ('code', 'code_2011', 'code_ancestor', 'text', 'none')),
  -- What decided, where it was the text: [{word, bits}].
  words jsonb not null default '[]',
  sector text check (
    sector in ('state', 'collective', 'private', 'mixed', 'public_institution', 'government', 'social_org')
  ),
  -- Exactly this size, or with `size_at_most` no larger than it.
  size text check (size in ('large', 'medium', 'small', 'micro')),
  size_at_most boolean not null default false,
  above_scale boolean,
  level text check (level in ('national', 'province', 'city', 'county')),
  new_form boolean not null default false,
  park text,
  -- Where it sits together with others: for joint unions.
  place_kind text check (place_kind in ('building', 'market', 'park', 'street')),
  place text,
  address_key text,
  industrial_union text,
  -- Field → Chinese sentence.
  reasons jsonb not null,
  model text not null,
  -- Of all that it follows from: an employer whose digest stays is not classified anew.
  digest text not null,
  classified_at timestamptz not null default now(),
  constraint classification_place check ((place is null) = (place_kind is null))
);
create index on census.classification (division_code, place_kind, place) where place is not null;

-- Text classifiers as data; the newest counts.
create table census.classifier (
  classifier_id uuid primary key default kernel.uuid_v7(),
  version text not null unique,
  -- Rows that a source had coded; 0 for the words of the standard alone.
  trained integer not null check (trained >= 0),
  model jsonb not null,
  -- Accuracy, Brier score and confidence by tenths, on rows left out of the counts.
  calibration jsonb not null,
  made_at timestamptz not null default now()
);

-- What a federation decided about industrial unions, in place of the national table.
create table census.industry_rule (
  union_id uuid not null references organisations.union (union_id),
  industry_code text not null references kernel.industry (code),
  industrial_union text not null check (length(industrial_union) between 1 and 60),
  decided_by text not null,
  decided_at timestamptz not null default now(),
  primary key (union_id, industry_code)
);

-- ==== tasks
create table census.task (
  task_id uuid primary key default kernel.uuid_v7(),
  -- Of the list. It may be merged into another since: the name stays as it was handed out.
  employer_id uuid not null,
  division_code text not null references kernel.division (code),
  uscc text,
  name text not null,
  address text,
  employees integer,
  gap text not null check (gap in ('uncovered', 'small', 'closed', 'double')),
  state text not null default 'open' check (state in ('open', 'assigned', 'to_confirm', 'closed')),
  assigned_to uuid references identity.account (account_id),
  assigned_name text,
  due_on date,
  finding_id uuid,
  -- The union that was founded upon the finding.
  founded_id uuid references organisations.union (union_id),
  created_by text not null,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  constraint task_assigned check (state <> 'assigned' or assigned_to is not null),
  constraint task_assigned_name check ((assigned_to is null) = (assigned_name is null)),
  constraint task_closed_by_a_finding check (state not in ('to_confirm', 'closed') or finding_id is not null),
  constraint task_closed_at check ((state = 'closed') = (closed_at is not null))
);
-- Nobody is sent twice to the same door at the same time.
create unique index task_one_open on census.task (employer_id) where state <> 'closed';
create index on census.task (division_code, task_id);
create index on census.task (assigned_to, task_id) where state = 'assigned';

-- Who was given a task, and until when; the last line counts.
create table census.assignment (
  assignment_id uuid primary key default kernel.uuid_v7(),
  task_id uuid not null references census.task (task_id),
  division_code text not null references kernel.division (code),
  assigned_to uuid not null references identity.account (account_id),
  assigned_by uuid not null references identity.account (account_id),
  due_on date,
  reason text check (length(reason) between 1 and 500),
  assigned_at timestamptz not null default now()
);
create index on census.assignment (task_id, assigned_to);
create index on census.assignment (assigned_to);

-- ==== findings
create table census.finding (
  -- Given by the phone, so that sending twice does nothing.
  finding_id uuid primary key,
  task_id uuid not null references census.task (task_id),
  employer_id uuid not null,
  division_code text not null references kernel.division (code),
  outcome text not null check (outcome in ('present', 'moved', 'closed', 'refused', 'union_founded')),
  headcount integer check (headcount between 0 and 1000000),
  note text check (length(note) between 1 and 1000),
  moved_to text check (length(moved_to) between 1 and 300),
  union_name text check (length(union_name) between 1 and 120),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  -- Metres, as the phone says.
  accuracy double precision check (accuracy >= 0),
  -- By the clock of the phone, which may be wrong.
  found_at timestamptz not null,
  received_at timestamptz not null default now(),
  found_by uuid not null references identity.account (account_id),
  finder text not null,
  -- It came when the task was somebody else's, or settled: kept, and it changes nothing by itself.
  late text check (late in ('reassigned', 'settled')),
  unique (finding_id, task_id),
  constraint finding_position check ((latitude is null) = (longitude is null)),
  constraint finding_moved_to check (moved_to is null or outcome = 'moved'),
  constraint finding_union_name check ((union_name is not null) = (outcome = 'union_founded'))
);
create index on census.finding (task_id);
create index on census.finding (division_code, finding_id);
create index on census.finding (found_by);

-- A task is closed by a finding of its own. Looked at when a transaction ends: task and finding name each other, and a backup is read
-- back table by table.
alter table census.task add foreign key (finding_id, task_id) references census.finding (finding_id, task_id)
  deferrable initially deferred;

create table census.photo (
  photo_id uuid primary key,
  finding_id uuid not null references census.finding (finding_id),
  kind text not null check (kind in ('png', 'jpeg')),
  content bytea not null check (octet_length(content) between 1 and 1048576),
  received_at timestamptz not null default now()
);
create index on census.photo (finding_id);

-- Findings that went into the list as one more source, and by which delivery.
create table census.finding_delivery (
  finding_id uuid primary key references census.finding (finding_id),
  -- Null: it says nothing that the list keeps, or lies outside every federation.
  delivery_id uuid references census.delivery (delivery_id)
);
create index on census.finding_delivery (delivery_id);

-- Whoever stood before the door knows better than a register whether somebody is there. Findings speak of it only where they
-- found an employer moved or closed, or back again (checks/flow-back.ts).
update kernel.value_precedence set rank = 0 where field = 'status' and department = 'field';

-- ==== grants and policies

grant select on census.classification, census.classifier to jianjia_app;
grant select, insert, update, delete on census.classification to jianjia_system;
grant select, insert on census.classifier to jianjia_system;
grant select, insert, delete on census.industry_rule to jianjia_app;
grant update (industrial_union, decided_by, decided_at) on census.industry_rule to jianjia_app;
grant select on census.industry_rule to jianjia_system;
grant select, insert on census.finding_delivery to jianjia_system;
grant select, insert on census.task, census.assignment, census.finding, census.photo to jianjia_app, jianjia_system;
grant update (state, assigned_to, assigned_name, due_on, finding_id, founded_id, closed_at) on census.task
  to jianjia_app, jianjia_system;

create function pg_temp.placed(tab text, permission text) returns text language sql as $$
  select format('%s.division_code <@ (select identity.place_codes(%L))', tab, permission)
$$;
-- Whoever was ever given the task: what was found while it went to another is kept all the same.
create function pg_temp.mine(tab text) returns text language sql as $$
  select format('exists (select from census.assignment a where a.task_id = %s.task_id and a.assigned_to = (select identity.actor_id()))', tab)
$$;

do $$
declare
  target text;
begin
  foreach target in array array['classification', 'classifier', 'industry_rule', 'task', 'assignment', 'finding', 'photo', 'finding_delivery'] loop
    execute format('alter table census.%I enable row level security', target);
    execute format('create policy system on census.%I to jianjia_system using (true) with check (true)', target);
  end loop;

  execute format('create policy reach_read on census.classification for select to jianjia_app using (%s)',
    pg_temp.placed('classification', 'census:read'));
  execute 'create policy published on census.classifier for select to jianjia_app using ((select identity.actor_id()) is not null)';

  execute 'create policy reach_read on census.industry_rule for select to jianjia_app
    using ((select identity.sees_all(''census:read'')) or union_id in (select reached.union_id from identity.unions(''census:read'') as reached (union_id)))';
  execute 'create policy reach_add on census.industry_rule for insert to jianjia_app
    with check ((select identity.sees_all(''census:write'')) or union_id in (select reached.union_id from identity.unions(''census:write'') as reached (union_id)))';
  execute 'create policy reach_change on census.industry_rule for update to jianjia_app
    using ((select identity.sees_all(''census:write'')) or union_id in (select reached.union_id from identity.unions(''census:write'') as reached (union_id)))
    with check ((select identity.sees_all(''census:write'')) or union_id in (select reached.union_id from identity.unions(''census:write'') as reached (union_id)))';
  execute 'create policy reach_remove on census.industry_rule for delete to jianjia_app
    using ((select identity.sees_all(''census:write'')) or union_id in (select reached.union_id from identity.unions(''census:write'') as reached (union_id)))';

  -- Assignments first: the others ask them.
  execute format('create policy reach_read on census.assignment for select to jianjia_app
    using (assigned_to = (select identity.actor_id()) or %s)', pg_temp.placed('assignment', 'census:read'));
  execute format('create policy reach_add on census.assignment for insert to jianjia_app
    with check (assigned_by = (select identity.actor_id()) and %s)', pg_temp.placed('assignment', 'census:write'));

  execute format('create policy reach_read on census.task for select to jianjia_app using (%s or %s)',
    pg_temp.placed('task', 'census:read'), pg_temp.mine('task'));
  execute format('create policy reach_add on census.task for insert to jianjia_app with check (%s)',
    pg_temp.placed('task', 'census:write'));
  execute format('create policy reach_change on census.task for update to jianjia_app using (%1$s) with check (%1$s)',
    pg_temp.placed('task', 'census:write'));
  -- Whoever was sent says what was found; the task stays his or hers.
  execute 'create policy report_change on census.task for update to jianjia_app
    using (state = ''assigned'' and assigned_to = (select identity.actor_id()) and (select identity.roots(''census:check'')) is not null)
    with check (state in (''to_confirm'', ''closed'') and assigned_to = (select identity.actor_id()))';

  execute format('create policy reach_read on census.finding for select to jianjia_app
    using (found_by = (select identity.actor_id()) or %s)', pg_temp.placed('finding', 'census:read'));
  execute format('create policy reach_add on census.finding for insert to jianjia_app
    with check (found_by = (select identity.actor_id()) and (select identity.roots(''census:check'')) is not null
      and exists (select from census.task t where t.task_id = finding.task_id and t.employer_id = finding.employer_id
        and t.division_code = finding.division_code)
      and (%s or %s))', pg_temp.placed('finding', 'census:write'), pg_temp.mine('finding'));

  execute 'create policy reach_read on census.photo for select to jianjia_app
    using (exists (select from census.finding f where f.finding_id = photo.finding_id))';
  execute 'create policy reach_add on census.photo for insert to jianjia_app
    with check (exists (select from census.finding f where f.finding_id = photo.finding_id and f.found_by = (select identity.actor_id())))';
end
$$;

-- ==== who goes and looks
-- A coordinator (协理员) sees the tasks given to him or her, and no register.
alter table identity.role_grant drop constraint role_grant_role_check;
alter table identity.role_grant add constraint role_grant_role_check check (
  role in (
    'administrator', 'city_officer', 'county_officer', 'township_officer', 'scheme_administrator', 'data_sender', 'inspector',
    'auditor', 'chair', 'clerk', 'coordinator', 'member'
  )
);
insert into kernel.role_rule (role, reach, at, grants)
values ('coordinator', 'subtree', '{county, zone, township, federation, community}', '{}');
update kernel.role_rule set grants = grants || '{coordinator}'
where role in ('administrator', 'city_officer', 'county_officer', 'township_officer');

-- ==== founding a union
-- A union that is not there yet lies below nobody, so that the policy of 0018 let no request add one. Whoever answers for the
-- organisations of a union may add one directly below it.
alter policy reach_add on organisations.union with check (
  union_id is not null and ((select identity.sees_all('organisations:write'))
    or parent_id is not null and parent_id in (select reached.union_id from identity.unions('organisations:write') as reached (union_id)))
);
