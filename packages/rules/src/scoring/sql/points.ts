import type { PlainDate } from '@jianjia/kernel';
import { sqlHolds, sqlReady, thresholdsOf, literalFraction } from '../compare.ts';
import type { SqlFacts } from '../facts.ts';
import type { BelowRule } from '../kinds/below.ts';
import type { PeerKey, RankRule } from '../kinds/rank.ts';
import { dependence, specialise, type PlannedItem, type TrackPlan } from '../plan.ts';
import { lit, type Amount, type SqlPoints } from '../points.ts';
import { ruleSql, type Rule } from '../rule.ts';
import type { Threshold } from '../../scheme/criterion.ts';

/** Names of the relations that scoring reads and writes. All are trusted identifiers of the caller. */
export interface ScoringRelations {
  /** One row per union judged by the track; columns as `scoringColumns` lists them. */
  input(track: string): string;
  /** Created: points per item (l_i, h_i: low, high; m_i, x_i: least and most full marks), thousandths. */
  points(track: string): string;
  /** Created: totals, sections and levels. */
  scores(track: string): string;
  /** (union_id, parent_id) of every union, also of those that no track judges. */
  readonly tree: string;
  readonly asOf: PlainDate;
  /** Only this assessor's column is read; none: the deciding ones. */
  readonly column?: string | undefined;
}

/** Common table expressions and the select that makes the points table of a track. */
export function pointsSql(plan: TrackPlan, relations: ScoringRelations): string {
  const below = plan.items.flatMap(({ main, scoring }) =>
    scoring.rule?.by === 'below' ? [{ main, rule: scoring.rule }] : [],
  );
  const ctes = [
    `base as (${baseSql(plan, relations)})`,
    `classed as (select base.*, ${classSql(plan)} as class from base)`,
  ];
  ctes.push(`ranked as (${rankedSql(plan)})`);
  if (below.some(({ rule }) => rule.scope === 'subtree')) ctes.unshift(`up as (${closureSql(relations.tree)})`);
  const joins = below.map(
    ({ main, rule }) => `left join (${belowSql(rule, relations)}) b_${main} on b_${main}.union_id = r.union_id`,
  );
  const columns = ['r.union_id', 'r.parent_id', 'r.kind', 'r.sampled', 'r.class'];
  for (const item of plan.items) columns.push(...itemColumns(plan, item));
  columns.push(...stateColumns(plan, relations.asOf));
  return `with recursive ${ctes.join(',\n')}\nselect ${columns.join(',\n  ')}\nfrom ranked r ${joins.join('\n')}`;
}

function baseSql(plan: TrackPlan, relations: ScoringRelations): string {
  const columns = ['union_id', 'parent_id', 'kind', 'coalesce(sampled, false) as sampled'];
  for (const input of plan.inputs) {
    const i = input.index;
    columns.push(`coalesce(v_${i}::text, 'K') as v_${i}`);
    columns.push(`case when d_${i} > 0 then n_${i} end as n_${i}`, `case when d_${i} > 0 then d_${i} end as d_${i}`);
    if (input.lookBack) columns.push(`l_${i} as last_${i}`, `u_${i} as maybe_${i}`);
    if (input.judged) columns.push(`${decidedSql(plan, i, relations.column)} as j_${i}`);
  }
  plan.parameters.forEach((_, k) => {
    columns.push(`case when p_${k}_d > 0 then p_${k}_n end as p_${k}_n`);
    columns.push(`case when p_${k}_d > 0 and p_${k}_n is not null then p_${k}_d end as p_${k}_d`);
  });
  if (plan.scoring.classing) {
    columns.push(
      'case when class_d > 0 then class_n end as class_n',
      'case when class_d > 0 then class_d end as class_d',
    );
  }
  return `select ${columns.join(', ')} from ${relations.input(plan.id)}`;
}

/** Points of the deciding assessor, in thousandths. */
function decidedSql(plan: TrackPlan, input: number, column: string | undefined): string {
  const { columns, take } = plan.scoring;
  const counting = columns.flatMap((one, index) =>
    (column === undefined ? one.counts : one.id === column)
      ? [`floor(j_${input}_${index} * 1000::float8 + 0.5::float8)`]
      : [],
  );
  if (counting.length === 0) return 'null::float8';
  if (take === 'lowest') return `least(${counting.join(', ')})`;
  if (take === 'last') return `coalesce(${counting.toReversed().join(', ')})`;
  const sum = counting.map((term) => `coalesce(${term}, 0::float8)`).join(' + ');
  const count = counting.map((term) => `(case when ${term} is null then 0::float8 else 1::float8 end)`).join(' + ');
  return `floor((${sum}) / nullif(${count}, 0::float8) + 0.5::float8)`;
}

function thresholdSql(plan: TrackPlan, prefix: string): SqlFacts['threshold'] {
  return (threshold: Threshold) => {
    if (threshold.kind === 'decimal') return literalFraction(threshold);
    const k = plan.parameters.indexOf(threshold.parameter);
    return { p: `${prefix}p_${k}_n`, q: `${prefix}p_${k}_d` };
  };
}

function classSql(plan: TrackPlan): string {
  const { classing } = plan.scoring;
  if (!classing) return 'null::text';
  const value = { n: 'class_n', d: 'class_d', threshold: thresholdSql(plan, '') };
  const thresholds = classing.classes.flatMap((one) => thresholdsOf(one.comparison));
  const cases = classing.classes.map((one) => `when ${sqlHolds(one.comparison, value)} then '${one.id}'`);
  return `case when not (${sqlReady(value, thresholds)}) then null::text ${cases.join(' ')} end`;
}

/** The partition of a peer group; when a union has one; and the wider partition of bodies of unknown class. */
export function peersSql(keys: readonly PeerKey[]): {
  readonly keys: readonly string[];
  readonly known: string;
  readonly wider: string;
} {
  const columns = keys.map((key) => (key === 'parent' ? 'parent_id' : key));
  const wider = columns.filter((column) => column !== 'class');
  return {
    keys: columns,
    known: keys.includes('class') ? 'class is not null' : 'true',
    wider: wider.length === 0 ? '' : `partition by ${wider.join(', ')}`,
  };
}

function rankedSql(plan: TrackPlan): string {
  const columns = plan.items.flatMap(({ main, scoring }) =>
    scoring.rule?.by === 'rank' ? rankColumns(main, scoring.rule) : [],
  );
  return `select ${['classed.*', ...columns].join(', ')} from classed`;
}

function rankColumns(i: number, rule: RankRule<Amount>): string[] {
  const { keys, known, wider } = peersSql(rule.among);
  const placed = `(v_${i} <> 'N' and ${known})`;
  const peers = `partition by ${[placed, ...keys].join(', ')}`;
  const value = `n_${i} / d_${i}`;
  const rank = `rank() over (${peers} order by ${value} ${rule.order === 'high' ? 'desc' : 'asc'} nulls last)`;
  const of = `count(*) over (${peers})`;
  const values = `count(${value}) over (${peers})`;
  const strangers = `count(*) filter (where v_${i} <> 'N' and not (${known})) over (${wider})`;
  const when = (term: string) => `case when ${placed} then (${term})::float8 end`;
  const worst = `case when ${value} is null then ${of} else ${rank} + ${of} - ${values} end`;
  return [
    `${when(`case when ${value} is null then 1 else ${rank} end`)} as rb_${i}`,
    `${when(`${worst} + ${strangers}`)} as rw_${i}`,
    `${when(`${of} + ${strangers}`)} as ro_${i}`,
  ];
}

function closureSql(tree: string): string {
  return (
    `select union_id, parent_id as ancestor from ${tree} where parent_id is not null union all ` +
    `select up.union_id, t.parent_id from up join ${tree} t on t.union_id = up.ancestor where t.parent_id is not null`
  );
}

function belowSql(rule: BelowRule<Amount>, relations: ScoringRelations): string {
  const totals = rule.tracks.map((track) => `select union_id, sampled, low, high from ${relations.scores(track)}`);
  const [tree, ancestor] = rule.scope === 'children' ? [relations.tree, 'parent_id'] : ['up', 'ancestor'];
  return (
    `select t.${ancestor} as union_id, count(*)::float8 as c, sum(s.low) as sl, sum(s.high) as sh, ` +
    `count(*) filter (where s.low >= ${lit(rule.bar)})::float8 as rl, ` +
    `count(*) filter (where s.high >= ${lit(rule.bar)})::float8 as rh ` +
    `from ${tree} t join (${totals.join(' union all ')}) s on s.union_id = t.union_id ` +
    `${rule.sampled ? 'where s.sampled ' : ''}group by t.${ancestor}`
  );
}

function factsSql(plan: TrackPlan, index: number, parts: readonly SqlFacts[]): SqlFacts {
  return {
    verdict: `r.v_${index}`,
    n: `r.n_${index}`,
    d: `r.d_${index}`,
    judged: plan.inputs[index]?.judged ? `r.j_${index}` : 'null::float8',
    threshold: thresholdSql(plan, 'r.'),
    rank: { best: `r.rb_${index}`, worst: `r.rw_${index}`, of: `r.ro_${index}` },
    below: {
      count: `b_${index}.c`,
      sum: { low: `b_${index}.sl`, high: `b_${index}.sh` },
      reached: { low: `b_${index}.rl`, high: `b_${index}.rh` },
    },
    parts,
  };
}

function itemColumns(plan: TrackPlan, item: PlannedItem): string[] {
  const { rule } = item.scoring;
  if (!rule) return [];
  const facts = factsSql(
    plan,
    item.main,
    item.parts.map((index) => factsSql(plan, index, [])),
  );
  const triggers = item.zero.map((index) => `r.v_${index}`);
  const scored = matrixSql(plan, rule, (fixed) => zeroed(ruleSql(fixed, facts, plan.scoring.notApplicable), triggers));
  const i = item.main;
  return [
    `${scored.low} as l_${i}`,
    `${scored.high} as h_${i}`,
    `${scored.maxLow} as m_${i}`,
    `${scored.maxHigh} as x_${i}`,
  ];
}

interface ScoredSql {
  readonly low: string;
  readonly high: string;
  readonly maxLow: string;
  readonly maxHigh: string;
}

/** One case per class and kind that the rule tells apart; an unknown class spans all classes. */
function matrixSql(plan: TrackPlan, rule: Rule, score: (rule: Rule<number>) => SqlPoints): ScoredSql {
  const { onClass, kinds } = dependence(rule);
  const classes = onClass ? (plan.scoring.classing?.classes ?? []).map((one) => one.id) : [];
  const cell = (classId: string | null, kind: string): ScoredSql => {
    const fixed = specialise(rule, classId, kind);
    const points = fixed ? score(fixed) : { low: lit(0), high: lit(0), max: lit(0) };
    return { low: points.low, high: points.high, maxLow: points.max, maxHigh: points.max };
  };
  const byClass = (kind: string): ScoredSql => {
    if (!onClass) return cell(null, kind);
    const cells = classes.map((classId) => cell(classId, kind));
    const pick = (of: (one: ScoredSql) => string, join: 'least' | 'greatest') =>
      `case r.class ${cells.map((one, index) => `when '${classes[index]}' then ${of(one)}`).join(' ')} ` +
      `else ${join}(${cells.map(of).join(', ')}) end`;
    return {
      low: pick((one) => one.low, 'least'),
      high: pick((one) => one.high, 'greatest'),
      maxLow: pick((one) => one.maxLow, 'least'),
      maxHigh: pick((one) => one.maxHigh, 'greatest'),
    };
  };
  if (!kinds) return byClass('');
  const rows = kinds.map((kind) => [kind, byClass(kind)] as const);
  const pick = (of: (one: ScoredSql) => string) =>
    `case r.kind ${rows.map(([kind, one]) => `when '${kind}' then ${of(one)}`).join(' ')} else ${lit(0)} end`;
  return {
    low: pick((one) => one.low),
    high: pick((one) => one.high),
    maxLow: pick((one) => one.maxLow),
    maxHigh: pick((one) => one.maxHigh),
  };
}

function zeroed(points: SqlPoints, triggers: readonly string[]): SqlPoints {
  if (triggers.length === 0) return points;
  const fired = triggers.map((verdict) => `${verdict} = 'M'`).join(' or ');
  const maybe = triggers.map((verdict) => `${verdict} in ('K', 'P')`).join(' or ');
  const wrap = (term: string, join: 'least' | 'greatest') =>
    `case when ${fired} then ${lit(0)} when ${maybe} then ${join}(${term}, ${lit(0)}) else ${term} end`;
  return { low: wrap(points.low, 'least'), high: wrap(points.high, 'greatest'), max: points.max };
}

/** 2 certain, 1 possible, 0 no: item unmet. */
export function unmetSql(verdict: string): string {
  return `(case ${verdict} when 'U' then 2 when 'K' then 1 when 'P' then 1 else 0 end)`;
}

/** Gate failed, vetoed, total zeroed, and per level whether it is barred; 2 certain, 1 possible, 0 no. */
function stateColumns(plan: TrackPlan, asOf: PlainDate): string[] {
  const unmet = (item: PlannedItem) => unmetSql(`r.v_${item.main}`);
  const fired = (item: PlannedItem): string => {
    const months = item.scoring.veto?.lookBackMonths;
    if (months === undefined) return unmet(item);
    const within = (day: string) => `(${day} + make_interval(months => ${months}))::date >= date '${asOf}'`;
    const [last, maybe] = [`r.last_${item.main}`, `r.maybe_${item.main}`];
    const known = `when ${within(last)} then 2 when ${within(maybe)} then 1 when ${last} is not null then 0`;
    return `(case when r.v_${item.main} = 'N' then ${unmet(item)} ${known} else ${unmet(item)} end)`;
  };
  const worst = (terms: readonly string[]) => `greatest(${['0', ...terms].join(', ')})`;
  const vetoes = plan.items.filter((item) => item.scoring.veto !== undefined);
  const effect = (item: PlannedItem) => item.scoring.veto?.effect;
  const gates = plan.items.filter((item) => item.scoring.gate).map(unmet);
  const { levels } = plan.scoring;
  const barred = levels.map((level, index) => {
    const ceilings = vetoes.filter((item) => {
      const own = effect(item);
      return own?.kind === 'at_most' && index < levels.findIndex((one) => one.id === own.level);
    });
    const items = plan.items.filter(({ scoring }) => scoring.excludes.includes(level.id) || scoring.level === level.id);
    return `${worst([...ceilings.map(fired), ...items.map(unmet)])} as barred_${index}`;
  });
  return [
    `${worst(gates)} as gate_failed`,
    `${worst(vetoes.filter((item) => effect(item)?.kind !== 'at_most').map(fired))} as vetoed`,
    `${worst(vetoes.filter((item) => effect(item)?.kind === 'zero').map(fired))} as zeroed`,
    ...barred,
  ];
}
