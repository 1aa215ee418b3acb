import { addDays, addMonths } from '../oracle/days.ts';
import { cell, type Row, type World } from '../oracle/index.ts';
import { Random } from '../worlds/random.ts';

/** The items that people give points for, with their assessors; «某人» speaks for no column. */
const ASSESSED: readonly (readonly [string, string, readonly string[]])[] = [
  ['wangchuan', 'wangchuan.enterprise.feature', ['自评', 'county', '市级考评', 'review', '某人']],
  ['wangchuan', 'wangchuan.township.relief', ['county', '市级评分', '某人']],
  ['tally', 'tally.base.care.visit', ['self', '县级评分', 'city']],
  ['tally', 'tally.top.relief', ['县级评分', 'city', '某人']],
];

/**
 * Adds to a world what scoring reads: points by several assessors on several days, and incidents before this year,
 * some on the last day of a look-back or a day before it.
 */
export function withScoringRows(world: World, seed: number, t: string): World {
  const random = new Random(seed * 31 + 7);
  const unions = world.registers['unions'] ?? [];
  const judgements = unions.flatMap((union) =>
    ASSESSED.flatMap(([scheme, indicator, judges]) => points(random, union, scheme, indicator, judges, t)),
  );
  const replaced = new Set(ASSESSED.map(([, indicator]) => indicator));
  const others = (world.registers['judgements'] ?? []).filter((row) => !replaced.has(cell(row, 'indicator')));
  const disputes = unions
    .filter(() => random.chance(0.3))
    .map((union, index) => incident(random, union, `OLD${index}`, t));
  return {
    ...world,
    registers: {
      ...world.registers,
      judgements: [...others, ...judgements],
      disputes: [...(world.registers['disputes'] ?? []), ...disputes],
    },
  };
}

function points(
  random: Random,
  union: Row,
  scheme: string,
  indicator: string,
  judges: readonly string[],
  t: string,
): readonly Row[] {
  if (random.chance(0.3)) return [];
  const days = [addDays(t, 1), t, addDays(t, -1), addDays(t, -9)].filter(() => random.chance(0.6));
  return days.map((day) => ({
    union_code: cell(union, 'union_code'),
    scheme,
    indicator,
    judged_on: day,
    verdict: random.pick(['met', 'unmet', 'partly']),
    points: random.pick(['', '0', '4', '7.5', '7.3', '10', '22.25', '31']),
    judge: random.pick(judges),
    reason: '理由',
  }));
}

/** An incident, often on the edge of a look-back. */
export function incident(random: Random, union: Row, number: string, t: string): Row {
  const edges = [12, 18, 24, 36].flatMap((months) => [addMonths(t, -months), addDays(addMonths(t, -months), -1)]);
  return {
    dispute_no: number,
    union_code: cell(union, 'union_code'),
    kind: random.pick(['mass_incident', 'mass_incident', 'major_accident', 'fatal_accident']),
    occurred_on: random.pick([...edges, t]),
    union_caused: random.pick(['', '', '是', '否']),
  };
}
