-- Changes that an evaluation must not miss though it cannot know of them while it runs. A change of the tree or of the code
-- tables took away what evaluations were good for, but not of one that was not committed yet; a change before the first
-- evaluation left no line in the queue, but might commit after it. Both leave a line now that says «everything».
alter table assessments.changed add column everything boolean not null default false;

create or replace function assessments.mark_everything() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into assessments.changed (everything) values (true);
  update assessments.evaluation set plan = '' where plan <> '';
  return null;
end
$$;

-- One line for a statement, whatever it writes: before the first evaluation millions of rows are loaded.
create function assessments.mark_unevaluated() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from assessments.evaluation) then
    insert into assessments.changed (everything) values (true);
  end if;
  return null;
end
$$;
revoke execute on function assessments.mark_unevaluated() from public;

-- Whatever is marked row by row.
do $$
declare
  marked regclass;
begin
  for marked in
    select distinct t.tgrelid::regclass from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where p.pronamespace = 'assessments'::regnamespace and p.proname like 'mark\_%' and p.proname <> 'mark_everything'
  loop
    execute format('create trigger mark_unevaluated after insert or update or delete on %s
      for each statement execute function assessments.mark_unevaluated()', marked);
  end loop;
end
$$;
