-- Who may see a union, asked in a way that says what it costs.

-- Of organisations."union" whole lists are read, of which a county sees a tenth. The policy of 0018 looks every union of the
-- city up in a hash, which the planner takes for as cheap as a comparison: it read them all, where a walk down the county's
-- own would have asked a tenth as often; and for one union, by its code, it hashed all of the county's before. As EXISTS it
-- may be asked either way, row by row or as a hash, and the planner knows what a row costs. What it admits stays the same:
-- identity.unions() reads the same two things.
alter policy reach_read on organisations."union"
  using ((select identity.sees_all('organisations:read')) or exists (
    select from organisations.descent d
    where d.union_id = "union".union_id
      and d.ancestor_id = any ((select identity.roots('organisations:read'))::uuid[])));
