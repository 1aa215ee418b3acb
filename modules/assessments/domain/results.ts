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

/** Where among the kept numbers of a track each begins: a measure's numerator, a parameter's p; the other part follows. */
export interface NumberPlaces {
  readonly measures: ReadonlyMap<string, number>;
  readonly parameters: ReadonlyMap<string, number>;
  /** Where what scoring reads beside them begins. */
  readonly end: number;
}

/** The places of a track's numbers, counted from 0, in the order of server/sql/judge.ts. */
export function numberPlaces({ measures, scheme }: PlannedTrack): NumberPlaces {
  const places = { measures: new Map<string, number>(), parameters: new Map<string, number>() };
  let next = 0;
  for (const measure of measures) {
    places.measures.set(measure.id, next);
    next += measure.denominator ? 2 : 1;
  }
  for (const parameter of scheme.parameters) {
    places.parameters.set(parameter.id, next);
    next += 2;
  }
  return { ...places, end: next };
}

/** Reads kept results of one track back into outcomes. */
export class ResultReader {
  private readonly planned: PlannedTrack;
  private readonly places: NumberPlaces;

  constructor(planned: PlannedTrack) {
    this.planned = planned;
    this.places = numberPlaces(planned);
  }

  /** The outcomes of all indicators of the track, in order. */
  outcomes(result: KeptResult): readonly Outcome[] {
    return this.planned.items.map((_item, index) => this.outcomeAt(result, index));
  }

  /** The outcome of one indicator, by its place among the items of the track. */
  outcomeAt(result: KeptResult, index: number): Outcome {
    const item = this.planned.items[index];
    if (!item) throw new RangeError(`${this.planned.track.id} has no indicator ${index}`);
    return this.outcome(item.clause, result.verdicts.charAt(index), result.numbers);
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

  /** What the kept numbers say, for whoever decides a clause again. */
  evidence(numbers: KeptResult['numbers']): Omit<Evidence, 'judgement'> {
    return {
      applies: true,
      measure: (measure) => this.measure(measure, numbers),
      parameter: (id) => {
        const place = this.places.parameters.get(id);
        const [p, q] = place === undefined ? [null, null] : [numbers[place] ?? null, numbers[place + 1] ?? null];
        return p === null || q === null ? null : { p, q };
      },
    };
  }

  /** Whether a measure is unknown although every register it needs has rows, and says no reason: nothing to divide by. */
  isOverNothing(measure: Measure, numbers: KeptResult['numbers']): boolean {
    return this.kept(measure, numbers)[0] === NOTHING_LACKS;
  }

  /** The kept numbers after those of measures and parameters: what scoring reads beside them, in its order. */
  beside(numbers: KeptResult['numbers']): readonly (number | null)[] {
    return numbers.slice(this.places.end);
  }

  private measure(measure: Measure, numbers: KeptResult['numbers']): MeasureValue {
    return readMeasure(measure, ...this.kept(measure, numbers));
  }

  private kept(measure: Measure, numbers: KeptResult['numbers']): readonly [number, number | null] {
    const place = this.places.measures.get(measure.id);
    if (place === undefined) throw new Error(`${measure.id} is no measure of ${this.planned.track.id}`);
    return [numbers[place] ?? NOTHING_LACKS, measure.denominator ? (numbers[place + 1] ?? null) : null];
  }
}

/** −1 − mask, with no bit set: see readMeasure. */
const NOTHING_LACKS = -1;

function judgementOf(letter: string): Judgement | null {
  if (letter === verdictLetters.met) return 'met';
  return letter === verdictLetters.unmet ? 'unmet' : null;
}
