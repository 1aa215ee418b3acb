-- Accounts and their sessions. What proves who somebody is (passwords, second factors, tokens) is read and written by
-- the system role only: no request can reach it, whatever its reach.

create schema identity;
grant usage on schema identity to jianjia_app, jianjia_system;

-- Somebody who may sign in. `union_id` is the union whose administrators look after the account; empty for those of the
-- whole installation. `member_no` says which member it is, for whoever sees only records of his or her own.
create table identity.account (
  account_id uuid primary key default kernel.uuid_v7(),
  union_id uuid references organisations.union (union_id),
  login text not null unique check (login = lower(login) and login ~ '^\S{2,64}$'),
  name text not null check (length(name) between 1 and 64),
  member_no text references people.member (member_no),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create index on identity.account (union_id);

-- A signed-in browser. The cookie holds a random token, the table its SHA-256. `ticket` is what row policies know the
-- session by; it never leaves the server. `stage` says which step the session still owes before it may do anything.
create table identity.session (
  session_id uuid primary key default kernel.uuid_v7(),
  account_id uuid not null references identity.account (account_id),
  token_hash bytea not null unique,
  ticket uuid not null unique default gen_random_uuid(),
  stage text not null check (stage in ('second_factor', 'new_password', 'enrol_factor', 'whole')),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null,
  agent text not null
);
create index on identity.session (account_id);

grant select, insert, update on identity.account, identity.session to jianjia_system;
grant select on identity.account to jianjia_app;
