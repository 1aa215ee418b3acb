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
