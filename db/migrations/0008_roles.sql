-- Two roles instead of one. `jianjia_app` is what requests run as: from here on row policies decide what it sees, and
-- without an actor it sees nothing. `jianjia_system` is what commands and workers of the operator run as: it owns
-- nothing either and obeys every grant, but sees every row, for an evaluation counts all unions.

do $$
begin
  if not exists (select from pg_roles where rolname = 'jianjia_system') then
    create role jianjia_system nologin nosuperuser nocreatedb nocreaterole noinherit;
  end if;
exception
  when insufficient_privilege then
    raise exception '数据库用户 % 不能建立角色，请数据库管理员执行：CREATE ROLE jianjia_system NOLOGIN NOINHERIT; GRANT jianjia_system TO %',
      current_user, quote_ident(current_user);
  when duplicate_object or unique_violation then null;
end
$$;

do $$
begin
  if not pg_has_role(current_user, 'jianjia_system', 'member') then
    execute format('grant jianjia_system to %I', current_user);
  end if;
exception
  when insufficient_privilege then
    raise exception '数据库用户 % 不能使用角色 jianjia_system，请数据库管理员执行：GRANT jianjia_system TO %',
      current_user, quote_ident(current_user);
end
$$;

-- Whatever the application may do so far, the system may.
do $$
declare
  target record;
begin
  for target in
    select format('%I.%I', n.nspname, c.relname) as tab, string_agg(p.privilege, ', ') as privileges
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join unnest(array['select', 'insert', 'update', 'delete']) as p (privilege)
    where c.relkind = 'r' and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
      and has_table_privilege('jianjia_app', c.oid, p.privilege)
    group by 1
  loop
    execute format('grant %s on %s to jianjia_system', target.privileges, target.tab);
  end loop;
  for target in
    select nspname from pg_namespace
    where nspname not like 'pg\_%' and nspname not in ('information_schema', 'public')
      and has_schema_privilege('jianjia_app', nspname, 'usage')
  loop
    execute format('grant usage on schema %I to jianjia_system', target.nspname);
  end loop;
end
$$;
grant execute on function kernel.uuid_v7() to jianjia_system;
