import { type Statement, Values } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { belowSql, type PlaceInSight } from '@jianjia/organisations/server';
import { comparisons, sqlText, verdictLetters, type Threshold } from '@jianjia/rules';
import type { Bins } from '../../domain/bins.ts';
import { KeptSql } from '../sql/kept.ts';
import type { ChosenIndicator } from '../lists/selection.ts';

/** Whose results of which indicator. */
export interface ClauseWanted {
  readonly chosen: ChosenIndicator;
  readonly t: PlainDate;
  readonly at: PlaceInSight | null;
}

/** How many unions have a letter, by kind or by district. */
export interface CountRow {
  readonly by: 'kind' | 'district';
  /** A kind, or the code of a district; null: the union itself and what has no unions of its own. */
  readonly id: string | null;
  readonly name: string | null;
  readonly letter: string;
  readonly unions: number;
}

/** Kinds that are no district of their own: unions of the place they lie directly below. */
const GRASSROOTS = `('enterprise', 'institution', 'joint', 'community', 'branch', 'group')`;

/**
 * How the verdicts fall by kind and by district, in one pass over the results: the districts are the unions directly below
 * the one it is looked at from, or below the uppermost within sight.
 */
export function clauseCountsSql({ chosen, t, at }: ClauseWanted): Statement {
  const { planned, index } = chosen;
  const values = new Values();
  const top = at
    ? `u.union_id = ${values.add(at.unionId)}::uuid`
    : 'not exists (select from organisations.union p where p.union_id = u.parent_id)';
  const sql = `with recursive below(union_id, kind, head, depth) as (
      select u.union_id, u.kind, null::uuid, 0 from organisations.union u where ${top}
      union all
      select c.union_id, c.kind,
        case when b.depth > 0 then b.head when c.kind not in ${GRASSROOTS} then c.union_id end, b.depth + 1
      from below b join organisations.union c on c.parent_id = b.union_id
    ), counted as (
      select b.kind, b.head, ${new KeptSql(planned).letter(index)} as letter, count(*) as unions
      from assessments.result r join below b on b.union_id = r.union_id
      where r.as_of = ${values.add(t)}::date and ${trackSql(chosen, values)}
      group by 1, 2, 3
    )
    select 'kind' as by, kind as id, null as name, letter, sum(unions)::int8 as unions from counted group by kind, letter
    union all
    select 'district', u.union_code, u.name, c.letter, sum(c.unions)::int8
    from counted c left join organisations.union u on u.union_id = c.head
    group by u.union_code, u.name, c.letter`;
  return { sql, values: values.list };
}

/** The spread of a part's values, and of what they are held against. */
export interface StatsRow {
  readonly part: number;
  readonly known: number;
  readonly unknown: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly quartiles: readonly number[] | null;
  readonly whole: boolean | null;
  /** Of every threshold of the part: the least and the greatest in force. */
  readonly least: readonly (number | null)[];
  readonly most: readonly (number | null)[];
}

/** One row per part of the criterion, over the unions that the clause concerns. */
export function clauseStatsSql(wanted: ClauseWanted): Statement {
  const { chosen } = wanted;
  const kept = new KeptSql(chosen.planned);
  const values = new Values();
  const parts = chosen.item.clause.criterion.parts.map(({ measure, comparison }, part) => {
    const thresholds = comparisons(comparison).flatMap((check) => check.thresholds);
    const of = (aggregate: string) => thresholds.map((threshold) => `${aggregate}(${thresholdSql(kept, threshold)})`);
    return `select ${part} as part, count(v) as known, count(*) - count(v) as unknown, min(v) as min, max(v) as max,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (order by v) as quartiles, bool_and(v = floor(v)) as whole,
        array[${of('min').join(', ')}]::float8[] as least, array[${of('max').join(', ')}]::float8[] as most
      from (select r.*, ${kept.measure(measure)} as v from concerned r offset 0) r`;
  });
  return {
    sql: `with concerned as (${concernedSql(wanted, values)}) ${parts.join(' union all ')}`,
    values: values.list,
  };
}

/** How many values lie in a bin of a part, counted from 0, and how many of these unions meet the clause. */
export interface BinRow {
  readonly part: number;
  readonly bin: number;
  readonly unions: number;
  readonly met: number;
}

/** One row per part and bin that holds any. */
export function clauseBinsSql(wanted: ClauseWanted, bins: readonly Bins[]): Statement {
  const { chosen } = wanted;
  const kept = new KeptSql(chosen.planned);
  const values = new Values();
  const letter = kept.letter(chosen.index);
  const parts = chosen.item.clause.criterion.parts.map(({ measure }, part) => {
    const { edges = [], closed = 'left' } = bins[part] ?? {};
    // What is closed on the right is closed on the left when everything is seen from the other side.
    const bucket =
      closed === 'left'
        ? `width_bucket(v, ${values.add(edges)}::float8[]) - 1`
        : `${edges.length - 1} - width_bucket(-v, ${values.add(edges.map((edge) => -edge).toReversed())}::float8[])`;
    return `select ${part} as part, greatest(${bucket}, 0) as bin, count(*) as unions,
        count(*) filter (where letter = '${verdictLetters.met}') as met
      from (select ${kept.measure(measure)} as v, ${letter} as letter from concerned r offset 0) r where v is not null
      group by 1, 2`;
  });
  return {
    sql: `with concerned as (${concernedSql(wanted, values)}) ${parts.join(' union all ')}`,
    values: values.list,
  };
}

function concernedSql({ chosen, t, at }: ClauseWanted, values: Values): string {
  const kept = new KeptSql(chosen.planned);
  const below = at ? ` and ${belowSql(at, 'r.union_id', values.add(at.unionId))}` : '';
  return `select r.verdicts, r.numbers from assessments.result r
    where r.as_of = ${values.add(t)}::date and ${trackSql(chosen, values)}${below}
      and ${kept.letter(chosen.index)} <> ${sqlText(verdictLetters.not_applicable)}`;
}

function trackSql({ planned }: ChosenIndicator, values: Values): string {
  return `r.scheme = ${values.add(planned.scheme.id)} and r.track = ${values.add(planned.track.id)}`;
}

function thresholdSql(kept: KeptSql, threshold: Threshold): string {
  if (threshold.kind === 'parameter') return kept.parameter(threshold.parameter);
  return `(${threshold.p}::float8 / ${threshold.q}::float8)`;
}
