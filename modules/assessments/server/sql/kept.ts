import {
  clauseSql,
  verdictLetters,
  type Clause,
  type CompiledCriterion,
  type Measure,
  type VerdictEnvironment,
} from '@jianjia/rules';
import { numberPlaces } from '../../domain/results.ts';
import type { PlannedTrack } from '../../domain/plan.ts';

type Part = CompiledCriterion['parts'][number];

/** SQL over a kept result `r` of one track (r.verdicts, r.numbers). */
export class KeptSql {
  private readonly planned: PlannedTrack;
  private readonly places: ReturnType<typeof numberPlaces>;

  constructor(planned: PlannedTrack) {
    this.planned = planned;
    this.places = numberPlaces(planned);
  }

  /** The letter of the indicator at a place among the items of the track. */
  letter(index: number): string {
    return `substr(r.verdicts, ${index + 1}, 1)`;
  }

  /** The letters of the mandatory indicators, in their order. */
  mandatory(): string {
    const runs: { from: number; count: number }[] = [];
    for (const [index, { item }] of this.planned.items.entries()) {
      if (!item.mandatory) continue;
      const last = runs.at(-1);
      if (last && last.from + last.count === index) last.count++;
      else runs.push({ from: index, count: 1 });
    }
    return runs.map(({ from, count }) => `substr(r.verdicts, ${from + 1}, ${count})`).join(' || ') || `''`;
  }

  /** How many mandatory indicators keep the union from its standard. */
  missing(): string {
    return `length(translate(${this.mandatory()}, '${verdictLetters.met}${verdictLetters.not_applicable}', ''))`;
  }

  /** The value of a measure; null while it is unknown. */
  measure(measure: Measure): string {
    const { numerator, denominator } = this.columns(measure);
    return `(case when ${numerator} >= 0 then ${denominator ? `${numerator} / ${denominator}` : numerator} end)`;
  }

  /** A parameter's value in force for the union; null while unset. */
  parameter(id: string): string {
    const { p, q } = this.parameterColumns(id);
    return `(${p} / ${q})`;
  }

  /**
   * The value an outcome shows: of the part that tells the verdict, and null where the verdict comes from the condition or
   * from a person. Says what domain/results.ts reads.
   */
  value(clause: Clause, index: number): string {
    const { kind, parts } = clause.criterion;
    const [first, ...others] = parts;
    if (!first) return 'null::float8';
    const letter = this.letter(index);
    const whole = this.decided(clause, kind, parts);
    const telling =
      others.length === 0
        ? this.measure(first.measure)
        : `case ${parts.map((part) => `when ${this.decided(clause, 'measure', [part])} = ${letter} then ${this.measure(part.measure)}`).join(' ')} else ${this.measure(first.measure)} end`;
    return `(case when ${letter} = ${whole} then ${telling} end)`;
  }

  /** The letter that parts come to by themselves, whatever the condition says. */
  private decided(clause: Clause, kind: CompiledCriterion['kind'], parts: readonly Part[]): string {
    const bare: Clause = { ...clause, when: null, criterion: { kind, parts, evidence: [] } };
    return `(${clauseSql(bare, this.environment())})`;
  }

  private environment(): VerdictEnvironment {
    const none = () => {
      throw new TypeError('a kept result has its measures and parameters, nothing else');
    };
    return {
      t: '',
      reference: none,
      fact: none,
      measure: (measure) => this.columns(measure),
      parameter: (id) => this.parameterColumns(id),
      judgements: 'null::jsonb',
      judgementKeys: () => [],
    };
  }

  private columns(measure: Measure): { readonly numerator: string; readonly denominator: string | null } {
    const place = this.places.measures.get(measure.id);
    if (place === undefined) throw new Error(`${measure.id} is no measure of ${this.planned.track.id}`);
    return { numerator: number(place), denominator: measure.denominator ? number(place + 1) : null };
  }

  private parameterColumns(id: string): { readonly p: string; readonly q: string } {
    const place = this.places.parameters.get(id);
    if (place === undefined) throw new Error(`${id} is no parameter of ${this.planned.scheme.id}`);
    return { p: number(place), q: number(place + 1) };
  }
}

/** Arrays of PostgreSQL count from 1. */
function number(place: number): string {
  return `r.numbers[${place + 1}]`;
}
