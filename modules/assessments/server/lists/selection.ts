import type { PlainDate } from '@jianjia/kernel';
import { nearest } from '@jianjia/rules';
import type { UnionListQuery } from '../../contract/index.ts';
import type { PlannedItem, PlannedTrack } from '../../domain/plan.ts';
import { tracksOf } from '../selection.ts';
import type { Standards } from '../standards.ts';
import { problems } from './problems.ts';

/** The indicator a list is about. */
export interface ChosenIndicator {
  readonly planned: PlannedTrack;
  readonly item: PlannedItem;
  /** Its place among the items of the track. */
  readonly index: number;
}

/** Days as of which a list looks; `since` only where two are compared. */
export interface ListDays {
  readonly t: PlainDate;
  readonly since: PlainDate | null;
}

/** What a query chooses, checked against the standards. */
export interface Selection {
  /** `results`: one row per union and scheme; `founded`, `dissolved`: one row per union. */
  readonly of: 'results' | 'founded' | 'dissolved';
  readonly tracks: readonly PlannedTrack[];
  readonly chosen: ChosenIndicator | null;
}

/** An indicator by its full id. @throws Problem assessments.noListedIndicator */
export function indicatorOf({ plan }: Standards, id: string): ChosenIndicator {
  for (const planned of plan.tracks) {
    const index = planned.items.findIndex(({ clause }) => clause.indicator === id);
    const item = planned.items[index];
    if (item) return { planned, item, index };
  }
  const all = plan.tracks.flatMap(({ items }) => items.map(({ clause }) => clause.indicator));
  throw problems.noIndicator(id, nearest(id, all));
}

/** The tracks and the indicator of a query. @throws Problem where its parts do not fit together */
export function selectionOf(standards: Standards, query: UnionListQuery, { t, since }: ListDays): Selection {
  const { founded_since, dissolved_since } = query;
  if (founded_since !== undefined || dissolved_since !== undefined) return selectionOfUnions(query, t);
  const tracks = tracksWanted(standards, query);
  const chosen = query.indicator === undefined ? null : indicatorOf(standards, query.indicator);
  if (chosen && !tracks.includes(chosen.planned)) throw problems.otherScheme(query.indicator ?? '');
  if (!chosen) refuseWithoutIndicator(query);
  if ((query.flipped === undefined) !== (query.since === undefined)) {
    throw query.since === undefined ? problems.needsSince() : problems.needsFlip();
  }
  if (since !== null && since >= t) throw problems.notEarlier(since, t);
  return { of: 'results', tracks: chosen ? [chosen.planned] : tracks, chosen };
}

function selectionOfUnions(query: UnionListQuery, t: PlainDate): Selection {
  const { scheme, track, reached, indicator, verdict, only, flipped, since, founded_since, dissolved_since } = query;
  const ofResults = [scheme, track, reached, indicator, verdict, only, flipped, since];
  if (ofResults.some((value) => value !== undefined) || query.sort !== 'code') throw problems.notOfResults();
  const from = dissolved_since ?? founded_since;
  if (from !== undefined && from >= t) throw problems.notEarlier(from, t);
  return { of: dissolved_since === undefined ? 'founded' : 'dissolved', tracks: [], chosen: null };
}

function tracksWanted(standards: Standards, { scheme, track }: UnionListQuery): readonly PlannedTrack[] {
  const tracks = tracksOf(standards, scheme);
  if (track === undefined) return tracks;
  if (scheme === undefined) throw problems.trackAlone();
  const wanted = tracks.filter((planned) => planned.track.id === track);
  if (wanted.length > 0) return wanted;
  const ids = tracks.map((planned) => planned.track.id);
  throw problems.noTrack(scheme, track, nearest(track, ids));
}

function refuseWithoutIndicator({ verdict, only, sort }: UnionListQuery): void {
  if (verdict !== undefined) throw problems.needsIndicator('条款的结论');
  if (only === 'true') throw problems.needsIndicator('“只差这一条”');
  if (sort === 'value') throw problems.needsIndicator('指标值');
}
