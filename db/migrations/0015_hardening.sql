-- Grants and functions, as if the acts above them were broken into: what an injected statement may write as the role of
-- requests is what an act may.

-- ==== grants
-- Policies of 0014 say at which unions the actor writes grants. Besides: in no other name, not to himself or herself, and
-- what is delegated is a grant of the actor's own, of the same role, there or below.

create function identity.may_delegate(grant_id uuid, role text, union_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from identity.role_grant g
    where g.grant_id = $1 and g.account_id = identity.actor_id() and g.role = $2 and g.ended_at is null
      and g.source not in ('delegated', 'assigned')
      and (
        g.union_id is null or g.union_id = $3
        or exists (select from organisations.descent d where d.ancestor_id = g.union_id and d.union_id = $3)
      )
  )
$$;

create policy grant_honestly on identity.role_grant as restrictive for insert to jianjia_app with check (
  granted_by = (select identity.actor_id()) and account_id <> (select identity.actor_id())
  and (source <> 'delegated' or identity.may_delegate(delegated_from, role, union_id))
);

-- A grant that was written only ends.
revoke update on identity.role_grant from jianjia_app;
grant update (ended_at, ended_by, end_reason) on identity.role_grant to jianjia_app;
create policy end_honestly on identity.role_grant as restrictive for update to jianjia_app
  using (true) with check (ended_at is not null and ended_by = (select identity.actor_id()));

-- ==== functions of triggers
-- They run as the owner. Whoever may execute one can hang it on a table of his own, a temporary one included, and feed it
-- rows. A trigger that is there needs no right of whoever makes it fire.
do $$
declare
  func regprocedure;
begin
  for func in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prorettype = 'trigger'::regtype and n.nspname not in ('pg_catalog', 'information_schema')
  loop
    execute format('revoke execute on function %s from public', func);
  end loop;
end
$$;
