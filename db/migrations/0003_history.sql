-- What the registers said before, and what was loaded when. Insert-only by grant: the application role may add and
-- read, nobody corrects the past.

-- One row per changed record: the state that was replaced. `key` is the record's key in the exchange format, its
-- parts joined by a slash; `union_id` is empty where a record belongs to an employer or to nobody.
create table kernel.register_history (
  id bigint generated always as identity primary key,
  register text not null,
  union_id uuid,
  key text not null,
  old jsonb not null,
  changed_at timestamptz not null default now(),
  import_id uuid
);
-- "What did this record say before?"
create index on kernel.register_history (register, key);

-- One row per file loaded, written at the end of its transaction; counts of rows.
create table kernel.import_batch (
  import_id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null default now(),
  file_name text not null,
  register text not null,
  read integer not null check (read >= 0),
  added integer not null check (added >= 0),
  changed integer not null check (changed >= 0),
  same integer not null check (same >= 0),
  rejected integer not null check (rejected >= 0)
);

revoke all on kernel.register_history, kernel.import_batch from jianjia_app;
grant select, insert on kernel.register_history, kernel.import_batch to jianjia_app;
