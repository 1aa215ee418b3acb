-- How far a province's delivery is, area by area, is seen with the delivery: its policies say by whom.
grant select on census.part to jianjia_app;
create policy reach_read on census.part for select to jianjia_app
  using (exists (select from census.delivery d where d.delivery_id = part.delivery_id));
