import {
  withThreshold,
  type Decimal,
  type FactSource,
  type MeasureCatalogue,
  type PlacedThreshold,
} from '@jianjia/rules';
import { compileClause } from './clauses.ts';
import type { PlannedItem, PlannedTrack } from './plan.ts';

/** Other numbers and another flag for one item; what is not said stays. */
export interface ItemChange {
  /** Position of the item in the track. */
  readonly index: number;
  /** By place, see `thresholdsOf`. */
  readonly thresholds: ReadonlyMap<string, Decimal>;
  readonly mandatory: boolean | undefined;
}

/** The track as it would be with these changes; measures and kept numbers stay what and where they are. */
export function changedTrack(
  planned: PlannedTrack,
  changes: readonly ItemChange[],
  catalogue: MeasureCatalogue,
  unions: FactSource,
): PlannedTrack {
  const byIndex = new Map(changes.map((change) => [change.index, change]));
  const items = planned.items.map((item, index) => {
    const change = byIndex.get(index);
    return change ? changedItem(item, change, catalogue, unions) : item;
  });
  return { ...planned, items };
}

function changedItem(
  { item, clause }: PlannedItem,
  { thresholds, mandatory }: ItemChange,
  catalogue: MeasureCatalogue,
  unions: FactSource,
): PlannedItem {
  const criterion = [...thresholds].reduce(
    (result, [place, number]) => withThreshold(result, place, { kind: 'decimal', ...number }),
    item.criterion,
  );
  return {
    item: { ...item, criterion, mandatory: mandatory ?? item.mandatory },
    clause: compileClause(clause.indicator, item.when, criterion, catalogue, unions),
  };
}

/** A share is at most 100 %, unless the text itself asks for more (growth); other numbers are merely bounded. */
const MOST_SHARE = 1;
const MOST_GROWTH = 10;
const MOST_NUMBER = 1_000_000_000;

/** The largest number a threshold may be changed to. */
export function mostOf(unit: string, { op, threshold }: PlacedThreshold): number {
  if (unit !== '%') return MOST_NUMBER;
  const asksForMore =
    threshold.kind === 'decimal' && (op === '>' ? threshold.value >= MOST_SHARE : threshold.value > MOST_SHARE);
  return asksForMore ? MOST_GROWTH : MOST_SHARE;
}
