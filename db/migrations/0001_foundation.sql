-- Roles, the kernel schema and identifiers. Everything later stands on this.
-- The journal of migrations (kernel.migration) is made by the migrator itself, before the first step.

create schema if not exists kernel;

comment on table kernel.migration is 'Steps of the schema this database has; written by the migrator only';

-- The application role: cannot log in and owns nothing, so that every grant and every row policy binds it. Roles belong to
-- the whole server: another database, or a migration running at this moment, may have made it already.
do $$
begin
  -- Asked first: an owner who may not make roles can use one that a database administrator made.
  if not exists (select from pg_roles where rolname = 'jianjia_app') then
    create role jianjia_app nologin nosuperuser nocreatedb nocreaterole noinherit;
  end if;
exception
  when insufficient_privilege then
    raise exception '数据库用户 % 不能建立角色，请数据库管理员执行：CREATE ROLE jianjia_app NOLOGIN NOINHERIT; GRANT jianjia_app TO %',
      current_user, quote_ident(current_user);
  when duplicate_object or unique_violation then null;
end
$$;

-- Sessions log in as the owner and take the application role. A superuser needs no membership.
do $$
begin
  if not pg_has_role(current_user, 'jianjia_app', 'member') then
    execute format('grant jianjia_app to %I', current_user);
  end if;
exception
  when insufficient_privilege then
    raise exception '数据库用户 % 不能使用角色 jianjia_app，请数据库管理员执行：GRANT jianjia_app TO %',
      current_user, quote_ident(current_user);
end
$$;

grant usage on schema kernel to jianjia_app;
grant select on kernel.migration to jianjia_app;

-- Nothing is made in "public", and nobody but the owner may make schemas.
revoke create on schema public from public;

-- RFC 9562 version 7: 48 bits of Unix milliseconds, then random bits; so keys made one after another lie side by side in
-- the index. PostgreSQL has uuidv7() built in from version 18 only; 15 must do.
create function kernel.uuid_v7() returns uuid
  language sql volatile parallel safe
  as $$
    select encode(
      set_byte(
        overlay(
          uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6
        ),
        6,
        112 | (get_byte(uuid_send(gen_random_uuid()), 6) & 15)
      ),
      'hex'
    )::uuid
  $$;

comment on function kernel.uuid_v7() is 'A new UUID version 7 (RFC 9562): ordered by time of making';

grant execute on function kernel.uuid_v7() to jianjia_app;
