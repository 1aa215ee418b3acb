import {
  decideClause,
  readMeasure,
  verdictLetters,
  verdictOf,
  type Clause,
  type Evidence,
  type Judgement,
  type Measure,
  type MeasureValue,
  type Outcome,
} from '@jianjia/rules';
import type { PlannedTrack } from './plan.ts';

/** One union's kept result of a track: a letter per indicator, and the numbers in the order of server/sql/judge.ts. */
export interface KeptResult {
  readonly verdicts: string;
  readonly numbers: readonly (number | null)[];
}

/** Reads kept results of one track back into outcomes. */
export class ResultReader {
  private readonly planned: PlannedTrack;
  private readonly places = new Map<string, number>();
  private readonly parameters = new Map<string, number>();

  constructor(planned: PlannedTrack) {
    this.planned = planned;
    let next = 0;
    for (const measure of planned.measures) {
      this.places.set(measure.id, next);
      next += measure.denominator ? 2 : 1;
    }
    for (const parameter of planned.scheme.parameters) {
      this.parameters.set(parameter.id, next);
      next += 2;
    }
  }

  /** The outcomes of all indicators of the track, in order. */
  outcomes(result: KeptResult): readonly Outcome[] {
    return this.planned.items.map((_item, index) => this.outcomeOf(index, result));
  }

  /** The outcome of the indicator at a position of the track. */
  outcomeOf(index: number, { verdicts, numbers }: KeptResult): Outcome {
    const item = this.planned.items[index];
    if (!item) throw new RangeError(`${this.planned.track.id} has no indicator ${index}`);
    return this.outcome(item.clause, verdicts.charAt(index), numbers);
  }

  private outcome(clause: Clause, letter: string, numbers: KeptResult['numbers']): Outcome {
    const verdict = verdictOf(letter);
    const evidence = { ...this.evidence(numbers), judgement: judgementOf(letter) };
    if (verdict === 'not_applicable') return decideClause(clause, { ...evidence, applies: false });
    const outcome = decideClause(clause, evidence);
    if (outcome.verdict === verdict) return outcome;
    const untold = decideClause(clause, { ...evidence, applies: null });
    if (untold.verdict === verdict) return untold;
    // Kept letter and kept numbers contradict each other: a fault of the program, never to be shown as a verdict.
    throw new Error(`${clause.indicator}: kept ${verdict}, numbers say ${outcome.verdict}`);
  }

  private evidence(numbers: KeptResult['numbers']): Omit<Evidence, 'judgement'> {
    return {
      applies: true,
      measure: (measure) => this.measure(measure, numbers),
      parameter: (id) => {
        const place = this.parameters.get(id);
        const [p, q] = place === undefined ? [null, null] : [numbers[place] ?? null, numbers[place + 1] ?? null];
        return p === null || q === null ? null : { p, q };
      },
    };
  }

  private measure(measure: Measure, numbers: KeptResult['numbers']): MeasureValue {
    const place = this.places.get(measure.id);
    if (place === undefined) throw new Error(`${measure.id} is no measure of ${this.planned.track.id}`);
    return readMeasure(measure, numbers[place] ?? -1, measure.denominator ? (numbers[place + 1] ?? null) : null);
  }
}

function judgementOf(letter: string): Judgement | null {
  if (letter === verdictLetters.met) return 'met';
  return letter === verdictLetters.unmet ? 'unmet' : null;
}
