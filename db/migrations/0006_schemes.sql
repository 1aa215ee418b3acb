-- Parameters that a superior union sets for the unions below it (上级考核值), with their dates. History is kept by
-- adding rows; the row set last for a period is in force.
create schema schemes;

create table schemes.parameter_value (
  union_id uuid not null references organisations.union (union_id),
  scheme text not null,
  parameter text not null,
  valid_from date not null,
  valid_until date,
  -- The value as printed is p / q, q a power of ten, so that thresholds compare exactly.
  p bigint not null,
  q bigint not null check (q > 0),
  set_at timestamptz not null default clock_timestamp(),
  primary key (union_id, scheme, parameter, valid_from, set_at),
  check (valid_until >= valid_from)
);

grant usage on schema schemes to jianjia_app;
grant select, insert on schemes.parameter_value to jianjia_app;

create trigger mark_everything after insert on schemes.parameter_value
  for each statement execute function assessments.mark_everything();
