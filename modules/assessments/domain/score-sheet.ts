import {
  scoreTrack,
  type InputFacts,
  type MeasureValue,
  type TrackScore,
  type UnionFacts,
  type VerdictCode,
  type Measure,
  type ParameterLookup,
} from '@jianjia/rules';
import { scoringNumbers, type PlannedScoring } from './scoring.ts';

/** What a sheet reads of one union. */
export interface SheetFacts {
  /** One verdict letter per input. */
  readonly letters: readonly string[];
  measure(measure: Measure): MeasureValue;
  readonly parameter: ParameterLookup;
  /** The numbers kept beside the measures, in the order of `scoringNumbers`. */
  readonly beside: readonly (number | null)[];
}

const CODES: Readonly<Record<string, VerdictCode>> = { m: 'M', u: 'U', k: 'K', p: 'P', n: 'N' };

/**
 * Works out what a change is worth on a scoring sheet. Places among peers and totals of unions below are those of other
 * unions: items that live on them count as open before and after, and the difference is what counts.
 */
export class ScoreSheet {
  private readonly scoring: PlannedScoring;
  private readonly low: number;
  private readonly about: { readonly asOf: number; readonly kind: string };

  /** `low`: the certain points as kept, in thousandths; `asOf` in days since 1970-01-01. */
  constructor(scoring: PlannedScoring, low: number, about: { readonly asOf: number; readonly kind: string }) {
    this.scoring = scoring;
    this.low = low;
    this.about = about;
  }

  /** Certain points gained, and whether some level is certain then. */
  gain(before: SheetFacts, after: SheetFacts): { readonly points: number; readonly reached: boolean } {
    const then = this.score(after);
    const points = then.total.low - this.score(before).total.low;
    return { points, reached: this.reaches(then, this.low + points) };
  }

  /** Levels with a quota depend on the others: whoever gets one is not promised here. */
  private reaches(score: TrackScore, total: number): boolean {
    const { levels, cumulative } = this.scoring.plan.scoring;
    const open = cumulative ? levels.slice(-1) : levels;
    return open.some(
      ({ id, atLeast, quota }) =>
        quota === undefined &&
        score.gates === 'yes' &&
        score.vetoed === 'no' &&
        (score.barred.get(id) ?? 'no') === 'no' &&
        total >= (atLeast ?? Number.NEGATIVE_INFINITY),
    );
  }

  private score(facts: SheetFacts): TrackScore {
    return scoreTrack(this.scoring.plan, this.facts(facts), this.about.asOf);
  }

  private facts({ letters, measure, parameter, beside }: SheetFacts): UnionFacts {
    const { plan, inputs, classMeasure } = this.scoring;
    const names = scoringNumbers(this.scoring);
    const kept = (name: string) => beside[names.indexOf(name)] ?? null;
    const parts = ({ numerator, denominator }: MeasureValue) => ({ n: numerator, d: denominator });
    const nothing = { n: null, d: null };
    return {
      id: '',
      parent: null,
      kind: this.about.kind,
      sampled: false,
      classValue: classMeasure ? parts(measure(classMeasure)) : nothing,
      parameters: Object.fromEntries(
        plan.parameters.flatMap((id) => {
          const value = parameter(id);
          return value ? [[id, value]] : [];
        }),
      ),
      inputs: inputs.map(({ input, measure: read }, at): InputFacts => ({
        verdict: CODES[letters[at] ?? ''] ?? 'K',
        ...(read ? parts(measure(read)) : nothing),
        judged: input.judged ? plan.scoring.columns.map((_, k) => kept(`j_${input.index}_${k}`)) : [],
        last: input.lookBack ? kept(`l_${input.index}`) : null,
        maybe: input.lookBack ? kept(`u_${input.index}`) : null,
      })),
    };
  }
}
