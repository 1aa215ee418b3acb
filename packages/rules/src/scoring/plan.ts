import type { Threshold } from '../scheme/criterion.ts';
import { thresholdsOf } from './compare.ts';
import { mapAmounts, type Rule } from './rule.ts';
import type { ItemScoring, ScoringInput, TrackScoring } from './types.ts';

/** What scoring needs of a track; a loaded Track with `scoring` is one. */
export interface ScoredTrack {
  readonly id: string;
  readonly items: readonly ScoredSource[];
  readonly scoring: TrackScoring;
}

interface ScoredSource {
  readonly id: string;
  readonly as: string;
  readonly when?: string | undefined;
  readonly criterion?: ScoringInput['criterion'];
  readonly scoring?: ItemScoring | undefined;
}

/** An item that counts for something, with the positions of its inputs. */
export interface PlannedItem {
  readonly id: string;
  readonly scoring: ItemScoring;
  readonly main: number;
  readonly parts: readonly number[];
  readonly zero: readonly number[];
}

export interface TrackPlan {
  readonly id: string;
  readonly scoring: TrackScoring;
  readonly items: readonly PlannedItem[];
  readonly inputs: readonly ScoringInput[];
  /** Parameters in use; their position is the number in the columns p_k_n, p_k_d. */
  readonly parameters: readonly string[];
}

/** Lays out the inputs of a track: every item's own criterion, then its parts', then its zero-item triggers'. */
export function planTrack(track: ScoredTrack): TrackPlan {
  const inputs: ScoringInput[] = [];
  const add = (input: Omit<ScoringInput, 'index'>): number => inputs.push({ ...input, index: inputs.length }) - 1;
  const items = track.items.flatMap((item): PlannedItem[] => {
    const { scoring, criterion } = item;
    if (!scoring || !criterion) return [];
    const base = { item: item.id, when: item.when, judged: false, lookBack: false };
    const main = add({
      ...base,
      part: null,
      criterion,
      judged: scoring.rule?.by === 'judgement',
      lookBack: scoring.veto?.lookBackMonths !== undefined,
    });
    const parts = scoring.rule?.by === 'parts' ? scoring.rule.parts : [];
    return [
      {
        id: item.id,
        scoring,
        main,
        parts: parts.map((part) =>
          add({ ...base, part: part.id, criterion: part.criterion, judged: part.rule.by === 'judgement' }),
        ),
        zero: scoring.zeroIf.map((trigger, index) => add({ ...base, part: `zero-${index + 1}`, criterion: trigger })),
      },
    ];
  });
  return { id: track.id, scoring: track.scoring, items, inputs, parameters: parametersOf(items, track.scoring) };
}

function parametersOf(items: readonly PlannedItem[], scoring: TrackScoring): string[] {
  const rules = items.flatMap((item) => (item.scoring.rule ? [item.scoring.rule] : []));
  const thresholds = [
    ...rules.flatMap(thresholdsInRule),
    ...(scoring.classing?.classes ?? []).flatMap((one) => thresholdsOf(one.comparison)),
  ];
  const ids = thresholds.flatMap((threshold) => (threshold.kind === 'parameter' ? [threshold.parameter] : []));
  return [...new Set(ids)].sort();
}

function thresholdsInRule(rule: Rule): readonly Threshold[] {
  switch (rule.by) {
    case 'threshold':
      return thresholdsOf(rule.comparison);
    case 'tiers':
      return rule.tiers.flatMap((tier) => thresholdsOf(tier.comparison));
    case 'linear':
      return [rule.target];
    case 'parts':
      return rule.parts.flatMap((part) => thresholdsInRule(part.rule));
    default:
      return [];
  }
}

/**
 * A rule with its matrices resolved for one class and kind; null where the item is not asked of them. The class is
 * null in tracks without classes.
 */
export function specialise(rule: Rule, classId: string | null, kind: string): Rule<number> | null {
  let asked = true;
  const fixed = mapAmounts(rule, (amount) => {
    if (amount.by === 'all') return amount.milli;
    const cell = amount.by === 'kind' ? amount.cells[kind] : classId === null ? null : amount.cells[classId];
    if (cell === undefined || cell === null) asked = false;
    return cell ?? 0;
  });
  return asked ? fixed : null;
}

/** Whether a rule's points depend on the class of the body; which kinds of union it tells apart. */
export function dependence(rule: Rule): { readonly onClass: boolean; readonly kinds: readonly string[] | null } {
  let onClass = false;
  const kinds = new Set<string>();
  let onKind = false;
  mapAmounts(rule, (amount) => {
    if (amount.by === 'class') onClass = true;
    if (amount.by === 'kind') {
      onKind = true;
      for (const kind of Object.keys(amount.cells)) kinds.add(kind);
    }
    return 0;
  });
  return { onClass, kinds: onKind ? [...kinds] : null };
}
