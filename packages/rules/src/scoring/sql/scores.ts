import type { TrackPlan } from '../plan.ts';
import { lit } from '../points.ts';
import type { Section, TrackScoring } from '../types.ts';
import { peersSql, unmetSql, type ScoringRelations } from './points.ts';

/** The select that makes a track's totals, sections and levels from its points. */
export function scoresSql(plan: TrackPlan, plans: readonly TrackPlan[], relations: ScoringRelations): string {
  const { scoring } = plan;
  const ctes = [`sheet as (${sheetSql(plan, relations)})`];
  ctes.push(`cost as (${clawbackSql(plans, relations)})`);
  ctes.push(`finished as (${finishedSql(scoring)})`);
  ctes.push(`level_start as (${levelStartSql(scoring)})`);
  let previous = 'level_start';
  scoring.levels.forEach((level, index) => {
    if (!level.quota) return;
    ctes.push(...quotaSql(scoring, index, level.quota, previous));
    previous = `level_${index}`;
  });
  const pick = (prefix: string) => {
    const cases = scoring.levels.map((level, index) => `when ${prefix}_${index} then '${level.id}'`);
    return cases.length === 0 ? 'null::text' : `case ${cases.join(' ')} end`;
  };
  const sections = sectionList(scoring.sections).map((_, index) => `f.s_${index}_low, f.s_${index}_high, `);
  return (
    `with ${ctes.join(',\n')}\nselect f.union_id, f.class, f.sampled, ${sections.join('')}f.low, f.high, ` +
    `${pick('l.sure')} as level, ${pick('l.possible')} as possible\n` +
    `from finished f join ${previous} l on l.union_id = f.union_id`
  );
}

/** Sections in the order of the sheet, parents first: the number in s_i_low, s_i_high. */
export function sectionList(sections: readonly Section[]): readonly Section[] {
  return sections.flatMap((section) => [section, ...sectionList(section.sections)]);
}

interface SectionSql {
  readonly low: string;
  readonly high: string;
  readonly maxLow: string;
  readonly maxHigh: string;
}

function addUp(terms: readonly string[]): string {
  return terms.length === 0 ? lit(0) : `(${terms.join(' + ')})`;
}

function rounded(term: string, decimals: number): string {
  const unit = lit(10 ** (3 - decimals));
  return `floor(${term} / ${unit} + 0.5::float8) * ${unit}`;
}

function clipped(term: string, floor: number, cap: number | undefined): string {
  const capped = cap === undefined ? term : `least(${lit(cap)}, ${term})`;
  return `greatest(${lit(floor)}, ${capped})`;
}

function sectionSql(section: Section, plan: TrackPlan): SectionSql {
  const inner = section.sections.map((one) => sectionSql(one, plan));
  const own = plan.items
    .filter(({ scoring }) => scoring.section === section.id && scoring.rule)
    .map(({ main }) => ({ low: `l_${main}`, high: `h_${main}`, maxLow: `m_${main}`, maxHigh: `x_${main}` }));
  const sum = (pick: (one: SectionSql) => string) => addUp([...inner, ...own].map(pick));
  const finish = (term: string) => clipped(rounded(term, plan.scoring.decimals), section.floor, section.points);
  const most = (term: string) => (section.points === undefined ? term : `least(${lit(section.points)}, ${term})`);
  return {
    low: finish(sum((one) => one.low)),
    high: finish(sum((one) => one.high)),
    maxLow: most(sum((one) => one.maxLow)),
    maxHigh: most(sum((one) => one.maxHigh)),
  };
}

function sheetSql(plan: TrackPlan, relations: ScoringRelations): string {
  const all = sectionList(plan.scoring.sections);
  const columns = all.flatMap((section, index) => {
    const { low, high } = sectionSql(section, plan);
    return [`${low} as s_${index}_low`, `${high} as s_${index}_high`];
  });
  const top = plan.scoring.sections.map((section) => ({ section, ...sectionSql(section, plan) }));
  const main = top.filter((one) => !one.section.bonus);
  const bonus = top.filter((one) => one.section.bonus);
  columns.push(
    `${addUp(main.map((one) => one.low))} as main_low`,
    `${addUp(main.map((one) => one.high))} as main_high`,
  );
  columns.push(
    `${addUp(main.map((one) => one.maxLow))} as max_low`,
    `${addUp(main.map((one) => one.maxHigh))} as max_high`,
  );
  columns.push(
    `${addUp(bonus.map((one) => one.low))} as bonus_low`,
    `${addUp(bonus.map((one) => one.high))} as bonus_high`,
  );
  const states = plan.scoring.levels.map((_, index) => `barred_${index}`);
  const kept = ['union_id', 'parent_id', 'kind', 'class', 'sampled', 'gate_failed', 'vetoed', 'zeroed', ...states];
  return `select ${[...kept, ...columns].join(', ')} from ${relations.points(plan.id)}`;
}

/** What unions below cost their direct parents, over all tracks. */
function clawbackSql(plans: readonly TrackPlan[], relations: ScoringRelations): string {
  const parts = plans.flatMap((plan) =>
    plan.items.flatMap(({ main, scoring }) => {
      if (!scoring.clawback) return [];
      const { points, cap } = scoring.clawback;
      const state = unmetSql(`coalesce(i.v_${main}::text, 'K')`);
      const cost = (least: number) =>
        `least(${lit(cap)}, ${lit(points)} * count(*) filter (where ${state} >= ${least}))`;
      return [
        `select t.parent_id as union_id, ${cost(2)} as low, ${cost(1)} as high from ${relations.input(plan.id)} i ` +
          `join ${relations.tree} t on t.union_id = i.union_id where t.parent_id is not null group by t.parent_id`,
      ];
    }),
  );
  if (parts.length === 0) return 'select null::uuid as union_id, 0::float8 as low, 0::float8 as high where false';
  return `select union_id, sum(low) as low, sum(high) as high from (${parts.join(' union all ')}) c group by union_id`;
}

function finishedSql(scoring: TrackScoring): string {
  const full = lit(scoring.full);
  const rescale = scoring.notApplicable === 'rescale';
  const by = (points: string, base: string) => scaled(points, base, full);
  const lowest = `case when max_low > 0 then ${by('main_low', 'max_low')} else '-Infinity'::float8 end`;
  const highest = `case when max_low > 0 then ${by('main_high', 'max_low')} else ${full} end`;
  const fallen = `case when max_low > 0 then ${by('main_high', 'max_high')} else greatest(${by('main_high', 'max_high')}, main_high) end`;
  const mainLow = rescale
    ? `case when max_high <= 0 then main_low when main_low >= 0 then ${by('main_low', 'max_high')} else ${lowest} end`
    : 'main_low';
  const mainHigh = rescale
    ? `case when max_high <= 0 then main_high when main_high >= 0 then ${highest} else ${fallen} end`
    : 'main_high';
  const finish = (term: string) =>
    clipped(rounded(`(${term})`, scoring.decimals), scoring.totalFloor, scoring.totalCap);
  const totalLow = finish(`(${mainLow}) + bonus_low - coalesce(cost.high, 0::float8)`);
  const totalHigh = finish(`(${mainHigh}) + bonus_high - coalesce(cost.low, 0::float8)`);
  const zeroed = (term: string, join: 'least' | 'greatest') =>
    `case zeroed when 2 then ${lit(0)} when 1 then ${join}(${term}, ${lit(0)}) else ${term} end`;
  return (
    `select sheet.*, ${zeroed(totalLow, 'least')} as low, ${zeroed(totalHigh, 'greatest')} as high ` +
    'from sheet left join cost on cost.union_id = sheet.union_id'
  );
}

function scaled(main: string, base: string, full: string): string {
  return `least(${full}, floor((${main} * ${full}) / ${base} + 0.5::float8))`;
}

function levelStartSql(scoring: TrackScoring): string {
  const own = (index: number, sure: boolean): string => {
    const level = scoring.levels[index];
    const limit = sure ? 0 : 1;
    const terms = [`gate_failed <= ${limit}`, `vetoed <= ${limit}`, `barred_${index} <= ${limit}`];
    if (level?.atLeast !== undefined) terms.push(`${sure ? 'low' : 'high'} >= ${lit(level.atLeast)}`);
    return terms.join(' and ');
  };
  const columns = scoring.levels.flatMap((_, index) =>
    [true, false].map((sure) => {
      const last = scoring.cumulative ? scoring.levels.length - 1 : index;
      const asked = Array.from({ length: last - index + 1 }, (__, step) => own(index + step, sure));
      return `(${asked.join(' and ')}) as ${sure ? 'sure' : 'possible'}_${index}`;
    }),
  );
  return `select ${['union_id', 'parent_id', 'kind', 'class', 'low', 'high', ...columns].join(', ')} from finished`;
}

/**
 * One level's quota. Places are counted against what rivals may reach: `worst` counts rivals' possible totals above
 * one's certain total, `best` the certain totals above one's possible total; by windows, not pair by pair.
 */
function quotaSql(
  scoring: TrackScoring,
  index: number,
  quota: NonNullable<TrackScoring['levels'][number]['quota']>,
  previous: string,
): string[] {
  const { keys, known, wider } = peersSql(quota.within);
  const higher = (prefix: string) => scoring.levels.slice(0, index).map((_, k) => `${prefix}_${k}`);
  const none = (names: readonly string[]) => (names.length === 0 ? 'true' : `not (${names.join(' or ')})`);
  const partition = keys.length === 0 ? '' : `partition by ${keys.join(', ')}`;
  const list = ['union_id', ...keys].join(', ');
  const [p, q] = [lit(quota.limit.p), lit(quota.limit.q)];
  const seats = (more: string) => (quota.limit.text.endsWith('%') ? `${p} * (c.peers + ${more})` : p);
  const strangers = `filter (where not (${known})) over (${wider}) as strangers`;
  const candidates = `candidate_${index} as (select *, count(*) ${strangers},
    count(*) filter (where not (${known}) and rival) over (${wider}) as rivals
    from (select union_id, parent_id, kind, class, low, high, count(*) over (${partition}) as peers,
      (possible_${index} and ${none(higher('sure'))}) as rival, (sure_${index} and ${none(higher('possible'))}) as certain
      from ${previous}) s)`;
  const counted = (name: string, mine: string, theirs: string, who: string) => `${name}_${index} as (
    select union_id, greater from (select union_id, asks, coalesce(sum(counts) over (${partition} order by x desc
      groups between unbounded preceding and 1 preceding), 0)::float8 as greater
      from (select ${list}, ${mine} as x, 0 as counts, true as asks from candidate_${index} where ${known} union all
        select ${list}, ${theirs}, 1, false from candidate_${index} where ${known} and ${who}) e) w where asks)`;
  const others = scoring.levels.flatMap((_, k) => (k === index ? [] : [`p.sure_${k}`, `p.possible_${k}`]));
  const itself = 'case when c.rival and c.high > c.low then 1::float8 else 0::float8 end';
  const sure = `(w.union_id is not null and p.sure_${index} and (1 + w.greater - ${itself} + c.rivals) * ${q} <= ${seats('c.rivals')})`;
  const possible = `(p.possible_${index} and (b.union_id is null or (1 + b.greater) * ${q} <= ${seats('c.strangers')}))`;
  const columns = ['p.union_id', 'p.parent_id', 'p.kind', 'p.class', 'p.low', 'p.high', ...others];
  return [
    candidates,
    counted('worst', 'low', 'high', 'rival'),
    counted('best', 'high', 'low', 'certain'),
    `level_${index} as (select ${columns.join(', ')}, ${sure} as sure_${index}, ${possible} as possible_${index}
      from ${previous} p join candidate_${index} c on c.union_id = p.union_id
      left join worst_${index} w on w.union_id = p.union_id left join best_${index} b on b.union_id = p.union_id)`,
  ];
}
