-- Finding unions by name, code, pinyin and initials among 300,000 (docs/adr/0037).
--
-- Row policies keep operators that are not leakproof from using an index, and Chinese words have one or two characters,
-- which trigrams do not serve. So every union has a key beside it, and one function, which runs as the owner, looks the
-- keys up by index and lets through what lies within the caller's reach.

-- What a text is compared by: full width and half width, capitals and spaces make no difference.
create function organisations.search_fold(given text) returns text
language sql immutable strict parallel safe
as $$ select lower(regexp_replace(normalize(given, NFKC), '\s', '', 'g') collate "C") $$;

-- Who comes first among equals: the upper unions from the city down, which are few; federations; grassroots unions;
-- branches and groups.
create function organisations.search_level(kind text) returns smallint
language sql immutable strict parallel safe
as $$
  select (case kind
    when 'city' then 0 when 'county' then 1 when 'zone' then 1 when 'township' then 2 when 'federation' then 3
    when 'branch' then 5 when 'group' then 5 else 4
  end)::smallint
$$;

-- `code` and `name` are folded and kept by triggers. Pinyin depends on the word a character stands in, which the
-- database cannot tell: the service writes it afterwards. Until then it is null, and the union is found without.
create table organisations.search_key (
  union_id uuid primary key,
  level smallint not null,
  code text collate "C" not null,
  name text collate "C" not null,
  -- Syllables, each after a space: « chong qing shi».
  pinyin text collate "C",
  -- Their first letters: «cqs».
  initials text collate "C",
  constraint search_key_pinyin check ((pinyin is null) = (initials is null))
);

-- The words by which an index knows a key: single characters and pairs of the name; single letters and pairs of the
-- initials (~); the first 2, 4 and 7 letters of the pinyin from each syllable on (=); beginnings of the whole (^, ^=);
-- the level (#).
create function organisations.search_tokens(level smallint, name text, pinyin text, initials text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  tokens text[] := array['#' || level, '^' || left(initials, 1), '^' || left(initials, 2), '^' || left(initials, 4)];
  syllables text[] := string_to_array(substr(pinyin, 2), ' ');
  rest text := '';
begin
  for i in 1 .. length(name) loop
    tokens := tokens || substr(name, i, 1) || substr(name, i, 2);
  end loop;
  for i in 1 .. length(initials) loop
    tokens := tokens || ('~' || substr(initials, i, 1)) || ('~' || substr(initials, i, 2));
  end loop;
  for i in reverse cardinality(syllables) .. 1 loop
    rest := syllables[i] || left(rest, 6);
    tokens := tokens || ('=' || left(rest, 2)) || ('=' || left(rest, 4)) || ('=' || left(rest, 7));
  end loop;
  return tokens || ('^=' || left(rest, 2)) || ('^=' || left(rest, 4)) || ('^=' || left(rest, 7));
end
$$;

create index on organisations.search_key (code);
create index on organisations.search_key (name);
create index search_key_upper on organisations.search_key (level) where level < 3;
create index search_key_drawn on organisations.search_key (uuid_hash(union_id), union_id);
create index search_key_unread on organisations.search_key (union_id) where pinyin is null;
create index search_key_tokens on organisations.search_key
  using gin (organisations.search_tokens(level, name, pinyin, initials)) where pinyin is not null;

-- ==== keys follow their unions, whoever writes

create function organisations.keep_search_keys() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from organisations.search_key k where k.union_id in (select union_id from replaced);
  else
    perform organisations.write_search_keys(array(select union_id from written));
  end if;
  return null;
end
$$;

-- A new name is read anew; a key that says what it said stays as it is.
create function organisations.write_search_keys(ids uuid[]) returns void
language sql set search_path = pg_catalog, pg_temp as $$
  insert into organisations.search_key as k (union_id, level, code, name)
  select u.union_id, organisations.search_level(u.kind), organisations.search_fold(u.union_code),
    organisations.search_fold(u.name)
  from organisations."union" u where u.union_id = any (ids)
  on conflict (union_id) do update set
    level = excluded.level, code = excluded.code, name = excluded.name,
    pinyin = case when k.name = excluded.name then k.pinyin end,
    initials = case when k.name = excluded.name then k.initials end
  where (k.level, k.code, k.name) is distinct from (excluded.level, excluded.code, excluded.name)
$$;

create trigger union_search_on_insert after insert on organisations.union
  referencing new table as written for each statement execute function organisations.keep_search_keys();
create trigger union_search_on_update after update on organisations.union
  referencing new table as written for each statement execute function organisations.keep_search_keys();
create trigger union_search_on_delete after delete on organisations.union
  referencing old table as replaced for each statement execute function organisations.keep_search_keys();

-- Everything anew, for whoever filled the table of unions without its triggers; where nothing differs nothing is written.
create function organisations.rebuild_search_keys() returns void
language sql set search_path = pg_catalog, pg_temp as $$
  delete from organisations.search_key k
  where not exists (select from organisations."union" u where u.union_id = k.union_id);
  select organisations.write_search_keys(array(select union_id from organisations."union"));
$$;
select organisations.rebuild_search_keys();

-- ==== finding

-- The order among equals: of the few upper unions as they were made, of all others as if by lot.
create function organisations.search_lot(level smallint, union_id uuid) returns integer
language sql immutable parallel safe
as $$ select case when level < 3 then -2147483648 else uuid_hash(union_id) end $$;

-- How well a key answers what is asked, 0 best: the code itself, a code or a name that begins so, a name that holds it,
-- pinyin or initials that begin so, that hold it from a character on; null: not at all.
create function organisations.search_rank(key organisations.search_key, asked text, letters text, syllables text)
returns smallint
language sql immutable parallel safe as $$
  select (case
    when (key).code = asked then 0
    when starts_with((key).code, asked) then 1
    when starts_with((key).name, asked) then 2
    when position(asked in (key).name) > 0 then 3
    when letters is null then null
    when starts_with((key).initials, letters) then 4
    when position(letters in replace((key).pinyin, ' ', '')) > 0 and (key).pinyin ~ syllables
      then case when (key).pinyin ~ ('^' || syllables) then 4 else 5 end
    when position(letters in (key).initials) > 0 then 5
  end)::smallint
$$;

-- The unions within the caller's reach that answer a text, the best first: by rank, by level, and then in an order that
-- is as good as drawn by lot but always the same. So the first few thousand of the reach in that order are a sample of it, and what many names hold is found there; only what few hold is looked up by index, in full. Each step is
-- skipped whose finds could not be among the first `most` any more. Begins behind the one with `after_code`.
create function organisations.find_unions(given text, after_code text, most integer)
returns table (union_id uuid, place bigint)
language plpgsql stable rows 20 security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  sample constant integer := 2000;
  last_character constant text := chr(1114111);
  asked text := organisations.search_fold(given);
  letters text := replace(replace(asked, 'ü', 'v'), '''', '');
  syllables text;
  pairs text[] := array(select distinct substr(asked, i, 2) from generate_series(1, greatest(length(asked) - 1, 1)) as i);
  letter_pairs text[];
  spelled text;
  whole boolean := identity.sees_all('organisations:read');
  roots uuid[] := identity.roots('organisations:read');
  unions bigint;
  -- Whatever in reach comes before this place in the order by lot is in the sample; null: everything.
  drawn integer;
  after_rank smallint := -1;
  after_level smallint := 0;
  after_drawn integer := 0;
  after_id uuid := '00000000-0000-0000-0000-000000000000';
begin
  if asked = '' or roots is null then
    return;
  end if;
  if letters ~ '^[a-z0-9]{1,64}$' then
    syllables := ' ' || regexp_replace(letters, '(.)(?=.)', '\1 ?', 'g');
    letter_pairs := array(
      select distinct '~' || substr(letters, i, 2) from generate_series(1, greatest(length(letters) - 1, 1)) as i
    );
    spelled := left(letters, case when length(letters) >= 7 then 7 when length(letters) >= 4 then 4 else 2 end);
  else
    letters := null;
  end if;
  if after_code is not null then
    select organisations.search_rank(k, asked, letters, syllables), k.level,
      organisations.search_lot(k.level, k.union_id), k.union_id
    into after_rank, after_level, after_drawn, after_id
    from organisations."union" u join organisations.search_key k on k.union_id = u.union_id
    where u.union_code = after_code;
  end if;
  if whole then
    select uuid_hash(k.union_id) into drawn
    from organisations.search_key k order by uuid_hash(k.union_id), k.union_id offset sample limit 1;
  else
    select count(*) into unions from organisations.descent d where d.ancestor_id = any (roots);
    if unions > 2 * sample then
      drawn := -2147483648 + 4294967296 * sample / unions;
    end if;
  end if;

  return query
  with ahead as materialized (
    select distinct k.union_id, k.level, r.rank
    from (
      select k as key, k.union_id, k.level from organisations.search_key k
      where drawn is not null and k.level < 3 and (whole or (
        select true from organisations.descent d where d.union_id = k.union_id and d.ancestor_id = any (roots) limit 1
      ))
      union all
      select k, k.union_id, k.level from organisations.search_key k
      where whole and uuid_hash(k.union_id) <= coalesce(drawn, 2147483647)
      union all
      select k, k.union_id, k.level
      from organisations.descent d join organisations.search_key k on k.union_id = d.union_id
      where not whole and d.ancestor_id = any (roots) and uuid_hash(d.union_id) <= coalesce(drawn, 2147483647)
    ) as k
    cross join lateral (select organisations.search_rank(k.key, asked, letters, syllables) as rank) as r
    where (r.rank, k.level, organisations.search_lot(k.level, k.union_id), k.union_id)
      > (after_rank, after_level, after_drawn, after_id)
  ), step as (
    select s.rank, s.level, s.tokens, s.beginnings
    from generate_series(3, 5) as l (level) cross join lateral (
      values
        (1, l.level, null::text[], null::text[]),
        (2, l.level, null, null),
        (3, l.level, pairs, null),
        (4, l.level, null, array[
          '^' || left(letters, case when length(letters) >= 4 then 4 when length(letters) >= 2 then 2 else 1 end),
          '^=' || spelled
        ]),
        (5, l.level, letter_pairs, null),
        (5, l.level, array['=' || spelled], null)
    ) as s (rank, level, tokens, beginnings)
    where drawn is not null and (s.rank <= 3 or letters is not null)
      and (select count(*) from ahead a where (a.rank, a.level) <= (s.rank, s.level)) < most
  ), candidate as (
    select k as key from organisations.search_key k where k.code = asked
    union all
    select k.key from step s cross join lateral (
      select k as key from organisations.search_key k
      where s.rank = 1 and k.code >= asked and k.code < asked || last_character and k.level = s.level
      union all
      select k from organisations.search_key k
      where s.rank = 2 and k.name >= asked and k.name < asked || last_character and k.level = s.level
      union all
      select k from organisations.search_key k
      where s.rank = 3 and k.pinyin is null and position(asked in k.name) > 0 and k.level = s.level
      union all
      select k from organisations.search_key k
      where s.tokens is not null and k.pinyin is not null
        and organisations.search_tokens(k.level, k.name, k.pinyin, k.initials) @> (s.tokens || ('#' || s.level))
      union all
      select k from organisations.search_key k
      where s.beginnings is not null and k.pinyin is not null and k.level = s.level
        and organisations.search_tokens(k.level, k.name, k.pinyin, k.initials) && s.beginnings
    ) as k
  ), found as (
    select a.union_id, a.level, a.rank from ahead a
    union
    select (c.key).union_id, (c.key).level, r.rank
    from candidate c
    cross join lateral (select organisations.search_rank(c.key, asked, letters, syllables) as rank) as r
    where (r.rank, (c.key).level, organisations.search_lot((c.key).level, (c.key).union_id), (c.key).union_id)
        > (after_rank, after_level, after_drawn, after_id)
      and (whole or (
        select true from organisations.descent d
        where d.union_id = (c.key).union_id and d.ancestor_id = any (roots) limit 1
      ))
  )
  select f.union_id,
    row_number() over (order by f.rank, f.level, organisations.search_lot(f.level, f.union_id), f.union_id) as place
  from found f order by place limit most;
end
$$;

-- ==== the tree from above

-- The unions within the caller's reach that lie below none in it.
create function organisations.uppermost() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with reach as (select identity.roots('organisations:read') as roots)
  select u.union_id
  from reach, organisations."union" u
  where (
      u.union_id = any (roots)
      or u.parent_id is null and '00000000-0000-0000-0000-000000000000' = any (roots)
      or u.union_id in (
        select d.union_id from unnest(roots) as root join organisations.descent d on d.ancestor_id = root
        where root <> '00000000-0000-0000-0000-000000000000'
          and not exists (select from organisations."union" r where r.union_id = root)
      )
    )
    and not exists (
      select from organisations.descent d where d.union_id = u.parent_id and d.ancestor_id = any (roots)
    )
$$;

-- How many unions within the caller's reach lie below one, at whatever depth, and are in being on a day.
create function organisations.count_below(at uuid, day date) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  roots uuid[] := identity.roots('organisations:read');
begin
  -- Below a root that is a union, or the whole installation, everything is within reach.
  if identity.sees_all('organisations:read') or exists (
    select from organisations.descent d
    where d.union_id = at and d.ancestor_id = any (roots) and (
      d.ancestor_id = '00000000-0000-0000-0000-000000000000'
      or exists (select from organisations."union" r where r.union_id = d.ancestor_id)
    )
  ) then
    return (select count(*) - 1 from organisations.descent d where d.ancestor_id = at) - (
      select count(*) from organisations."union" u
      where u.dissolved_on <= day and u.union_id <> at and exists (
        select from organisations.descent d where d.union_id = u.union_id and d.ancestor_id = at
      )
    );
  end if;
  return (
    select count(*)
    from organisations.descent d join organisations."union" u on u.union_id = d.union_id
    where d.ancestor_id = at and d.union_id <> at and (u.dissolved_on is null or u.dissolved_on > day) and exists (
      select from organisations.descent r where r.union_id = d.union_id and r.ancestor_id = any (roots)
    )
  );
end
$$;

-- Children in the order of their codes; it serves what the index on parent_id alone served.
create index union_below on organisations.union (parent_id, union_code collate "C");
drop index organisations.union_parent_id_idx;
create index union_dissolved on organisations.union (dissolved_on) where dissolved_on is not null;

-- ==== rights

alter table organisations.search_key enable row level security;
create policy system on organisations.search_key to jianjia_system using (true) with check (true);
grant select, update (pinyin, initials) on organisations.search_key to jianjia_system;

revoke execute on function organisations.keep_search_keys(), organisations.write_search_keys(uuid[]),
  organisations.rebuild_search_keys() from public;
