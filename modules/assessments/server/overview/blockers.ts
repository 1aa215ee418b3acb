import type { PoolClient } from '@jianjia/db';
import type { PlannedItem, PlannedTrack } from '../../domain/plan.ts';
import { blockersSql } from './blockers-sql.ts';
import type { View } from './view.ts';

interface Row {
  readonly scheme: string;
  readonly track: string;
  /** Of the indicator in its track, from 1. */
  readonly place: number;
  readonly held_back: number;
  readonly unmet: number;
  readonly unknown: number;
  readonly pending: number;
  readonly would_free: number;
}

/** The mandatory indicators that hold the most unions back, with their clauses; the day's results must be current. */
export async function blockers(client: PoolClient, tracks: readonly PlannedTrack[], view: View, limit: number) {
  const judging = tracks.filter(({ items }) => items.length > 0);
  if (judging.length === 0) return [];
  const { sql, values } = blockersSql(view, judging, limit);
  const { rows } = await client.query<Row>(sql, [...values]);
  return rows.flatMap(({ place, ...row }) => {
    const planned = judging.find(({ scheme, track }) => scheme.id === row.scheme && track.id === row.track);
    const item = planned?.items[place - 1];
    if (!planned || !item) return [];
    return [
      {
        ...row,
        scheme_title: planned.scheme.title,
        track_title: planned.track.title,
        indicator: item.clause.indicator,
        clause: item.item.quote,
        at: item.item.at,
        looks_at: looksAt(item),
      },
    ];
  });
}

/** What an indicator looks at, in words: the titles of its measures, each once. */
function looksAt({ clause: { criterion } }: PlannedItem): string | null {
  const titles = [...new Set(criterion.parts.map(({ measure }) => measure.title))];
  return titles.length === 0 ? null : titles.join(criterion.kind === 'any' ? ' 或 ' : '、');
}
