-- The journal: one line for every act, chained by hash. Neither role may change or delete a line; the owner of the
-- database could, and the chain together with its signed heads shows it (docs/adr/0031-journal.md).

create schema journal;
grant usage on schema journal to jianjia_app, jianjia_system;

-- What was done. `actor` and `reach` stand as they were at the moment, for accounts change and go. `act` is an address
-- (room.verb), `subject` names the record (`members/M001`: register and key). `before` and `after` hold no secrets.
create table journal.entry (
  entry_id uuid primary key default kernel.uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor text not null,
  reach text not null,
  act text not null check (act ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  union_id uuid,
  subject text,
  before jsonb,
  after jsonb,
  reason text,
  request_id uuid not null
);
-- "What was done in this union?"
create index on journal.entry (union_id, at);

-- The place of an entry in the chain. `hash` is the SHA-256 of `previous`, the hash of the line before, and of the line
-- itself. `previous` could be looked up; kept here it tells a changed line from one that lost its predecessor. No
-- foreign key: the trigger links only what was just written, and a lock on each entry would say nothing more.
create table journal.link (
  day date not null,
  seq integer not null check (seq > 0),
  entry_id uuid not null unique,
  previous bytea not null check (octet_length(previous) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (day, seq)
);

-- States of the chain that were signed. Each stands in a file outside the database, too.
create table journal.head (
  day date not null,
  seq integer not null,
  hash bytea not null,
  key_id text not null,
  signature bytea not null,
  signed_at timestamptz not null,
  primary key (day, seq)
);

-- The bytes of a line, such as COPY … (FORMAT BINARY) sends them for text columns: length in four bytes and UTF-8, or
-- the length -1 for null. Whoever checks the journal copies the columns and hashes what arrives, without these functions.
create function journal.field(value text) returns bytea
  language sql immutable parallel safe
  as $$
    select coalesce(
      pg_catalog.int4send(pg_catalog.octet_length(pg_catalog.convert_to(value, 'UTF8')))
        || pg_catalog.convert_to(value, 'UTF8'),
      '\xffffffff'::pg_catalog.bytea
    )
  $$;

create function journal.line(day date, seq integer, entry journal.entry) returns bytea
  language sql stable parallel safe
  as $$
    select journal.field(pg_catalog.to_char(day, 'YYYY-MM-DD')) || journal.field(seq::text)
      || journal.field(entry.entry_id::text)
      || journal.field((extract(epoch from entry.at) * 1000000)::bigint::text)
      || journal.field(entry.actor_id::text) || journal.field(entry.actor) || journal.field(entry.reach)
      || journal.field(entry.act) || journal.field(entry.union_id::text) || journal.field(entry.subject)
      || journal.field(entry.before::text) || journal.field(entry.after::text)
      || journal.field(entry.reason) || journal.field(entry.request_id::text)
  $$;

-- Appends an entry to the chain; the caller holds the lock of the chain. Days are days in China (no summer time since
-- 1991, so that time zone files are not asked). A clock that goes back over midnight does not go back in the chain.
create function journal.append(entry journal.entry, instant timestamptz) returns void
  language plpgsql
  as $$
declare
  last journal.link;
  next journal.link;
begin
  select l.* into last from journal.link l order by l.day desc, l.seq desc limit 1;
  next.day := greatest((instant at time zone interval '8 hours')::date, last.day);
  next.seq := case when next.day = last.day then last.seq + 1 else 1 end;
  -- The first line of a day hangs on the last line before that day: a day that is gone leaves a broken border.
  next.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  next.hash := sha256(next.previous || journal.line(next.day, next.seq, entry));
  insert into journal.link (day, seq, entry_id, previous, hash)
  values (next.day, next.seq, entry.entry_id, next.previous, next.hash);
end
$$;

-- Runs at commit: the act has all its row locks by then and waits for nothing while it holds the chain, so that acts
-- queue here for the length of a commit and never for each other's work. An act that is rolled back leaves no gap.
create function journal.link_at_commit() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  -- With a snapshot from its begin the act would not see the line before its own: it would fail, but only under load.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the journal is written in read committed transactions only';
  end if;
  perform pg_advisory_xact_lock(hashtext('jianjia.journal'));
  perform journal.append(new, clock_timestamp());
  return null;
end
$$;

create constraint trigger link_at_commit after insert on journal.entry
  deferrable initially deferred
  for each row execute function journal.link_at_commit();

revoke all on function journal.field(text), journal.line(date, integer, journal.entry),
  journal.append(journal.entry, timestamptz), journal.link_at_commit() from public;

-- Number and time of a line come from the database: no role may give them.
grant insert (actor_id, actor, reach, act, union_id, subject, before, after, reason, request_id)
  on journal.entry to jianjia_app, jianjia_system;
grant select on journal.entry to jianjia_app, jianjia_system;
grant select on journal.link, journal.head to jianjia_system;
grant insert on journal.head to jianjia_system;
