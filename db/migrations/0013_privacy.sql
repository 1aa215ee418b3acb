-- Personal data in use: who saw whose data, exports that two persons answer for, and erasure (docs/adr/0034).

-- Whether the actor has a permission over a union. Row policies say what may be read at all; acts that ask for more than
-- reading (opening a number, exporting) ask this besides. It runs as who asks: it sees the actor's own roots only.
create function identity.may(permission text, union_id uuid) returns boolean
language sql stable parallel safe as $$
  select identity.sees_all($1) or exists (
    select from organisations.descent d where d.union_id = $2 and d.ancestor_id = any (identity.roots($1))
  )
$$;

-- ==== who saw whose data

-- One line whenever somebody opened a member's page, had a number shown in full, found the member by a number, or
-- exported the record. `viewer` and `viewer_union` stand as they were at the moment. Insert-only by grant; number and
-- time come from the database. No foreign key to the member: an export writes as many lines as it has rows, and what was
-- seen stays true.
create table people.sighting (
  sighting_id uuid not null default kernel.uuid_v7(),
  union_id uuid not null,
  member_no text not null,
  seen_at timestamptz not null default clock_timestamp(),
  account_id uuid not null,
  viewer text not null,
  viewer_union text not null,
  what text not null check (what in ('shown', 'unmasked', 'exported', 'found')),
  reason text check (length(reason) between 1 and 500),
  request_id uuid not null,
  primary key (union_id, sighting_id),
  constraint sighting_reason check (what not in ('unmasked', 'exported') or reason is not null)
);
-- "Who looked at my data?"
create index on people.sighting (member_no, seen_at);
-- How many numbers an account has opened within the hour.
create index on people.sighting (account_id, seen_at) where what = 'unmasked';

grant insert (union_id, member_no, account_id, viewer, viewer_union, what, reason, request_id) on people.sighting
  to jianjia_app, jianjia_system;
grant select on people.sighting to jianjia_app, jianjia_system;

-- ==== exports

create schema reports;
grant usage on schema reports to jianjia_app, jianjia_system;

-- A request for a file of personal data. One person asks, another decides, the first fetches: within a day, three times
-- at most. The file is not kept, only how many rows it had and its SHA-256.
create table reports.export_request (
  request_id uuid not null unique default kernel.uuid_v7(),
  union_id uuid not null references organisations.union (union_id),
  number bigint not null generated always as identity,
  registers text[] not null check (cardinality(registers) between 1 and 40),
  format text not null check (format in ('csv', 'xlsx')),
  with_numbers boolean not null,
  reason text not null check (length(reason) between 4 and 500),
  requested_by uuid not null references identity.account (account_id),
  requester text not null,
  -- The member the requester's account is linked to: two accounts may be one person.
  requester_member text,
  requested_at timestamptz not null,
  decision text check (decision in ('approved', 'refused')),
  decided_by uuid references identity.account (account_id),
  decider text,
  decided_at timestamptz,
  decision_reason text check (length(decision_reason) between 1 and 500),
  expires_at timestamptz,
  fetches integer not null default 0 check (fetches between 0 and 3),
  fetched_at timestamptz,
  rows bigint,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (union_id, request_id),
  -- The last witness of the second person.
  constraint export_request_two_persons check (decided_by <> requested_by),
  constraint export_request_decided check (num_nulls(decision, decided_by, decider, decided_at) in (0, 4)),
  constraint export_request_refused_with_reason check (decision <> 'refused' or decision_reason is not null),
  constraint export_request_approved_until check ((expires_at is not null) = (decision is not distinct from 'approved')),
  constraint export_request_fetched check (fetches = 0 or (decision = 'approved' and fetched_at < expires_at))
);
create index on reports.export_request (requested_by);

grant select on reports.export_request to jianjia_app, jianjia_system;
grant insert (union_id, registers, format, with_numbers, reason, requested_by, requester, requester_member, requested_at)
  on reports.export_request to jianjia_app, jianjia_system;
grant update (decision, decided_by, decider, decided_at, decision_reason, expires_at, fetches, fetched_at, rows, sha256)
  on reports.export_request to jianjia_app, jianjia_system;

-- ==== erasure

-- That the data of a membership were erased, by which rule; nothing of what they were.
create table people.erasure (
  union_id uuid not null,
  member_no text not null,
  what text not null check (what in ('person', 'phone')),
  rule text not null,
  erased_at timestamptz not null default clock_timestamp(),
  primary key (union_id, member_no, what)
);
grant select, insert (union_id, member_no, what, rule) on people.erasure to jianjia_system;
grant select on people.erasure to jianjia_app;

-- Erases what is kept of memberships besides their rows: replaced states in the history, reasons in sightings, officers
-- and disabled accounts of the same person. History and sightings are insert-only for every role; this is the one hole,
-- and it takes away personal data of memberships that have ended and whose erasure has been written down, nothing else.
create function people.scrub(numbers text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  persons text[];
  phones text[];
  accounts uuid[];
  gone jsonb := '{"name": "（已删除）", "id_number": null, "id_number_hash": null, "id_number_end": null, "gender": null, "born_on": null}';
  no_phone jsonb := '{"phone": null, "phone_hash": null, "phone_last4": null}';
begin
  select array_agg(distinct m.member_no) filter (where e.what = 'person'), array_agg(distinct m.member_no)
  into persons, phones
  from people.member m join people.erasure e on e.union_id = m.union_id and e.member_no = m.member_no
  where m.member_no = any (numbers) and m.left_on is not null;

  update kernel.register_history h set old = h.old || no_phone
  where h.register = 'members' and h.key = any (phones);
  update kernel.register_history h set old = h.old || gone
  where h.register = 'members' and h.key = any (persons);
  update kernel.register_history h set old = h.old || '{"name": "（已删除）", "gender": null}'
  where h.register = 'officers' and (
    h.old ->> 'member_no' = any (persons)
    or h.key in (select o.officer_no from people.officer o where o.member_no = any (persons))
  );
  update people.officer o set name = '（已删除）', gender = null where o.member_no = any (persons);
  update people.sighting s set reason = '（已删除）' where s.member_no = any (persons) and s.reason is not null;

  accounts := array(
    select a.account_id from identity.account a where a.member_no = any (persons) and a.disabled_at is not null
  );
  update identity.account a
  set name = '（已删除）', login = 'erased-' || a.account_id, phone = null, phone_hash = null, phone_last4 = null
  where a.account_id = any (accounts);
  delete from identity.external_identity x where x.account_id = any (accounts);
  delete from identity.passkey x where x.account_id = any (accounts);
  update identity.session x set address = '', agent = '' where x.account_id = any (accounts);
end
$$;
revoke execute on function people.scrub(text[]) from public;
grant execute on function people.scrub(text[]) to jianjia_system;
