import { parseReference, thresholdsOf, type Decimal, type Scheme } from '@jianjia/rules';
import type { ItemChange } from '@jianjia/schemes/contract';
import type { PlannedItem } from '../../domain/plan.ts';
import type { ItemChange as Understood } from '../../domain/what-if.ts';
import { comparisonWord } from '../../domain/wording.ts';
import type { Standards } from '../standards.ts';
import type { Understood as Question } from './changes.ts';

/** A number as a standard prints it. */
export const printed = ({ text }: Decimal): string => text.replace(/^\+/, '');

/** The changes of a question as a person reads them: what each item says now, and what it would say. */
export function toldChanges(standards: Standards, { planned, changes }: Question): readonly ItemChange[] {
  return changes.flatMap((change) => {
    const item = planned.items[change.index];
    return item ? [toldChange(standards, planned.scheme, item, change)] : [];
  });
}

function toldChange(
  { plan }: Standards,
  { parameters }: Scheme,
  { clause, item }: PlannedItem,
  { thresholds, mandatory }: Understood,
): ItemChange {
  const titleOf = (parameter: string) => parameters.find(({ id }) => id === parameter)?.title ?? parameter;
  const numbers = thresholdsOf(item.criterion).flatMap(({ place, measure, op, threshold }) => {
    const to = thresholds.get(place);
    if (to === undefined) return [];
    const from = threshold.kind === 'decimal' ? threshold.text : `上级设定的“${titleOf(threshold.parameter)}”`;
    const { title } = plan.catalogue.get(parseReference(measure));
    return [{ place, asks: `${title}${comparisonWord(op)}`, from, to: printed(to) }];
  });
  const flag = mandatory === undefined || mandatory === item.mandatory ? null : { from: item.mandatory, to: mandatory };
  return { indicator: clause.indicator, clause: item.quote, at: item.at, numbers, mandatory: flag };
}
