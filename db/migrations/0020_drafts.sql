-- Drafts of standards: what somebody would change in a published track, with the changed text of its
-- file. A draft is never evaluated: published standards are files, and stay as they are until one is published as data. It
-- is of the union that it was drawn up for; it is written once, and taken back whole.
create table schemes.draft (
  draft_id uuid primary key default kernel.uuid_v7(),
  union_id uuid not null references organisations.union (union_id),
  scheme text not null,
  -- Of the scheme that was changed.
  version text not null,
  track text not null,
  file text not null check (file ~ '^[A-Za-z0-9_.-]{1,100}$'),
  title text not null check (length(title) between 1 and 100),
  reason text not null check (length(reason) between 1 and 500),
  -- Item by item: what it says now and in the draft, as a list of objects.
  changes jsonb not null check (jsonb_typeof(changes) = 'array'),
  -- The changed file, whole.
  content text not null check (length(content) between 1 and 500000),
  drawn_up_by uuid not null references identity.account (account_id),
  -- The name he or she had then.
  author text not null,
  drawn_up_at timestamptz not null default now()
);
create index on schemes.draft (scheme, draft_id);
create index on schemes.draft (union_id);

grant select, insert, delete on schemes.draft to jianjia_app, jianjia_system;
alter table schemes.draft enable row level security;
create policy system on schemes.draft to jianjia_system using (true) with check (true);

do $$
declare
  reaches constant text := '((select identity.sees_all(%1$L)) or draft.union_id in (select d.union_id from organisations.descent d where d.ancestor_id = any ((select identity.roots(%1$L))::uuid[])))';
begin
  execute format('create policy reach_read on schemes.draft for select to jianjia_app using (%s)',
    format(reaches, 'schemes:read'));
  execute format('create policy reach_add on schemes.draft for insert to jianjia_app
    with check (drawn_up_by = (select identity.actor_id()) and %s)', format(reaches, 'standards:draft'));
  execute format('create policy reach_remove on schemes.draft for delete to jianjia_app using (%s)',
    format(reaches, 'standards:draft'));
end
$$;
