-- Row policies: what the application role may see and write, table by table. Default deny: row security is on for
-- every table that holds records (the owner, who migrates and backs up, passes), and what no policy admits does not exist for a request. Column privileges take away
-- what no request ever needs.
--
-- The system role (commands, evaluations, sign-in) sees all rows by a policy that is constant true and costs nothing.

-- A condition: the union in `col` lies within the actor's reach for a permission. Whoever reaches every union is told by
-- one look at the roots; for others the unions within reach become one hash per statement. A correlated EXISTS would
-- serve single rows a little quicker, but makes the planner give up parallel scans.
create function pg_temp.reaches(col text, permission text) returns text language sql as $$
  select format(
    '(%1$s is not null and ((select identity.sees_all(%2$L)) or %1$s in (select d.union_id from organisations.descent d where d.ancestor_id = any ((select identity.roots(%2$L))::uuid[]))))',
    col, permission)
$$;

-- Turns row security on for a table, admits the system role, and admits the application role to reading and, where
-- `writes` is given, to writing what these conditions say.
create function pg_temp.protect(tab regclass, reads text, writes text default null) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tab);
  execute format('create policy system on %s to jianjia_system using (true) with check (true)', tab);
  if reads is not null then
    execute format('create policy reach_read on %s for select to jianjia_app using (%s)', tab, reads);
  end if;
  if writes is not null then
    execute format('create policy reach_add on %s for insert to jianjia_app with check (%s)', tab, writes);
    execute format('create policy reach_change on %s for update to jianjia_app using (%s) with check (%s)', tab, writes, writes);
  end if;
end
$$;

-- A table of a room whose rows name their union; `own` is a condition for records of the actor's own.
create function pg_temp.protect_room(tab regclass, area text, own text default null) returns void
language sql as $$
  select pg_temp.protect(
    tab,
    pg_temp.reaches(tab::text || '.union_id', area || ':read') || coalesce(' or ' || own, ''),
    pg_temp.reaches(tab::text || '.union_id', area || ':write'))
$$;

-- ==== the tree itself

select pg_temp.protect('organisations.descent', 'ancestor_id = any ((select identity.known_roots())::uuid[])');
select pg_temp.protect_room('organisations.union', 'organisations');

-- ==== registers whose rows name their union

select pg_temp.protect_room('democracy.election', 'democracy');
select pg_temp.protect_room('democracy.meeting', 'democracy');
select pg_temp.protect_room('democracy.disclosure', 'democracy');
select pg_temp.protect_room('people.member', 'people', 'member_no = any ((select identity.own_members())::text[])');
select pg_temp.protect_room('people.officer', 'people', 'member_no = any ((select identity.own_members())::text[])');
select pg_temp.protect_room('agreements.contract', 'agreements');
select pg_temp.protect_room('agreements.contract_employer', 'agreements');
select pg_temp.protect_room('activities.activity', 'activities');
select pg_temp.protect_room('activities.activity_employer', 'activities');
select pg_temp.protect_room('care.hardship', 'care', 'member_no = any ((select identity.own_members())::text[])');
select pg_temp.protect_room('care.relief', 'care',
  'exists (select from care.hardship h where h.case_no = relief.case_no and h.member_no = any ((select identity.own_members())::text[]))');
select pg_temp.protect_room('care.dispute', 'care');
select pg_temp.protect_room('documents.document', 'documents');
select pg_temp.protect_room('funds.facility', 'funds');
select pg_temp.protect_room('funds.entry', 'funds');
select pg_temp.protect_room('funds.audit', 'funds');
select pg_temp.protect_room('surveys.survey', 'surveys');
select pg_temp.protect_room('assessments.judgement', 'assessments');
select pg_temp.protect_room('schemes.parameter_value', 'schemes');

-- Honours may be nobody's union's: then they are the member's.
select pg_temp.protect(
  'activities.honour',
  pg_temp.reaches('honour.union_id', 'activities:read')
    || ' or member_no = any ((select identity.own_members())::text[])'
    || ' or union_id is null and exists (select from people.member m where m.member_no = honour.member_no)',
  pg_temp.reaches('honour.union_id', 'activities:write'));

-- ==== employers
-- A covered employer belongs to its union; one without a union to the place it lies in, for whoever answers for the place.

create function pg_temp.reaches_employer(tab text, permission text) returns text language sql as $$
  select pg_temp.reaches(tab || '.union_id', permission) || format(
    ' or %s.union_id is null and exists (select from kernel.division_descent v where v.code = %s.division_code and v.ancestor = any ((select identity.places(%L))::text[]))',
    tab, tab, permission)
$$;

create function pg_temp.of_employer(tab text, permission text) returns text language sql as $$
  select format('exists (select from employers.employer e where e.uscc = %s.uscc and (%s))', tab, pg_temp.reaches_employer('e', permission))
$$;

select pg_temp.protect('employers.employer',
  pg_temp.reaches_employer('employer', 'employers:read'), pg_temp.reaches_employer('employer', 'employers:write'));
select pg_temp.protect('employers.workforce',
  pg_temp.of_employer('workforce', 'employers:read'), pg_temp.of_employer('workforce', 'employers:write'));
select pg_temp.protect('democracy.mechanism',
  pg_temp.of_employer('mechanism', 'democracy:read'), pg_temp.of_employer('mechanism', 'democracy:write'));

-- ==== assessments
-- Results and scores are written by evaluations only; working memory is nobody's business.

revoke all on assessments.fact_value, assessments.cell, assessments.place_value, assessments.uncovered_value,
  assessments.last_day, assessments.changed from jianjia_app;
revoke insert, update, delete on assessments.evaluation, assessments.result, assessments.score from jianjia_app;

select pg_temp.protect('assessments.evaluation', '(select identity.actor_id()) is not null');
select pg_temp.protect('assessments.result', pg_temp.reaches('result.union_id', 'assessments:read'));
select pg_temp.protect('assessments.score', pg_temp.reaches('score.union_id', 'assessments:read'));
select pg_temp.protect('assessments.fact_value', null);
select pg_temp.protect('assessments.cell', null);
select pg_temp.protect('assessments.uncovered_value', null);
select pg_temp.protect('assessments.last_day', null);
select pg_temp.protect('assessments.changed', null);

-- ==== history and imports
-- Whoever may import writes what was replaced; rows of nobody's union are read from the whole installation only.

alter table kernel.import_batch add column actor_id uuid default identity.actor_id();

select pg_temp.protect('kernel.register_history',
  pg_temp.reaches('register_history.union_id', 'history:read')
    || $$ or union_id is null and '00000000-0000-0000-0000-000000000000' = any ((select identity.roots('history:read'))::uuid[])$$);
create policy reach_add on kernel.register_history for insert to jianjia_app
  with check ((select identity.actor_id()) is not null);
select pg_temp.protect('kernel.import_batch', 'actor_id = (select identity.actor_id())');
create policy reach_add on kernel.import_batch for insert to jianjia_app
  with check (actor_id = (select identity.actor_id()));

-- ==== accounts and grants
-- Accounts are made and changed by acts of the system role after it asked for the right; grants are written under these
-- policies, so that nobody grants where he or she may not.

select pg_temp.protect('identity.account',
  pg_temp.reaches('account.union_id', 'accounts:read') || ' or account_id = (select identity.actor_id())'
    || $$ or '00000000-0000-0000-0000-000000000000' = any ((select identity.roots('accounts:read'))::uuid[])$$);
select pg_temp.protect('identity.role_grant',
  pg_temp.reaches('role_grant.union_id', 'accounts:read') || ' or account_id = (select identity.actor_id())'
    || ' or granted_by = (select identity.actor_id())'
    || $$ or '00000000-0000-0000-0000-000000000000' = any ((select identity.roots('accounts:read'))::uuid[])$$,
  pg_temp.reaches('role_grant.union_id', 'accounts:write')
    || ' or source = ''delegated'' and granted_by = (select identity.actor_id())'
    || $$ or '00000000-0000-0000-0000-000000000000' = any ((select identity.roots('accounts:write'))::uuid[])$$);
select pg_temp.protect('identity.session', null);
select pg_temp.protect('identity.acting', null);
select pg_temp.protect('identity.acting_reach', null);
select pg_temp.protect('identity.password', null);
select pg_temp.protect('identity.past_password', null);
select pg_temp.protect('identity.sign_in_failure', null);
select pg_temp.protect('identity.link', null);
select pg_temp.protect('identity.totp', null);
select pg_temp.protect('identity.recovery_code', null);
select pg_temp.protect('identity.passkey', null);
select pg_temp.protect('identity.challenge', null);
select pg_temp.protect('identity.oidc_flow', null);
select pg_temp.protect('identity.external_identity', null);

-- ==== the journal
-- Nobody writes a line in another's name, and everybody may read his or her own.

select pg_temp.protect('journal.entry',
  pg_temp.reaches('entry.union_id', 'journal:read') || ' or actor_id = (select identity.actor_id())'
    || $$ or union_id is null and '00000000-0000-0000-0000-000000000000' = any ((select identity.roots('journal:read'))::uuid[])$$);
create policy reach_add on journal.entry for insert to jianjia_app with check (actor_id = (select identity.actor_id()));
select pg_temp.protect('journal.link', null);
select pg_temp.protect('journal.head', null);

-- ==== personal data in use
-- A member knows who looked at his or her data; so does whoever reads the journal of the union. Everybody may count the
-- own look-ups, and nobody writes one in another's name or of a record he or she cannot see.

select pg_temp.protect('people.sighting',
  pg_temp.reaches('sighting.union_id', 'journal:read') || ' or member_no = any ((select identity.own_members())::text[])'
    || ' or account_id = (select identity.actor_id())');
create policy reach_add on people.sighting for insert to jianjia_app
  with check (account_id = (select identity.actor_id()) and union_id is not null
    and ((select identity.sees_all('people:read')) or union_id in (
      select d.union_id from organisations.descent d where d.ancestor_id = any ((select identity.roots('people:read'))::uuid[]))));
select pg_temp.protect('people.erasure', pg_temp.reaches('erasure.union_id', 'people:read'));

-- An export is asked for by one account and decided by another; who has decided cannot fetch, who asks cannot decide.
select pg_temp.protect('reports.export_request',
  'requested_by = (select identity.actor_id()) or '
    || pg_temp.reaches('export_request.union_id', 'people:approve_export'));
do $$
begin
  execute format(
    'create policy reach_add on reports.export_request for insert to jianjia_app
       with check (requested_by = (select identity.actor_id()) and %s)',
    pg_temp.reaches('export_request.union_id', 'people:export'));
  execute format(
    'create policy reach_decide on reports.export_request for update to jianjia_app
       using (decision is null and requested_by <> (select identity.actor_id())
         and (requester_member = any ((select identity.own_members())::text[])) is not true and %1$s)
       with check (decided_by = (select identity.actor_id()) and requested_by <> (select identity.actor_id()) and %1$s)',
    pg_temp.reaches('export_request.union_id', 'people:approve_export'));
  execute format(
    'create policy reach_fetch on reports.export_request for update to jianjia_app
       using (decision = ''approved'' and requested_by = (select identity.actor_id()) and %1$s)
       with check (decision = ''approved'' and requested_by = (select identity.actor_id()) and %1$s)',
    pg_temp.reaches('export_request.union_id', 'people:export'));
end
$$;
