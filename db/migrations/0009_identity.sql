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
  disabled_at timestamptz,
  -- Of the demo world: its password is published, so a service open to others refuses to start with it.
  is_demo boolean not null default false
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

-- The phone is sealed: no backup and no reader of the table learns it. The hash (keyed, of the vault) finds an account by
-- the phone somebody signs in with, the last four digits are shown.
alter table identity.account
  add column phone bytea,
  add column phone_hash bytea unique,
  add column phone_last4 text check (phone_last4 ~ '^\d{4}$'),
  add constraint phone_whole check (num_nulls(phone, phone_hash, phone_last4) in (0, 3));

-- argon2id with its parameters in the hash. `temporary`: somebody else has chosen it, so it must be changed first.
create table identity.password (
  account_id uuid primary key references identity.account (account_id),
  hash text not null check (hash like '$argon2id$%'),
  temporary boolean not null,
  set_at timestamptz not null
);

-- The passwords before, so that none of the last ones comes back.
create table identity.past_password (
  account_id uuid not null references identity.account (account_id),
  set_at timestamptz not null,
  hash text not null,
  primary key (account_id, set_at)
);

-- Guesses counted before they are tried. `subject` is an account, a name that is no account, an address, or a second
-- factor: see the room's server/guesses.ts. Nothing here locks for good.
create table identity.sign_in_failure (
  subject text primary key,
  failures integer not null check (failures >= 0),
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
create index on identity.sign_in_failure (last_at);

-- One-time links: the first administrator (no account yet), the first password of an account, recovery.
create table identity.link (
  link_id uuid primary key default kernel.uuid_v7(),
  kind text not null check (kind in ('setup', 'first', 'recovery')),
  account_id uuid references identity.account (account_id),
  token_hash bytea not null unique,
  reset_factor boolean not null default false,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'setup') = (account_id is null))
);
create index on identity.link (account_id);

-- An authenticator app. The secret is sealed; `last_step` is the last code used, which cannot be used again.
create table identity.totp (
  account_id uuid primary key references identity.account (account_id),
  secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint
);

-- Codes for a lost telephone: 80 random bits each, so that a plain SHA-256 keeps them.
create table identity.recovery_code (
  account_id uuid not null references identity.account (account_id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table identity.passkey (
  passkey_id uuid primary key default kernel.uuid_v7(),
  account_id uuid not null references identity.account (account_id),
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  title text not null check (length(title) between 1 and 40),
  backed_up boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index on identity.passkey (account_id);

-- What an authenticator has been asked to sign: used once, within minutes. Without an account: a first factor.
create table identity.challenge (
  challenge_id uuid primary key default gen_random_uuid(),
  purpose text not null check (purpose in ('register', 'sign_in', 'second_factor')),
  challenge text not null,
  account_id uuid references identity.account (account_id),
  expires_at timestamptz not null,
  check ((purpose = 'sign_in') = (account_id is null))
);
create index on identity.challenge (expires_at);

-- A sign-in at another service on its way. `browser_hash` binds it to the browser that began it; `account_id` is who
-- links himself.
create table identity.oidc_flow (
  state_hash bytea primary key,
  provider text not null,
  nonce text not null,
  verifier text not null,
  browser_hash bytea not null,
  account_id uuid references identity.account (account_id),
  expires_at timestamptz not null
);
create index on identity.oidc_flow (expires_at);

-- Who an account is at another service. An administrator registers the name there (`claim_value`); at the first sign-in
-- it is pinned to the subject, for names at other services may pass to somebody else, subjects never do.
create table identity.external_identity (
  identity_id uuid primary key default kernel.uuid_v7(),
  account_id uuid not null references identity.account (account_id),
  issuer text not null,
  subject text,
  claim_value text,
  linked_at timestamptz not null,
  unique (issuer, subject),
  unique (issuer, claim_value),
  check (num_nonnulls(subject, claim_value) > 0)
);
create index on identity.external_identity (account_id);

grant select, insert, update, delete on
  identity.password, identity.past_password, identity.sign_in_failure, identity.link, identity.totp,
  identity.recovery_code, identity.passkey, identity.challenge, identity.oidc_flow, identity.external_identity
  to jianjia_system;
