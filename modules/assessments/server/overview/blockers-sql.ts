import { type Statement, Values } from '@jianjia/db';
import type { PlannedTrack } from '../../domain/plan.ts';
import { inView, type View } from './view.ts';

/** Counts of three letters share one sum, twenty bits each: up to a million unions. */
const BITS = 20;
const PACKED = [
  ['u', 0],
  ['k', BITS],
  ['p', 2 * BITS],
] as const;

/**
 * The mandatory indicators that hold the most unions back. Unions that do not reach their standard and have the same
 * letters are looked at once: the letters become bits, of which those of mandatory indicators count; where one is left,
 * that indicator alone would free them. The letters are counted place by place while they are one text, not taken apart
 * into rows.
 */
export function blockersSql(view: View, tracks: readonly PlannedTrack[], limit: number): Statement {
  const values = new Values();
  const t = values.add(view.t);
  const masks = tracks.map(({ scheme, track, items }) => {
    const mask = items.map(({ item }) => (item.mandatory ? '1' : '0')).join('');
    return `(${values.add(scheme.id)}::text, ${values.add(track.id)}::text, ${values.add(mask)}::varbit)`;
  });
  const places = Math.max(...tracks.map(({ items }) => items.length));
  const sums = Array.from(
    { length: places },
    (_, place) => `(sum(unions * ${letterSql(place)}) filter (where width > ${place}))::int8`,
  );
  const counts = PACKED.map(([letter, shift]) => `sum(packed >> ${shift} & ${2 ** BITS - 1})::int8 as ${letter}`);
  const sql = `with track(scheme, track, mask) as (values ${masks.join(', ')}),
    counted as (
      select scheme, track, alone, sum(unions)::int8 as unions, array[${sums.join(',\n')}] as places
      from (
        -- Kept apart (offset 0), else text would become bytes anew for every place that is looked at.
        select o.scheme, o.track, o.letters, o.width, o.unions,
          case when bit_count(o.open) = 1 then position(B'1' in o.open) else 0 end as alone
        from (
          select r.scheme, r.track, r.verdicts::bytea as letters, length(r.verdicts) as width, r.unions,
            translate(r.verdicts, 'mnukp', '00111')::varbit & m.mask as open
          from (
            select r.scheme, r.track, r.verdicts, count(*) as unions from assessments.result r
            where r.as_of = ${t} and not r.reached and ${inView(view, 'r.union_id', values)}
              and (r.scheme, r.track) in (select scheme, track from track)
            group by r.scheme, r.track, r.verdicts
          ) r
          join track m on m.scheme = r.scheme and m.track = r.track and length(m.mask) = length(r.verdicts)
          offset 0
        ) o
        offset 0
      ) held
      group by scheme, track, alone
    ), summed as (
      select c.scheme, c.track, p.place::int, ${counts.join(', ')},
        coalesce(sum(c.unions) filter (where c.alone = p.place), 0)::int8 as would_free
      from counted c
      join track m on m.scheme = c.scheme and m.track = c.track
      cross join lateral unnest(c.places) with ordinality p (packed, place)
      where p.place <= length(m.mask) and get_bit(m.mask, p.place::int - 1) = 1
      group by c.scheme, c.track, p.place
    )
    select scheme, track, place, u as unmet, k as unknown, p as pending, u + k + p as held_back, would_free
    from summed where u + k + p > 0
    order by held_back desc, would_free desc, scheme, track, place limit ${values.add(limit)}`;
  return { sql, values: values.list };
}

/** What the letter at a place adds to the packed sum. */
function letterSql(place: number): string {
  const cases = PACKED.map(([letter, shift]) => `when ${letter.charCodeAt(0)} then ${2 ** shift}::int8`);
  return `(case get_byte(letters, ${place}) ${cases.join(' ')} else 0 end)`;
}
