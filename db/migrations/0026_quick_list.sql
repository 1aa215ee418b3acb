-- Putting a delivery into the trusted list writes a dozen keys and the tokens of a name for each employer that is new.

-- Checking each key's entity cost more than writing the key. Keys are written and removed in one place, with the
-- entities (modules/census/server/link/pairs.ts).
alter table census.entity_key drop constraint entity_key_entity_id_fkey;

-- The same tokens as before, some of them twice, which the index does not mind; ten times as quick as sorting out repeats.
create or replace function census.search_tokens(name text, initials text) returns text[]
language plpgsql immutable parallel safe
as $$
declare
  folded text := organisations.search_fold(name);
  tokens text[] := '{}';
begin
  for i in 1 .. length(folded) loop
    tokens := tokens || substr(folded, i, 1) || substr(folded, i, 2);
  end loop;
  for i in 1 .. length(initials) - 1 loop
    tokens := tokens || ('~' || substr(initials, i, 2));
  end loop;
  return tokens;
end
$$;
