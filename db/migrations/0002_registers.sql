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
CREATE TABLE kernel.division (
  code text PRIMARY KEY,
  parent text REFERENCES kernel.division (code),
  level smallint NOT NULL CHECK (level >= 1),
  name text NOT NULL
);

-- GB/T 4754-2017; level 1 section … 4 class.
CREATE TABLE kernel.industry (
  code text PRIMARY KEY,
  parent text REFERENCES kernel.industry (code),
  level smallint NOT NULL CHECK (level >= 1),
  name text NOT NULL
);

-- ==== organisations
-- The union tree. A union without parent_id is a root; the database may hold several cities.

CREATE SCHEMA organisations;

CREATE TABLE organisations.union (
  union_id uuid PRIMARY KEY DEFAULT kernel.uuid_v7(),
  union_code text NOT NULL UNIQUE CHECK (union_code ~ '^[A-Za-z0-9_-]{1,32}$'),
  name text NOT NULL,
  parent_id uuid REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (
    kind IN (
      'city', 'county', 'zone', 'township', 'federation', 'joint', 'enterprise', 'institution',
      'community', 'branch', 'group'
    )
  ),
  division_code text NOT NULL REFERENCES kernel.division (code),
  industry_code text REFERENCES kernel.industry (code),
  founded_on date NOT NULL,
  approved_on date,
  approval_no text,
  dissolved_on date,
  uscc text CHECK (uscc ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
  legal_person_from date,
  legal_person_to date,
  own_account boolean,
  seal boolean,
  plaque boolean,
  merged_into_party_office boolean,
  CONSTRAINT union_dissolved_on_not_before_founded_on CHECK (dissolved_on >= founded_on),
  CONSTRAINT union_legal_person_to_not_before_legal_person_from CHECK (legal_person_to >= legal_person_from)
);
-- Subtrees are walked from the top.
CREATE INDEX ON organisations.union (parent_id);

-- The last witness against a union above itself. It looks once per statement, not row by row at commit: a city of
-- 300,000 unions arrives in one statement. It takes the unions above the written ones and lets each point at its
-- parent's parent, then at that one's, twice as far every round: who still points at somebody after as many steps as
-- there are unions hangs on a cycle. The lock makes two transactions that together would close a cycle wait for
-- each other.
CREATE FUNCTION organisations.refuse_union_cycle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ids uuid[];
  ups uuid[];
  steps bigint := 1;
  codes text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('organisations.union.parent_id'));
  WITH RECURSIVE above AS (
    SELECT u.union_id, u.parent_id
    FROM organisations.union u
    WHERE u.union_id IN (SELECT parent_id FROM written WHERE parent_id IS NOT NULL)
    UNION
    SELECT u.union_id, u.parent_id
    FROM above a JOIN organisations.union u ON u.union_id = a.parent_id
  )
  SELECT array_agg(union_id), array_agg(parent_id) INTO ids, ups FROM above;
  WHILE steps <= cardinality(ids) AND EXISTS (SELECT FROM unnest(ups) AS up WHERE up IS NOT NULL) LOOP
    SELECT array_agg(a.id), array_agg(b.up) INTO ids, ups
    FROM unnest(ids, ups) AS a (id, up) LEFT JOIN unnest(ids, ups) AS b (id, up) ON b.id = a.up;
    steps := steps * 2;
  END LOOP;
  SELECT string_agg(cut_off.union_code, '、' ORDER BY cut_off.union_code) INTO codes
  FROM (
    SELECT u.union_code
    FROM unnest(ids, ups) AS a (id, up) JOIN organisations.union u ON u.union_id = a.id
    WHERE a.up IS NOT NULL
    ORDER BY u.union_code LIMIT 10
  ) AS cut_off;
  IF codes IS NOT NULL THEN
    RAISE EXCEPTION '工会的上级关系成环：%。请改正上级工会编码。', codes
      USING ERRCODE = 'check_violation', CONSTRAINT = 'union_parent_no_cycle';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER union_cycle_on_insert AFTER INSERT ON organisations.union
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION organisations.refuse_union_cycle();
CREATE TRIGGER union_cycle_on_update AFTER UPDATE ON organisations.union
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION organisations.refuse_union_cycle();

-- ==== employers
-- Employers and their workforce. An employer belongs to a place first and to a union only perhaps, so the key is
-- the credit code and union_id may be empty: employers without a union are what organising work looks for.

CREATE SCHEMA employers;

CREATE TABLE employers.employer (
  uscc text PRIMARY KEY CHECK (uscc ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
  name text NOT NULL,
  division_code text NOT NULL REFERENCES kernel.division (code),
  industry_code text REFERENCES kernel.industry (code),
  sector text NOT NULL CHECK (
    sector IN (
      'state', 'collective', 'private', 'mixed', 'public_institution', 'government', 'social_org'
    )
  ),
  above_scale boolean,
  small_micro boolean,
  new_form boolean,
  established_on date,
  closed_on date,
  union_id uuid REFERENCES organisations.union (union_id),
  CONSTRAINT employer_closed_on_not_before_established_on CHECK (closed_on >= established_on)
);
-- The employers a union covers, and those of a jurisdiction.
CREATE INDEX ON employers.employer (union_id);
CREATE INDEX ON employers.employer (division_code);

CREATE TABLE employers.workforce (
  uscc text NOT NULL REFERENCES employers.employer (uscc),
  as_of date NOT NULL,
  employees integer NOT NULL CHECK (employees >= 0),
  female integer CHECK (female >= 0),
  migrant integer CHECK (migrant >= 0),
  dispatched integer CHECK (dispatched >= 0),
  wage_bill bigint CHECK (wage_bill >= 0),
  contracts_signed integer CHECK (contracts_signed >= 0),
  social_insurance integer CHECK (social_insurance >= 0),
  PRIMARY KEY (uscc, as_of),
  CONSTRAINT workforce_female_not_above_employees CHECK (female <= employees),
  CONSTRAINT workforce_migrant_not_above_employees CHECK (migrant <= employees),
  CONSTRAINT workforce_dispatched_not_above_employees CHECK (dispatched <= employees)
);

-- ==== democracy
-- Elections and meetings of unions; mechanisms belong to the employer that has them.

CREATE SCHEMA democracy;

CREATE TABLE democracy.election (
  election_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  body text NOT NULL CHECK (
    body IN (
      'committee', 'audit', 'women', 'legal_supervision', 'safety', 'mediation', 'coordinator',
      'bargaining_guide', 'volunteer', 'activist', 'group_leader'
    )
  ),
  term_no integer NOT NULL CHECK (term_no >= 0),
  held_on date NOT NULL,
  term_years integer NOT NULL CHECK (term_years >= 0),
  eligible integer NOT NULL CHECK (eligible >= 0),
  attended integer NOT NULL CHECK (attended >= 0),
  secret boolean,
  approved_on date,
  kind text NOT NULL CHECK (kind IN ('founding', 'reelection', 'byelection')),
  PRIMARY KEY (union_id, election_no),
  CONSTRAINT election_attended_not_above_eligible CHECK (attended <= eligible)
);

CREATE TABLE democracy.meeting (
  meeting_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (
    kind IN (
      'member_assembly', 'member_congress', 'staff_assembly', 'staff_congress', 'plenary', 'regular',
      'study', 'party_on_union', 'party_report', 'gov_union', 'tripartite', 'party_gov_union',
      'coordination', 'bargaining', 'deployment', 'inspection', 'summary'
    )
  ),
  held_on date NOT NULL,
  expected integer CHECK (expected >= 0),
  attended integer CHECK (attended >= 0),
  approval_rate numeric CHECK (approval_rate BETWEEN 0 AND 1),
  topics text,
  regional boolean,
  PRIMARY KEY (union_id, meeting_no),
  CONSTRAINT meeting_attended_not_above_expected CHECK (attended <= expected)
);

CREATE TABLE democracy.mechanism (
  uscc text NOT NULL REFERENCES employers.employer (uscc),
  mechanism text NOT NULL CHECK (
    mechanism IN (
      'staff_congress', 'disclosure', 'worker_director', 'worker_supervisor', 'bargaining',
      'legal_supervision'
    )
  ),
  since date NOT NULL,
  until date,
  PRIMARY KEY (uscc, mechanism),
  CONSTRAINT mechanism_until_not_before_since CHECK (until >= since)
);

CREATE TABLE democracy.disclosure (
  disclosure_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (kind IN ('factory', 'union_affairs', 'accounts', 'dual_display', 'chart_on_wall')),
  published_on date NOT NULL,
  title text,
  PRIMARY KEY (union_id, disclosure_no)
);

-- ==== people
-- Memberships and posts. The check of an identity number against the birth date is left to the exchange engine:
-- the number is to be encrypted at rest, and then the database cannot read it.

CREATE SCHEMA people;

CREATE TABLE people.member (
  member_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  uscc text REFERENCES employers.employer (uscc),
  name text NOT NULL,
  id_type text NOT NULL CHECK (id_type IN ('resident', 'residence_permit', 'passport', 'other')),
  id_number text,
  gender text CHECK (gender IN ('male', 'female')),
  born_on date,
  phone text,
  employment text CHECK (employment IN ('regular', 'migrant', 'dispatched', 'flexible')),
  joined_on date NOT NULL,
  left_on date,
  leave_reason text CHECK (leave_reason IN ('transfer', 'retired', 'resigned', 'expelled', 'died')),
  retained boolean,
  verified_on date,
  updated_on date NOT NULL,
  PRIMARY KEY (union_id, member_no),
  CONSTRAINT member_left_on_not_before_joined_on CHECK (left_on >= joined_on)
);
-- Members of an employer, for jurisdictions; the memberships of one person, for transfers and 双重会籍.
CREATE INDEX ON people.member (uscc) WHERE uscc IS NOT NULL;
CREATE INDEX ON people.member (id_type, id_number) WHERE id_number IS NOT NULL;

CREATE TABLE people.officer (
  officer_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  member_no text REFERENCES people.member (member_no),
  name text NOT NULL,
  gender text CHECK (gender IN ('male', 'female')),
  body text NOT NULL CHECK (
    body IN (
      'committee', 'audit', 'women', 'legal_supervision', 'safety', 'mediation', 'staff', 'coordinator',
      'bargaining_guide', 'volunteer', 'activist', 'group_leader'
    )
  ),
  post text NOT NULL CHECK (
    post IN (
      'chair', 'vice_chair', 'director', 'vice_director', 'member', 'inspector', 'clerk', 'accountant'
    )
  ),
  engagement text CHECK (engagement IN ('full_time', 'part_time', 'seconded', 'hired')),
  employer_side boolean,
  party_rank text CHECK (party_rank IN ('deputy_unit', 'middle', 'none')),
  since date NOT NULL,
  until date,
  election_no text REFERENCES democracy.election (election_no),
  trained_on date,
  PRIMARY KEY (union_id, officer_no),
  CONSTRAINT officer_until_not_before_since CHECK (until >= since)
);

-- ==== agreements
-- Collective contracts. The employers of a contract carry its union, so that both lie on one worker when the
-- tables are distributed; moving a contract to another union moves them along.

CREATE SCHEMA agreements;

CREATE TABLE agreements.contract (
  contract_no text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('collective', 'wage', 'women', 'safety')),
  scope text NOT NULL CHECK (scope IN ('enterprise', 'regional', 'sector')),
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  signed_on date NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  congress_on date,
  filed_on date,
  reported_on date,
  PRIMARY KEY (union_id, contract_no),
  CONSTRAINT contract_valid_to_not_before_valid_from CHECK (valid_to >= valid_from)
);

CREATE TABLE agreements.contract_employer (
  union_id uuid NOT NULL,
  contract_no text NOT NULL,
  uscc text NOT NULL REFERENCES employers.employer (uscc),
  PRIMARY KEY (union_id, contract_no, uscc),
  FOREIGN KEY (union_id, contract_no) REFERENCES agreements.contract (union_id, contract_no) ON UPDATE CASCADE
);
-- Is this employer covered by a contract? (签订率)
CREATE INDEX ON agreements.contract_employer (uscc);

-- ==== activities
-- Activities, who took part, and honours. An honour may be a member's whose union is not known.

CREATE SCHEMA activities;

CREATE TABLE activities.activity (
  activity_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (
    kind IN (
      'competition', 'skills', 'ankang', 'suggestion', 'innovation', 'culture', 'theme', 'ethics', 'law',
      'training', 'officer_training', 'publicity', 'dual_love', 'harmony', 'home_building',
      'bargaining_drive', 'study', 'community'
    )
  ),
  title text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  participants integer CHECK (participants >= 0),
  regional boolean,
  level text CHECK (level IN ('union', 'township', 'county', 'city', 'province', 'national')),
  result text,
  PRIMARY KEY (union_id, activity_no),
  CONSTRAINT activity_ends_on_not_before_starts_on CHECK (ends_on >= starts_on)
);

CREATE TABLE activities.activity_employer (
  union_id uuid NOT NULL,
  activity_no text NOT NULL,
  uscc text NOT NULL REFERENCES employers.employer (uscc),
  PRIMARY KEY (union_id, activity_no, uscc),
  FOREIGN KEY (union_id, activity_no) REFERENCES activities.activity (union_id, activity_no) ON UPDATE CASCADE
);
-- Did this employer take part? (参与率)
CREATE INDEX ON activities.activity_employer (uscc);

CREATE TABLE activities.honour (
  honour_no text PRIMARY KEY,
  union_id uuid REFERENCES organisations.union (union_id),
  member_no text REFERENCES people.member (member_no),
  title text NOT NULL,
  level text NOT NULL CHECK (level IN ('national', 'province', 'city', 'county')),
  granted_on date NOT NULL,
  revoked_on date,
  kind text CHECK (
    kind IN (
      'model_worker', 'pioneer', 'innovation_studio', 'home', 'activist', 'brand', 'scheme_title'
    )
  ),
  CONSTRAINT honour_revoked_on_not_before_granted_on CHECK (revoked_on >= granted_on)
);
CREATE INDEX ON activities.honour (union_id);

-- ==== care
-- Hardship files, relief and disputes.

CREATE SCHEMA care;

CREATE TABLE care.hardship (
  case_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  member_no text REFERENCES people.member (member_no),
  level text NOT NULL CHECK (level IN ('deep', 'relative', 'accident')),
  opened_on date NOT NULL,
  reviewed_on date,
  closed_on date,
  migrant boolean,
  PRIMARY KEY (union_id, case_no),
  CONSTRAINT hardship_closed_on_not_before_opened_on CHECK (closed_on >= opened_on)
);

CREATE TABLE care.relief (
  relief_no text NOT NULL UNIQUE,
  case_no text REFERENCES care.hardship (case_no),
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (
    kind IN (
      'warmth', 'cool', 'school', 'medical', 'living', 'legal_aid', 'job', 'mutual_aid', 'checkup',
      'visit', 'skills'
    )
  ),
  given_on date NOT NULL,
  amount bigint CHECK (amount >= 0),
  people integer CHECK (people >= 0),
  PRIMARY KEY (union_id, relief_no)
);

CREATE TABLE care.dispute (
  dispute_no text NOT NULL UNIQUE,
  uscc text REFERENCES employers.employer (uscc),
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (
    kind IN (
      'mediation', 'mass_incident', 'wage_arrears', 'fatal_accident', 'major_accident', 'injury_accident',
      'occupational_disease', 'rights_violation', 'discipline', 'appeal'
    )
  ),
  occurred_on date NOT NULL,
  closed_on date,
  settled boolean,
  union_caused boolean,
  PRIMARY KEY (union_id, dispute_no),
  CONSTRAINT dispute_closed_on_not_before_occurred_on CHECK (closed_on >= occurred_on)
);

-- ==== documents
-- Rules, plans and summaries.

CREATE SCHEMA documents;

CREATE TABLE documents.document (
  document_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (
    kind IN (
      'annual_plan', 'half_summary', 'annual_summary', 'rule', 'scheme_plan', 'duty', 'archive',
      'home_evaluation'
    )
  ),
  topic text,
  issued_on date NOT NULL,
  year integer CHECK (year >= 0),
  PRIMARY KEY (union_id, document_no)
);

-- ==== funds
-- Facilities, yearly accounts (amounts in 分) and audits.

CREATE SCHEMA funds;

CREATE TABLE funds.facility (
  facility_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (
    kind IN (
      'home', 'mini_home', 'library', 'center', 'service', 'rest_station', 'nursing_room', 'office'
    )
  ),
  area_m2 numeric CHECK (area_m2 >= 0 AND area_m2 < 'Infinity'),
  opened_on date NOT NULL,
  closed_on date,
  signage boolean,
  rules boolean,
  staffed boolean,
  funded boolean,
  equipped boolean,
  PRIMARY KEY (union_id, facility_no),
  CONSTRAINT facility_closed_on_not_before_opened_on CHECK (closed_on >= opened_on)
);

CREATE TABLE funds.entry (
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  year integer NOT NULL CHECK (year >= 0),
  item text NOT NULL CHECK (
    item IN (
      'levy_due', 'levy_received', 'levy_remitted', 'levy_target', 'dues', 'subsidy', 'admin_support',
      'budget', 'final', 'spent_workers', 'spent_admin', 'three_public', 'relief_fund'
    )
  ),
  amount bigint NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (union_id, year, item)
);

CREATE TABLE funds.audit (
  audit_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (kind IN ('peer', 'superior', 'budget', 'final')),
  fiscal_year integer NOT NULL CHECK (fiscal_year >= 0),
  concluded_on date NOT NULL,
  opinion text NOT NULL CHECK (opinion IN ('clean', 'remarks', 'rectified')),
  reported_on date,
  PRIMARY KEY (union_id, audit_no)
);

-- ==== surveys
-- Returns of polls; single answers are never kept here.

CREATE SCHEMA surveys;

CREATE TABLE surveys.survey (
  survey_no text NOT NULL UNIQUE,
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  kind text NOT NULL CHECK (kind IN ('member_review', 'work', 'chair', 'grassroots', 'awareness')),
  held_on date NOT NULL,
  eligible integer NOT NULL CHECK (eligible >= 0),
  returned integer NOT NULL CHECK (returned >= 0),
  satisfied integer NOT NULL CHECK (satisfied >= 0),
  basic integer CHECK (basic >= 0),
  dissatisfied integer NOT NULL CHECK (dissatisfied >= 0),
  PRIMARY KEY (union_id, survey_no),
  CONSTRAINT survey_returned_not_above_eligible CHECK (returned <= eligible),
  CONSTRAINT survey_satisfied_basic_dissatisfied_not_above_returned CHECK (
    satisfied::bigint + coalesce(basic, 0)::bigint + dissatisfied::bigint <= returned
  )
);

-- ==== assessments
-- What a person judged where the registers cannot tell.

CREATE SCHEMA assessments;

CREATE TABLE assessments.judgement (
  union_id uuid NOT NULL REFERENCES organisations.union (union_id),
  scheme text NOT NULL,
  indicator text NOT NULL,
  judged_on date NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('met', 'unmet', 'partly')),
  points numeric CHECK (points >= 0 AND points < 'Infinity'),
  judge text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (union_id, scheme, indicator, judged_on)
);

-- ==== grants
-- The application reads, adds and corrects; it never deletes. Its sessions also need temporary tables for staging,
-- which every role has by default.

GRANT SELECT ON kernel.division, kernel.industry TO jianjia_app;
GRANT USAGE ON SCHEMA
  kernel, organisations, employers, democracy, people, agreements, activities,
  care, documents, funds, surveys, assessments
  TO jianjia_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA
  organisations, employers, democracy, people, agreements, activities,
  care, documents, funds, surveys, assessments
  TO jianjia_app;
