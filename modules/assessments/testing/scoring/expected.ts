import { parsePlainDate, toDays } from '@jianjia/kernel';
import {
  planTrack,
  scoreProgramme,
  type Indicator,
  type InputFacts,
  type Parameter,
  type Scheme,
  type ScoringInput,
  type Track,
  type TrackPlan,
  type UnionFacts,
  type UnionScore,
  type VerdictCode,
} from '@jianjia/rules';
import {
  asker,
  cell,
  holds,
  House,
  isTrue,
  judge,
  type Answer,
  type Ask,
  type ParameterSet,
  type Row,
} from '../oracle/index.ts';

/** A house in which a parameter that nobody has set has the value the scheme prints. */
class ScoredHouse extends House {
  private readonly printed: ReadonlyMap<string, Parameter>;

  constructor(world: House['world'], t: string, schemes: readonly Scheme[]) {
    super(world, t);
    this.printed = new Map(
      schemes.flatMap(({ id, parameters }) => parameters.map((one) => [`${id}.${one.id}`, one] as const)),
    );
  }

  override parameter(union: Row, scheme: string, parameter: string): ParameterSet | undefined {
    const set = super.parameter(union, scheme, parameter);
    if (set) return set;
    const values = this.printed.get(`${scheme}.${parameter}`)?.values ?? [];
    const value = values.findLast(({ from, until }) => from <= this.t && (until === undefined || until >= this.t));
    return value && { union: '', scheme, parameter, p: value.value.p, q: value.value.q, from: value.from, until: '' };
  }
}

/** The scores of a scheme by the interpreter, from inputs that the oracle reads off the rows: union_code → score. */
export function expectedScores(world: House['world'], t: string, scheme: Scheme): ReadonlyMap<string, UnionScore> {
  const house = new ScoredHouse(world, t, [scheme]);
  const small = (row: Row | undefined) => row !== undefined && ['branch', 'group'].includes(cell(row, 'kind'));
  const tree = new Map<string, string | null>();
  for (const row of house.rows('unions'))
    if (!small(row)) tree.set(cell(row, 'union_code'), cell(row, 'parent_code') || null);
  const scored = scheme.tracks.flatMap((track) =>
    track.scoring ? [{ track, plan: planTrack({ ...track, scoring: track.scoring }) }] : [],
  );
  const unions = new Map<string, UnionFacts[]>(scored.map(({ plan }) => [plan.id, []]));
  for (const row of house.rows('unions').filter((one) => house.alive(one))) {
    const ask = asker(house, row);
    for (const { track, plan } of scored) {
      if (holds(track.fits, row, house, ask) === true)
        unions.get(plan.id)?.push(factsOf(row, scheme, track, plan, house, ask));
    }
  }
  const scores = scoreProgramme({ plans: scored.map(({ plan }) => plan), unions, tree, asOf: dayNumber(t) });
  return new Map(scores.map((score) => [score.union, score]));
}

function factsOf(row: Row, scheme: Scheme, track: Track, plan: TrackPlan, house: House, ask: Ask): UnionFacts {
  const classed = plan.scoring.classing && ask(plan.scoring.classing.measure);
  const parameters = plan.parameters.flatMap((id) => {
    const set = house.parameter(row, scheme.id, id);
    return set ? [[id, { p: set.p, q: set.q }] as const] : [];
  });
  return {
    id: cell(row, 'union_code'),
    parent: cell(row, 'parent_code') || null,
    kind: cell(row, 'kind'),
    sampled: false,
    classValue: classed ? numbers(classed) : { n: null, d: null },
    parameters: Object.fromEntries(parameters),
    inputs: plan.inputs.map((input) => inputOf(row, scheme, track, plan, input, house, ask)),
  };
}

function numbers(answer: Answer): { readonly n: number | null; readonly d: number | null } {
  if (!answer.known) return { n: null, d: null };
  const scale = answer.scale ?? 1;
  if (answer.numerator === undefined || answer.denominator === undefined) return { n: answer.value, d: 1 };
  return { n: Number(answer.numerator) / scale, d: Number(answer.denominator) / scale };
}

function inputOf(
  row: Row,
  scheme: Scheme,
  track: Track,
  plan: TrackPlan,
  input: ScoringInput,
  house: House,
  ask: Ask,
): InputFacts {
  const item = track.items.find((one): one is Indicator => one.as === 'indicator' && one.id === input.item);
  if (!item) throw new Error(`no item ${input.item}`);
  const path = `${scheme.id}.${track.id}.${item.id}`;
  const indicator = input.part === null ? path : `${path}.${input.part}`;
  const union = cell(row, 'union_code');
  const { verdict } = judge(
    { ...item, criterion: input.criterion },
    { union, scheme: scheme.id, indicator },
    row,
    house,
    ask,
  );
  const single = input.criterion.kind === 'measure' ? numbers(ask(input.criterion.measure)) : { n: null, d: null };
  return {
    verdict: verdict.toUpperCase() as VerdictCode,
    ...single,
    judged: input.judged
      ? plan.scoring.columns.map(({ id }) => pointsBy(id, union, scheme.id, indicator, plan, house))
      : [],
    ...(input.lookBack && input.criterion.kind === 'measure'
      ? lastDays(input.criterion.measure, row, house)
      : { last: null }),
  };
}

/** The latest points up to t of the assessors that speak for a column; who speaks for none speaks for the last. */
function pointsBy(
  column: string,
  union: string,
  scheme: string,
  indicator: string,
  plan: TrackPlan,
  house: House,
): number | null {
  const { columns } = plan.scoring;
  const speaksFor = (judge: string) =>
    (columns.find(({ id, title }) => judge === id || judge === title) ?? columns.findLast(({ counts }) => counts))?.id;
  const given = house
    .rows('judgements')
    .filter(
      (row) =>
        cell(row, 'union_code') === union &&
        cell(row, 'scheme') === scheme &&
        cell(row, 'indicator') === indicator &&
        cell(row, 'judged_on') <= house.t &&
        cell(row, 'points') !== '' &&
        speaksFor(cell(row, 'judge')) === column,
    );
  const latest = given.toSorted((left, right) => (cell(left, 'judged_on') < cell(right, 'judged_on') ? -1 : 1)).at(-1);
  return latest ? Number(cell(latest, 'points')) : null;
}

/** The last day of an occurrence in the subtree, and of a row that may be one. */
function lastDays(
  measure: string,
  union: Row,
  house: House,
): { readonly last: number | null; readonly maybe: number | null } {
  const [, name = '', args = ''] = /^([^(]+)(?:\((.*)\))?$/.exec(measure) ?? [];
  const newest = (rows: readonly Row[], column: string) => {
    const days = rows.map((row) => cell(row, column)).filter((day) => day !== '' && day <= house.t);
    return days.length === 0 ? null : Math.max(...days.map(dayNumber));
  };
  if (name === 'audits.problems') {
    const own = house.own(union);
    const rows = house
      .rows('audits')
      .filter((row) => own.has(cell(row, 'union_code')) && cell(row, 'opinion') === 'remarks');
    return { last: newest(rows, 'concluded_on'), maybe: null };
  }
  const tree = house.subtree(union);
  const rows = house
    .rows('disputes')
    .filter((row) => tree.has(cell(row, 'union_code')) && args.split('|').includes(cell(row, 'kind')));
  if (name === 'disputes.yearly') return { last: newest(rows, 'occurred_on'), maybe: null };
  return {
    last: newest(
      rows.filter((row) => isTrue(row, 'union_caused')),
      'occurred_on',
    ),
    maybe: newest(
      rows.filter((row) => cell(row, 'union_caused') === ''),
      'occurred_on',
    ),
  };
}

function dayNumber(day: string): number {
  const parsed = parsePlainDate(day);
  if (!parsed) throw new RangeError(day);
  return toDays(parsed);
}
