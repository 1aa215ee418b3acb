-- The registers of the public data contract, one schema per room, and the code tables they refer to.
--
-- Declared once in modules/*/contract/registers.ts; a test holds these tables against the declarations. A column
-- union_code of a file is stored as union_id, parent_code as parent_id; money is bigint 分. Where records belong to a
-- union the primary key leads with union_id: the scope of access, the unit of re-evaluation and, one day, the
-- distribution column. Record numbers are unique in the whole database besides.
--
-- The checks repeat the sentences the exchange engine tells its users (ruling «Exchange format»), for everything
-- that ever writes here. Indexes are few on purpose: each one is paid for on every imported row.

-- ==== kernel: trees of codes

-- GB/T 2260 and the township and village codes below it; level 1 province … 5 village or community.
create table kernel.division (
  code text primary key,
  parent text references kernel.division (code),
  level smallint not null check (level >= 1),
  name text not null
);

-- GB/T 4754-2017; level 1 section … 4 class.
create table kernel.industry (
  code text primary key,
  parent text references kernel.industry (code),
  level smallint not null check (level >= 1),
  name text not null
);

-- ==== organisations
-- The union tree. A union without parent_id is a root; the database may hold several cities.

create schema organisations;

create table organisations.union (
  union_id uuid primary key default kernel.uuid_v7(),
  union_code text not null unique check (union_code ~ '^[A-Za-z0-9_-]{1,32}$'),
  name text not null,
  parent_id uuid references organisations.union (union_id),
  kind text not null check (
    kind in (
      'city', 'county', 'zone', 'township', 'federation', 'joint', 'enterprise', 'institution',
      'community', 'branch', 'group'
    )
  ),
  division_code text not null references kernel.division (code),
  industry_code text references kernel.industry (code),
  founded_on date not null,
  approved_on date,
  approval_no text,
  dissolved_on date,
  uscc text check (uscc ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
  legal_person_from date,
  legal_person_to date,
  own_account boolean,
  seal boolean,
  plaque boolean,
  merged_into_party_office boolean,
  constraint union_dissolved_on_not_before_founded_on check (dissolved_on >= founded_on),
  constraint union_legal_person_to_not_before_legal_person_from check (legal_person_to >= legal_person_from)
);
-- Subtrees are walked from the top.
create index on organisations.union (parent_id);
-- The unions whose jurisdiction is a place.
create index on organisations.union (division_code);

-- The last witness against a union above itself. It looks once per statement, not row by row at commit: a city of
-- 300,000 unions arrives in one statement. It takes the unions above the written ones and lets each point at its
-- parent's parent, then at that one's, twice as far every round: who still points at somebody after as many steps as
-- there are unions hangs on a cycle. The lock makes two transactions that together would close a cycle wait for
-- each other.
create function organisations.refuse_union_cycle() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ids uuid[];
  ups uuid[];
  steps bigint := 1;
  codes text;
begin
  perform pg_advisory_xact_lock(hashtext('organisations.union.parent_id'));
  with recursive above as (
    select u.union_id, u.parent_id
    from organisations.union u
    where u.union_id in (select parent_id from written where parent_id is not null)
    union
    select u.union_id, u.parent_id
    from above a join organisations.union u on u.union_id = a.parent_id
  )
  select array_agg(union_id), array_agg(parent_id) into ids, ups from above;
  while steps <= cardinality(ids) and exists (select from unnest(ups) as up where up is not null) loop
    select array_agg(a.id), array_agg(b.up) into ids, ups
    from unnest(ids, ups) as a (id, up) left join unnest(ids, ups) as b (id, up) on b.id = a.up;
    steps := steps * 2;
  end loop;
  select string_agg(cut_off.union_code, '、' order by cut_off.union_code) into codes
  from (
    select u.union_code
    from unnest(ids, ups) as a (id, up) join organisations.union u on u.union_id = a.id
    where a.up is not null
    order by u.union_code limit 10
  ) as cut_off;
  if codes is not null then
    raise exception '工会的上级关系成环：%。请改正上级工会编码。', codes
      using errcode = 'check_violation', constraint = 'union_parent_no_cycle';
  end if;
  return null;
end
$$;

create trigger union_cycle_on_insert after insert on organisations.union
  referencing new table as written for each statement execute function organisations.refuse_union_cycle();
create trigger union_cycle_on_update after update on organisations.union
  referencing new table as written for each statement execute function organisations.refuse_union_cycle();

-- ==== employers
-- Employers and their workforce. An employer belongs to a place first and to a union only perhaps, so the key is
-- the credit code and union_id may be empty: employers without a union are what organising work looks for.

create schema employers;

create table employers.employer (
  uscc text primary key check (uscc ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
  name text not null,
  division_code text not null references kernel.division (code),
  industry_code text references kernel.industry (code),
  sector text not null check (
    sector in (
      'state', 'collective', 'private', 'mixed', 'public_institution', 'government', 'social_org'
    )
  ),
  above_scale boolean,
  small_micro boolean,
  new_form boolean,
  established_on date,
  closed_on date,
  union_id uuid references organisations.union (union_id),
  constraint employer_closed_on_not_before_established_on check (closed_on >= established_on)
);
-- The employers a union covers, and those of a jurisdiction.
create index on employers.employer (union_id);
create index on employers.employer (division_code);

create table employers.workforce (
  uscc text not null references employers.employer (uscc),
  as_of date not null,
  employees integer not null check (employees >= 0),
  female integer check (female >= 0),
  migrant integer check (migrant >= 0),
  dispatched integer check (dispatched >= 0),
  wage_bill bigint check (wage_bill >= 0),
  contracts_signed integer check (contracts_signed >= 0),
  social_insurance integer check (social_insurance >= 0),
  primary key (uscc, as_of),
  constraint workforce_female_not_above_employees check (female <= employees),
  constraint workforce_migrant_not_above_employees check (migrant <= employees),
  constraint workforce_dispatched_not_above_employees check (dispatched <= employees)
);

-- ==== democracy
-- Elections and meetings of unions; mechanisms belong to the employer that has them.

create schema democracy;

create table democracy.election (
  election_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  body text not null check (
    body in (
      'committee', 'audit', 'women', 'legal_supervision', 'safety', 'mediation', 'coordinator',
      'bargaining_guide', 'volunteer', 'activist', 'group_leader'
    )
  ),
  term_no integer not null check (term_no >= 0),
  held_on date not null,
  term_years integer not null check (term_years >= 0),
  eligible integer not null check (eligible >= 0),
  attended integer not null check (attended >= 0),
  secret boolean,
  approved_on date,
  kind text not null check (kind in ('founding', 'reelection', 'byelection')),
  primary key (union_id, election_no),
  constraint election_attended_not_above_eligible check (attended <= eligible)
);

create table democracy.meeting (
  meeting_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (
    kind in (
      'member_assembly', 'member_congress', 'staff_assembly', 'staff_congress', 'plenary', 'regular',
      'study', 'party_on_union', 'party_report', 'gov_union', 'tripartite', 'party_gov_union',
      'coordination', 'bargaining', 'deployment', 'inspection', 'summary'
    )
  ),
  held_on date not null,
  expected integer check (expected >= 0),
  attended integer check (attended >= 0),
  approval_rate numeric check (approval_rate between 0 and 1),
  topics text,
  regional boolean,
  primary key (union_id, meeting_no),
  constraint meeting_attended_not_above_expected check (attended <= expected)
);

create table democracy.mechanism (
  uscc text not null references employers.employer (uscc),
  mechanism text not null check (
    mechanism in (
      'staff_congress', 'disclosure', 'worker_director', 'worker_supervisor', 'bargaining',
      'legal_supervision'
    )
  ),
  since date not null,
  until date,
  primary key (uscc, mechanism),
  constraint mechanism_until_not_before_since check (until >= since)
);

create table democracy.disclosure (
  disclosure_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (kind in ('factory', 'union_affairs', 'accounts', 'dual_display', 'chart_on_wall')),
  published_on date not null,
  title text,
  primary key (union_id, disclosure_no)
);

-- ==== people
-- Memberships and posts. The check of an identity number against the birth date is left to the exchange engine:
-- the number is to be encrypted at rest, and then the database cannot read it.

create schema people;

create table people.member (
  member_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  uscc text references employers.employer (uscc),
  name text not null,
  id_type text not null check (id_type in ('resident', 'residence_permit', 'passport', 'other')),
  id_number text,
  gender text check (gender in ('male', 'female')),
  born_on date,
  phone text,
  employment text check (employment in ('regular', 'migrant', 'dispatched', 'flexible')),
  joined_on date not null,
  left_on date,
  leave_reason text check (leave_reason in ('transfer', 'retired', 'resigned', 'expelled', 'died')),
  retained boolean,
  verified_on date,
  updated_on date not null,
  primary key (union_id, member_no),
  constraint member_left_on_not_before_joined_on check (left_on >= joined_on)
);
-- Members of an employer, for jurisdictions; the memberships of one person, for transfers and 双重会籍.
create index on people.member (uscc) where uscc is not null;
create index on people.member (id_type, id_number) where id_number is not null;

create table people.officer (
  officer_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  member_no text references people.member (member_no),
  name text not null,
  gender text check (gender in ('male', 'female')),
  body text not null check (
    body in (
      'committee', 'audit', 'women', 'legal_supervision', 'safety', 'mediation', 'staff', 'coordinator',
      'bargaining_guide', 'volunteer', 'activist', 'group_leader'
    )
  ),
  post text not null check (
    post in (
      'chair', 'vice_chair', 'director', 'vice_director', 'member', 'inspector', 'clerk', 'accountant'
    )
  ),
  engagement text check (engagement in ('full_time', 'part_time', 'seconded', 'hired')),
  employer_side boolean,
  party_rank text check (party_rank in ('deputy_unit', 'middle', 'none')),
  since date not null,
  until date,
  election_no text references democracy.election (election_no),
  trained_on date,
  primary key (union_id, officer_no),
  constraint officer_until_not_before_since check (until >= since)
);

-- ==== agreements
-- Collective contracts. The employers of a contract carry its union, so that both lie on one worker when the
-- tables are distributed; moving a contract to another union moves them along.

create schema agreements;

create table agreements.contract (
  contract_no text not null unique,
  kind text not null check (kind in ('collective', 'wage', 'women', 'safety')),
  scope text not null check (scope in ('enterprise', 'regional', 'sector')),
  union_id uuid not null references organisations.union (union_id),
  signed_on date not null,
  valid_from date not null,
  valid_to date not null,
  congress_on date,
  filed_on date,
  reported_on date,
  primary key (union_id, contract_no),
  constraint contract_valid_to_not_before_valid_from check (valid_to >= valid_from)
);

create table agreements.contract_employer (
  union_id uuid not null,
  contract_no text not null,
  uscc text not null references employers.employer (uscc),
  primary key (union_id, contract_no, uscc),
  foreign key (union_id, contract_no) references agreements.contract (union_id, contract_no) on update cascade
);
-- Is this employer covered by a contract? (签订率)
create index on agreements.contract_employer (uscc);

-- ==== activities
-- Activities, who took part, and honours. An honour may be a member's whose union is not known.

create schema activities;

create table activities.activity (
  activity_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (
    kind in (
      'competition', 'skills', 'ankang', 'suggestion', 'innovation', 'culture', 'theme', 'ethics', 'law',
      'training', 'officer_training', 'publicity', 'dual_love', 'harmony', 'home_building',
      'bargaining_drive', 'study', 'community'
    )
  ),
  title text not null,
  starts_on date not null,
  ends_on date,
  participants integer check (participants >= 0),
  regional boolean,
  level text check (level in ('union', 'township', 'county', 'city', 'province', 'national')),
  result text,
  primary key (union_id, activity_no),
  constraint activity_ends_on_not_before_starts_on check (ends_on >= starts_on)
);

create table activities.activity_employer (
  union_id uuid not null,
  activity_no text not null,
  uscc text not null references employers.employer (uscc),
  primary key (union_id, activity_no, uscc),
  foreign key (union_id, activity_no) references activities.activity (union_id, activity_no) on update cascade
);
-- Did this employer take part? (参与率)
create index on activities.activity_employer (uscc);

create table activities.honour (
  honour_no text primary key,
  union_id uuid references organisations.union (union_id),
  member_no text references people.member (member_no),
  title text not null,
  level text not null check (level in ('national', 'province', 'city', 'county')),
  granted_on date not null,
  revoked_on date,
  kind text check (
    kind in (
      'model_worker', 'pioneer', 'innovation_studio', 'home', 'activist', 'brand', 'scheme_title'
    )
  ),
  constraint honour_revoked_on_not_before_granted_on check (revoked_on >= granted_on)
);
create index on activities.honour (union_id);

-- ==== care
-- Hardship files, relief and disputes.

create schema care;

create table care.hardship (
  case_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  member_no text references people.member (member_no),
  level text not null check (level in ('deep', 'relative', 'accident')),
  opened_on date not null,
  reviewed_on date,
  closed_on date,
  migrant boolean,
  primary key (union_id, case_no),
  constraint hardship_closed_on_not_before_opened_on check (closed_on >= opened_on)
);

create table care.relief (
  relief_no text not null unique,
  case_no text references care.hardship (case_no),
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (
    kind in (
      'warmth', 'cool', 'school', 'medical', 'living', 'legal_aid', 'job', 'mutual_aid', 'checkup',
      'visit', 'skills'
    )
  ),
  given_on date not null,
  amount bigint check (amount >= 0),
  people integer check (people >= 0),
  primary key (union_id, relief_no)
);

create table care.dispute (
  dispute_no text not null unique,
  uscc text references employers.employer (uscc),
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (
    kind in (
      'mediation', 'mass_incident', 'wage_arrears', 'fatal_accident', 'major_accident', 'injury_accident',
      'occupational_disease', 'rights_violation', 'discipline', 'appeal'
    )
  ),
  occurred_on date not null,
  closed_on date,
  settled boolean,
  union_caused boolean,
  primary key (union_id, dispute_no),
  constraint dispute_closed_on_not_before_occurred_on check (closed_on >= occurred_on)
);

-- ==== documents
-- Rules, plans and summaries.

create schema documents;

create table documents.document (
  document_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (
    kind in (
      'annual_plan', 'half_summary', 'annual_summary', 'rule', 'scheme_plan', 'duty', 'archive',
      'home_evaluation'
    )
  ),
  topic text,
  issued_on date not null,
  year integer check (year >= 0),
  primary key (union_id, document_no)
);

-- ==== funds
-- Facilities, yearly accounts (amounts in 分) and audits.

create schema funds;

create table funds.facility (
  facility_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (
    kind in (
      'home', 'mini_home', 'library', 'center', 'service', 'rest_station', 'nursing_room', 'office'
    )
  ),
  area_m2 numeric check (area_m2 >= 0 and area_m2 < 'Infinity'),
  opened_on date not null,
  closed_on date,
  signage boolean,
  rules boolean,
  staffed boolean,
  funded boolean,
  equipped boolean,
  primary key (union_id, facility_no),
  constraint facility_closed_on_not_before_opened_on check (closed_on >= opened_on)
);

create table funds.entry (
  union_id uuid not null references organisations.union (union_id),
  year integer not null check (year >= 0),
  item text not null check (
    item in (
      'levy_due', 'levy_received', 'levy_remitted', 'levy_target', 'dues', 'subsidy', 'admin_support',
      'budget', 'final', 'spent_workers', 'spent_admin', 'three_public', 'relief_fund'
    )
  ),
  amount bigint not null check (amount >= 0),
  primary key (union_id, year, item)
);

create table funds.audit (
  audit_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (kind in ('peer', 'superior', 'budget', 'final')),
  fiscal_year integer not null check (fiscal_year >= 0),
  concluded_on date not null,
  opinion text not null check (opinion in ('clean', 'remarks', 'rectified')),
  reported_on date,
  primary key (union_id, audit_no)
);

-- ==== surveys
-- Returns of polls; single answers are never kept here.

create schema surveys;

create table surveys.survey (
  survey_no text not null unique,
  union_id uuid not null references organisations.union (union_id),
  kind text not null check (kind in ('member_review', 'work', 'chair', 'grassroots', 'awareness')),
  held_on date not null,
  eligible integer not null check (eligible >= 0),
  returned integer not null check (returned >= 0),
  satisfied integer not null check (satisfied >= 0),
  basic integer check (basic >= 0),
  dissatisfied integer not null check (dissatisfied >= 0),
  primary key (union_id, survey_no),
  constraint survey_returned_not_above_eligible check (returned <= eligible),
  constraint survey_satisfied_basic_dissatisfied_not_above_returned check (
    satisfied::bigint + coalesce(basic, 0)::bigint + dissatisfied::bigint <= returned
  )
);

-- ==== assessments
-- What a person judged where the registers cannot tell.

create schema assessments;

create table assessments.judgement (
  union_id uuid not null references organisations.union (union_id),
  scheme text not null,
  indicator text not null,
  judged_on date not null,
  verdict text not null check (verdict in ('met', 'unmet', 'partly')),
  points numeric check (points >= 0 and points < 'Infinity'),
  judge text not null,
  reason text not null,
  primary key (union_id, scheme, indicator, judged_on)
);

-- ==== grants
-- The application reads, adds and corrects; it never deletes. Its sessions also need temporary tables for staging,
-- which every role has by default.

grant select on kernel.division, kernel.industry to jianjia_app;
grant usage on schema
  kernel, organisations, employers, democracy, people, agreements, activities,
  care, documents, funds, surveys, assessments
  to jianjia_app;
grant select, insert, update on all tables in schema
  organisations, employers, democracy, people, agreements, activities,
  care, documents, funds, surveys, assessments
  to jianjia_app;
