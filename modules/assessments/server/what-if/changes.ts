import { nearest, parseDecimal, parseReference, thresholdsOf, type Decimal } from '@jianjia/rules';
import type { Change } from '@jianjia/schemes/contract';
import { unionFacts } from '../../contract/index.ts';
import type { PlannedItem, PlannedTrack } from '../../domain/plan.ts';
import { changedTrack, mostOf, type ItemChange } from '../../domain/what-if.ts';
import { formatNumber } from '../../domain/wording.ts';
import type { Standards } from '../standards.ts';
import { problems } from './problems.ts';

/**
 * The track a question names; without a track, all tracks of the scheme.
 * @throws Problem where there is none, with the nearest name
 */
export function tracksAsked(standards: Standards, scheme: string, track?: string): readonly PlannedTrack[] {
  const found = standards.schemes.find(({ id }) => id === scheme);
  if (!found) {
    const names = standards.schemes.map(({ id }) => id);
    throw problems.unknownScheme(scheme, nearest(scheme, names));
  }
  const tracks = standards.plan.tracks.filter((planned) => planned.scheme.id === scheme);
  if (track === undefined) return tracks;
  const chosen = tracks.find((planned) => planned.track.id === track);
  if (chosen) return [chosen];
  const names = tracks.map((planned) => planned.track.id);
  throw problems.unknownTrack(track, found.title, nearest(track, names));
}

/** The one track a question is about. */
export function trackAsked(standards: Standards, scheme: string, track: string): PlannedTrack {
  const [planned] = tracksAsked(standards, scheme, track);
  if (!planned) throw problems.unknownTrack(track, scheme, null);
  return planned;
}

/** Changes of a track as understood, item by item, and the track as it would be. */
export interface Understood {
  readonly planned: PlannedTrack;
  readonly changed: PlannedTrack;
  readonly changes: readonly ItemChange[];
}

/**
 * Understands the changes of a question.
 * @throws Problem for an indicator, a place or a number that is none
 */
export function understand(standards: Standards, planned: PlannedTrack, asked: readonly Change[]): Understood {
  const changes = new Map<number, { thresholds: Map<string, Decimal>; mandatory: boolean | undefined }>();
  for (const change of asked) {
    const index = indexOf(planned, change.indicator);
    const item = planned.items[index] as PlannedItem;
    const known = changes.get(index) ?? { thresholds: new Map<string, Decimal>(), mandatory: undefined };
    changes.set(index, known);
    if (change.threshold === undefined && change.mandatory === undefined) {
      throw problems.nothingChanged(item.item.quote);
    }
    if (change.mandatory !== undefined) {
      if (known.mandatory !== undefined) throw problems.changedTwice(item.item.quote);
      known.mandatory = change.mandatory;
    }
    if (change.threshold === undefined) continue;
    const { place, number } = thresholdAsked(standards, item, change.place, change.threshold);
    if (known.thresholds.has(place)) throw problems.changedTwice(item.item.quote);
    known.thresholds.set(place, number);
  }
  const list = [...changes].map(([index, change]) => ({ index, ...change }));
  return { planned, changed: changedTrack(planned, list, standards.plan.catalogue, unionFacts), changes: list };
}

function indexOf(planned: PlannedTrack, indicator: string): number {
  const index = planned.items.findIndex(({ clause }) => clause.indicator === indicator);
  if (index >= 0) return index;
  const names = planned.items.map(({ clause }) => clause.indicator);
  throw problems.unknownIndicator(indicator, nearest(indicator, names));
}

function thresholdAsked(standards: Standards, { item }: PlannedItem, place: string | undefined, text: string) {
  const all = thresholdsOf(item.criterion);
  if (all.length === 0) throw problems.noThreshold(item.quote, item.criterion.kind === 'judged');
  const placed = place === undefined && all.length === 1 ? all[0] : all.find((one) => one.place === place);
  if (!placed) {
    throw problems.noSuchPlace(
      item.quote,
      all.map((one) => one.place),
    );
  }
  const number = parseDecimal(text);
  if (!number) throw problems.noNumber(text);
  const { unit } = standards.plan.catalogue.get(parseReference(placed.measure));
  const most = mostOf(unit, placed);
  if (number.p < 0 || number.p > most * number.q) throw problems.outOfRange(text, formatNumber(most, unit));
  return { place: placed.place, number };
}
