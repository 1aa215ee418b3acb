import { parseReference, thresholdsOf } from '@jianjia/rules';
import type { listChoices } from '../../contract/index.ts';
import type { PlannedItem } from '../../domain/plan.ts';
import { mostOf } from '../../domain/what-if.ts';
import { comparisonWord } from '../../domain/wording.ts';
import type { Standards } from '../standards.ts';
import { trackAsked } from './changes.ts';

type Choices = (typeof listChoices)['answer']['_output'];

/** What may be changed in a track: indicators with their numbers and flags. */
export function choicesOf(standards: Standards, scheme: string, track: string): Choices {
  const planned = trackAsked(standards, scheme, track);
  return {
    scheme: { id: planned.scheme.id, title: planned.scheme.title, version: planned.scheme.version },
    track: { id: planned.track.id, title: planned.track.title },
    indicators: planned.items.map((item) => choiceOf(standards, planned.scheme.parameters, item)),
  };
}

type Parameters = Standards['schemes'][number]['parameters'];

function choiceOf(
  { plan }: Standards,
  parameters: Parameters,
  { clause, item }: PlannedItem,
): Choices['indicators'][number] {
  return {
    indicator: clause.indicator,
    clause: item.quote,
    at: item.at,
    mandatory: item.mandatory,
    judged: item.criterion.kind === 'judged',
    thresholds: thresholdsOf(item.criterion).map((placed) => {
      const { title, unit } = plan.catalogue.get(parseReference(placed.measure));
      const { threshold } = placed;
      const printed = threshold.kind === 'decimal';
      return {
        place: placed.place,
        asks: `${title}${comparisonWord(placed.op)}`,
        unit,
        printed: printed ? threshold.text : null,
        value: printed ? threshold.value : null,
        parameter: printed
          ? null
          : (parameters.find(({ id }) => id === threshold.parameter)?.title ?? threshold.parameter),
        most: mostOf(unit, placed),
      };
    }),
  };
}
