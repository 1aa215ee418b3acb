import type { TrackPlan } from '../plan.ts';
import { trackOrder } from '../programme.ts';
import { pointsSql, type ScoringRelations } from './points.ts';
import { scoresSql } from './scores.ts';

export type { ScoringRelations } from './points.ts';
export { sectionList } from './scores.ts';

/** A statement that creates one temporary table. */
export interface ScoringStatement {
  readonly creates: string;
  readonly sql: string;
}

/**
 * Scores a whole scheme by sets: per track one table of points and one of totals, sections and levels, tracks that
 * feed others first. Same arithmetic as `scoreProgramme`, to the last bit.
 */
export function scoringSql(plans: readonly TrackPlan[], relations: ScoringRelations): readonly ScoringStatement[] {
  const order = trackOrder(plans);
  if (!order) throw new RangeError('tracks feed each other in a circle');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(relations.asOf)) throw new RangeError('as-of date must be YYYY-MM-DD');
  return order.flatMap((plan) =>
    [
      { creates: relations.points(plan.id), select: pointsSql(plan, relations) },
      { creates: relations.scores(plan.id), select: scoresSql(plan, order, relations) },
    ].map(({ creates, select }) => ({ creates, sql: `create temporary table ${creates} as\n${select}` })),
  );
}

export interface ScoringColumn {
  readonly name: string;
  readonly type: 'uuid' | 'text' | 'float8' | 'date' | 'boolean';
}

/** The columns of a track's input relation, in order. */
export function scoringColumns(plan: TrackPlan): readonly ScoringColumn[] {
  const columns: ScoringColumn[] = [
    { name: 'union_id', type: 'uuid' },
    { name: 'parent_id', type: 'uuid' },
    { name: 'kind', type: 'text' },
    { name: 'sampled', type: 'boolean' },
  ];
  const number = (name: string) => columns.push({ name, type: 'float8' });
  if (plan.scoring.classing) ['class_n', 'class_d'].forEach(number);
  plan.parameters.forEach((_, k) => [`p_${k}_n`, `p_${k}_d`].forEach(number));
  for (const { index, judged, lookBack } of plan.inputs) {
    columns.push({ name: `v_${index}`, type: 'text' });
    [`n_${index}`, `d_${index}`].forEach(number);
    if (lookBack) columns.push({ name: `l_${index}`, type: 'date' }, { name: `u_${index}`, type: 'date' });
    if (judged) plan.scoring.columns.forEach((_, column) => number(`j_${index}_${column}`));
  }
  return columns;
}
