-- Accounts: whom they belong to, what an injected statement may say of itself, and what is purged.

-- ==== an account and its member
-- Whoever signs in with a linked account reads the member's own record: one open account per member, and the member is
-- told of it. Where two open accounts had one member before, the older one keeps it.
update identity.account a set member_no = null
where a.disabled_at is null and exists (
  select from identity.account older
  where older.member_no = a.member_no and older.disabled_at is null and older.account_id < a.account_id
);
create unique index account_one_per_member on identity.account (member_no) where disabled_at is null;

alter table people.sighting drop constraint sighting_what_check;
alter table people.sighting add constraint sighting_what_check
  check (what in ('shown', 'unmasked', 'exported', 'found', 'linked', 'recovered'));

-- ==== who acts, in words
-- Journal and sightings tell who did something, in which reach. An injected statement could write another's words beside
-- its own number, so the database knows them itself: laid down with the reach at the begin of a request.
truncate identity.acting cascade;
alter table identity.acting add column name text not null, add column reach text not null;

create function identity.actor_name() returns text
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select a.name from identity.acting a where a.ticket = identity.ticket() and a.expires_at > now()
$$;

create function identity.actor_reach() returns text
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select a.reach from identity.acting a where a.ticket = identity.ticket() and a.expires_at > now()
$$;

-- Filled in rather than compared: another request of the session may have begun in between, with another reach.
create function journal.say_who_acts() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.actor_id := identity.actor_id();
  new.actor := coalesce(identity.actor_name(), '');
  new.reach := coalesce(identity.actor_reach(), '');
  return new;
end
$$;
revoke execute on function journal.say_who_acts() from public;
create trigger say_who_acts before insert on journal.entry
  for each row when (current_user = 'jianjia_app') execute function journal.say_who_acts();

-- Compared here: an export writes a line for every member, and this is worked out once for all of them.
create policy seen_by_the_actor on people.sighting as restrictive for insert to jianjia_app with check (
  viewer = (select identity.actor_name())
  and viewer_union = (select coalesce((
    select h.name from identity.account a join organisations."union" h on h.union_id = a.union_id
    where a.account_id = identity.actor_id()
  ), identity.actor_reach()))
);

-- ==== history
-- What was replaced is written by whoever imports, of unions within that right; of rows that belong to an employer
-- instead of a union (their key begins with its code), where the actor writes the employer.
drop policy reach_add on kernel.register_history;
create policy reach_add on kernel.register_history for insert to jianjia_app with check (
  union_id is not null and ((select identity.sees_all('registers:import')) or union_id in (
    select d.union_id from organisations.descent d
    where d.ancestor_id = any ((select identity.roots('registers:import'))::uuid[])
  ))
  or union_id is null and (select identity.roots('registers:import')) is not null
    and register in ('employers', 'workforce', 'democracy')
    and exists (
      select from employers.employer e where e.uscc = split_part(register_history.key, '/', 1) and (
        e.union_id is not null and ((select identity.sees_all('employers:write')) or e.union_id in (
          select d.union_id from organisations.descent d
          where d.ancestor_id = any ((select identity.roots('employers:write'))::uuid[])
        ))
        or e.union_id is null and exists (
          select from kernel.division_descent v
          where v.code = e.division_code and v.ancestor = any ((select identity.places('employers:write'))::text[])
        )
      )
    )
);

-- ==== exports
-- What was decided stays, and each fetch counts once: a statement of the requester gives back neither time nor fetches.
create function reports.keep_decided() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.decision is null then
    if new.fetches <> 0 or new.expires_at > new.decided_at + interval '1 day' then
      raise exception 'an export is decided for a day at most' using errcode = 'insufficient_privilege';
    end if;
  elsif (new.decision, new.decided_by, new.decider, new.decided_at, new.decision_reason, new.expires_at)
      is distinct from (old.decision, old.decided_by, old.decider, old.decided_at, old.decision_reason, old.expires_at)
    or new.fetches <> old.fetches + 1 then
    raise exception 'what was decided of an export stays, and each fetch counts' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
revoke execute on function reports.keep_decided() from public;
create trigger keep_decided before update on reports.export_request
  for each row when (current_user = 'jianjia_app') execute function reports.keep_decided();

-- ==== what has ended
-- The reach of a ticket goes with it: at sign-out, at the end of a session however it comes, and when a step gives the
-- session a new ticket.
create function identity.end_ticket() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from identity.acting a where a.ticket = old.ticket;
  return null;
end
$$;
revoke execute on function identity.end_ticket() from public;
create trigger end_ticket after update of ended_at, ticket on identity.session
  for each row when (new.ended_at is not null or new.ticket <> old.ticket) execute function identity.end_ticket();
create trigger end_ticket_of_deleted after delete on identity.session
  for each row execute function identity.end_ticket();
create index on identity.acting (expires_at);

-- Old sessions are purged by the upkeep of the service.
grant delete on identity.session to jianjia_system;
create index on identity.session (expires_at);

-- ==== who may grant which role
-- Policies of 0014 know at which unions the actor writes grants, not which. So that an injected statement of a chair makes
-- no officer at the chair's own union, the database knows the roles as the program does (a test compares them).
create table kernel.role_rule (
  role text primary key,
  -- From the union it is granted at: all below, the union with its branches, or records of the own person.
  reach text not null check (reach in ('subtree', 'own', 'self')),
  -- Kinds of unions it is held at; empty for all.
  at text[] not null,
  -- Roles that its holder may grant.
  grants text[] not null
);
insert into kernel.role_rule (role, reach, at, grants) values
  ('administrator', 'subtree', '{}', '{administrator, city_officer, county_officer, township_officer, scheme_administrator, inspector, auditor, chair, clerk, member}'),
  ('city_officer', 'subtree', '{city}', '{county_officer, township_officer, scheme_administrator, inspector, auditor, chair, clerk, member}'),
  ('county_officer', 'subtree', '{county, zone}', '{township_officer, inspector, auditor, chair, clerk, member}'),
  ('township_officer', 'subtree', '{township, federation, zone}', '{chair, clerk, member}'),
  ('scheme_administrator', 'subtree', '{city, county, zone}', '{}'),
  ('inspector', 'own', '{}', '{}'),
  ('auditor', 'subtree', '{}', '{}'),
  ('chair', 'own', '{joint, enterprise, institution, community}', '{clerk, member}'),
  ('clerk', 'own', '{joint, enterprise, institution, community}', '{}'),
  ('member', 'self', '{}', '{}');

create function identity.may_grant(role text, union_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from kernel.role_rule wanted left join organisations."union" u on u.union_id = $2
    where wanted.role = $1 and case
      when $2 is null then $1 = 'administrator'
      else wanted.at = '{}' or u.kind = any (wanted.at)
    end
  ) and exists (
    select from identity.grant_in_force g join kernel.role_rule r on r.role = g.role
    where g.account_id = identity.actor_id() and $1 = any (r.grants) and (
      g.union_id is null or exists (
        select from organisations.descent d
        where d.union_id = $2
          and d.ancestor_id = case when r.reach = 'subtree' then g.union_id else organisations.own_reach(g.union_id) end
      )
    )
  )
$$;
create policy grant_within_rights on identity.role_grant as restrictive for insert to jianjia_app
  with check (source = 'delegated' or identity.may_grant(role, union_id));
