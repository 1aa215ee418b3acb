import {
  parseReference,
  planTrack,
  type Clause,
  type FactSource,
  type Measure,
  type MeasureCatalogue,
  type ScoringInput,
  type Track,
  type TrackPlan,
} from '@jianjia/rules';
import { compileClause, decidingMeasures } from './clauses.ts';

/** One criterion that scoring reads, ready to be judged. */
export interface PlannedInput {
  readonly input: ScoringInput;
  readonly clause: Clause;
  /** Where its letter is kept: an item's own stands with the verdicts, those of parts and triggers by themselves. */
  readonly letter: { readonly among: 'verdicts' | 'parts'; readonly at: number };
  /** The measure whose number the rule reads; null where several measures, or a person, decide. */
  readonly measure: Measure | null;
  /** Measures that give the day of the last occurrence. */
  readonly lasts: readonly Measure[];
}

/** A track's scoring sheet over the measures of the catalogue. */
export interface PlannedScoring {
  readonly plan: TrackPlan;
  readonly inputs: readonly PlannedInput[];
  /** Parts and triggers, in the order of their letters. */
  readonly parts: readonly PlannedInput[];
  /** Decides the class of the body. */
  readonly classMeasure: Measure | null;
}

/**
 * Plans the scoring of a track; null where it has no sheet. `verdicts`: ids of its indicators in order. A part that a
 * person judges is named in the register of judgements by the item's id, a dot and the part's id.
 */
export function planScoring(
  scheme: string,
  { scoring, ...track }: Track,
  verdicts: readonly string[],
  catalogue: MeasureCatalogue,
  unions: FactSource,
): PlannedScoring | null {
  if (!scoring) return null;
  const plan = planTrack({ ...track, scoring });
  let parts = 0;
  const inputs = plan.inputs.map((input): PlannedInput => {
    const { item, part, when, criterion, lookBack } = input;
    const own = `${scheme}.${track.id}.${item}`;
    const clause = compileClause(part === null ? own : `${own}.${part}`, when, criterion, catalogue, unions);
    const [first] = clause.criterion.parts;
    return {
      input,
      clause,
      letter: part === null ? { among: 'verdicts', at: verdicts.indexOf(item) } : { among: 'parts', at: parts++ },
      measure: criterion.kind === 'measure' && first ? first.measure : null,
      lasts: lookBack ? clause.criterion.parts.map(({ measure }) => measure).filter(({ last }) => last !== null) : [],
    };
  });
  return {
    plan,
    inputs,
    parts: inputs.filter(({ letter }) => letter.among === 'parts'),
    classMeasure: scoring.classing ? catalogue.get(parseReference(scoring.classing.measure)) : null,
  };
}

/** Every measure that scoring reads. */
export function scoringMeasures({ inputs, classMeasure }: PlannedScoring): readonly Measure[] {
  const measures = inputs.flatMap(({ clause }) => decidingMeasures(clause));
  return classMeasure ? [...measures, classMeasure] : measures;
}

/** The numbers kept for scoring beside those of the measures, by name and in order: l_i, u_i, j_i_c. */
export function scoringNumbers({ plan, inputs }: PlannedScoring): readonly string[] {
  return inputs.flatMap(({ input: { index, lookBack, judged } }) => [
    ...(lookBack ? [`l_${index}`, `u_${index}`] : []),
    ...(judged ? plan.scoring.columns.map((_, column) => `j_${index}_${column}`) : []),
  ]);
}
