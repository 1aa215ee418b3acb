-- Identity and telephone numbers are sealed (docs/adr/0030): ciphertext, a keyed hash for exact search and comparison,
-- and the end: of telephone numbers the last four characters, for people to tell them apart; of identity numbers a keyed
-- hash of those, for with birthday and county they are nearly the number. The keys lie outside the database.

-- Which keys this database was sealed with; version 0 is the key of the hashes. A keyring with other fingerprints is
-- refused before it can add a value that the rest cannot be read with.
create table kernel.sealing_key (
  version integer primary key check (version between 0 and 65535),
  algorithm text not null check (algorithm in ('aes-256-gcm', 'sm4-gcm', 'hmac-sha256')),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{16}$'),
  created_at timestamptz not null,
  retired_at timestamptz
);
comment on table kernel.sealing_key is 'Keys this database was sealed with: versions and fingerprints, never a key';
grant select, insert, update on kernel.sealing_key to jianjia_system;
grant select on kernel.sealing_key to jianjia_app;

drop index people.member_id_type_id_number_idx;
alter table people.member rename column id_number to id_number_plain;
alter table people.member rename column phone to phone_plain;
alter table people.member
  add column id_number bytea,
  add column id_number_hash bytea,
  add column id_number_end text,
  add column phone bytea,
  add column phone_hash bytea,
  add column phone_last4 text,
  -- The last witness against a number that lands here unsealed: digits and letters are no algorithm.
  add constraint member_id_number_sealed check (get_byte(id_number, 0) in (1, 2) and octet_length(id_number) >= 31),
  add constraint member_phone_sealed check (get_byte(phone, 0) in (1, 2) and octet_length(phone) >= 31),
  add constraint member_id_number_whole check (
    num_nulls(id_number, id_number_hash, id_number_end) in (0, 3)
      and octet_length(id_number_hash) = 16 and id_number_end ~ '^[0-9a-f]{32}$'
  ),
  add constraint member_phone_whole check (
    num_nulls(phone, phone_hash, phone_last4) in (0, 3)
      and octet_length(phone_hash) = 16 and length(phone_last4) <= 4
  );

-- SQL has no keys and cannot seal what is already here: the program does, right after this step, and then drops the
-- columns of plain values. Where there is nothing to seal they go at once.
do $$
begin
  if not exists (select from people.member where id_number_plain is not null or phone_plain is not null)
    and not exists (select from kernel.register_history where register = 'members')
  then
    alter table people.member drop column id_number_plain, drop column phone_plain;
  end if;
end
$$;

-- The memberships of one person, for transfers and 双重会籍; a person by number; a person by the end of a number.
create index on people.member (id_type, id_number_hash) where id_number_hash is not null;
create index on people.member (phone_hash) where phone_hash is not null;
create index on people.member (id_number_end) where id_number_end is not null;
create index on people.member (phone_last4) where phone_last4 is not null;
