import type { PoolClient } from '@jianjia/db';
import { comparisons, type Measure } from '@jianjia/rules';
import type { ClauseDistribution } from '../../contract/index.ts';
import { type Bins, binsOf, type Mark } from '../../domain/bins.ts';
import { comparisonWords, formatNumber } from '../../domain/wording.ts';
import { type BinRow, clauseBinsSql, clauseStatsSql, type ClauseWanted, type StatsRow } from './clause-sql.ts';

type Threshold = ClauseDistribution['thresholds'][number];

/** How the values of every measure that decides a clause are spread; none where a person judges. */
export async function distributionsOf(
  client: PoolClient,
  wanted: ClauseWanted,
): Promise<readonly ClauseDistribution[]> {
  const { parts } = wanted.chosen.item.clause.criterion;
  if (parts.length === 0) return [];
  const asked = clauseStatsSql(wanted);
  const { rows: stats } = await client.query<StatsRow>(asked.sql, [...asked.values]);
  const drafts = parts.map(({ measure }, part) => draftOf(wanted, measure, part, stats));
  const binned = clauseBinsSql(
    wanted,
    drafts.map(({ bins }) => bins),
  );
  const { rows } = await client.query<BinRow>(binned.sql, [...binned.values]);
  return drafts.map((draft, part) =>
    finished(
      draft,
      rows.filter((row) => row.part === part),
    ),
  );
}

interface Draft {
  readonly measure: Measure;
  readonly stats: StatsRow;
  readonly thresholds: readonly Omit<Threshold, 'bin'>[];
  readonly bins: Bins;
}

function draftOf({ chosen }: ClauseWanted, measure: Measure, part: number, all: readonly StatsRow[]): Draft {
  const stats = all.find((row) => row.part === part);
  if (!stats) throw new Error(`${measure.id} has no statistics`);
  const thresholds = thresholdsOf(chosen, part, stats);
  const [, , q3 = 0] = stats.quartiles ?? [];
  const { unit, kind } = measure;
  const shape = { kind, unit, whole: stats.whole ?? true, q3, max: stats.max ?? 0 };
  return { measure, stats, thresholds, bins: binsOf(shape, marksOf(thresholds)) };
}

/** Thresholds that are the same for everybody; others have no line. */
function marksOf(thresholds: Draft['thresholds']): readonly Mark[] {
  return thresholds.flatMap(({ op, least, most }) => (least !== null && least === most ? [{ op, value: least }] : []));
}

function thresholdsOf({ planned, item }: ChosenParts, part: number, { least, most }: StatsRow): Draft['thresholds'] {
  const { measure, comparison } = item.clause.criterion.parts[part] ?? {};
  if (!measure || !comparison) return [];
  const all = comparisons(comparison).flatMap((check) =>
    check.thresholds.map((threshold) => ({ op: check.op as Threshold['op'], threshold })),
  );
  return all.map(({ op, threshold }, index) => {
    const parameter =
      threshold.kind === 'parameter'
        ? (planned.scheme.parameters.find(({ id }) => id === threshold.parameter)?.title ?? threshold.parameter)
        : null;
    const range = { least: least[index] ?? null, most: most[index] ?? null };
    return { op, parameter, ...range, label: `${comparisonWords[op]}${rangeText(range, measure.unit)}` };
  });
}

type ChosenParts = ClauseWanted['chosen'];

function rangeText({ least, most }: Pick<Threshold, 'least' | 'most'>, unit: string): string {
  if (least === null || most === null) return '上级考核值（还没有设定）';
  if (least === most) return formatNumber(least, unit);
  return `上级考核值（${formatNumber(least, unit)}至${formatNumber(most, unit)}，各工会不同）`;
}

function finished({ measure, stats, thresholds, bins }: Draft, rows: readonly BinRow[]): ClauseDistribution {
  const [q1 = null, median = null, q3 = null] = stats.quartiles ?? [];
  const { known, unknown, min, max } = stats;
  const lines = marksOf(thresholds);
  let line = 0;
  return {
    measure: measure.id,
    title: measure.title,
    unit: measure.unit,
    kind: measure.kind,
    known,
    unknown,
    min,
    q1,
    median,
    q3,
    max,
    closed: bins.closed,
    bins: bins.edges.map((from, index) => {
      const row = rows.find(({ bin }) => bin === index);
      const to = bins.edges[index + 1] ?? bins.end;
      return { from, to, label: bins.labels[index] ?? '', unions: row?.unions ?? 0, met: row?.met ?? 0 };
    }),
    thresholds: thresholds.map((threshold) => {
      const fixed = threshold.least !== null && threshold.least === threshold.most;
      return { ...threshold, bin: fixed && lines.length > 0 ? (bins.marks[line++] ?? null) : null };
    }),
  };
}
