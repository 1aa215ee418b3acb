import {
  decideClause,
  verdictLetters,
  verdictOf,
  type Clause,
  type Evidence,
  type Measure,
  type MeasureValue,
  type Outcome,
  type Verdict,
} from '@jianjia/rules';
import type { PlannedTrack } from './plan.ts';
import { ResultReader, type KeptResult } from './results.ts';
import { ScoreSheet, type SheetFacts } from './score-sheet.ts';

/** What is kept of a union's standing on one track. */
export interface KeptStanding extends KeptResult {
  readonly reached: boolean;
  /** Letters of the scoring sheet's parts. */
  readonly parts: string;
  /** Certain points in thousandths; null where the track gives none. */
  readonly low: number | null;
}

/** Something a union might do: numerators by measure, and items that somebody finds met. */
export interface Change {
  readonly numerators?: ReadonlyMap<string, number>;
  readonly met?: ReadonlySet<string>;
}

/** What a change would bring. */
export interface Prospect {
  /** Indicators that are met then, and are not now. */
  readonly met: readonly string[];
  readonly reached: boolean;
  /** Certain points gained, in thousandths; null where the track gives none. */
  readonly points: number | null;
}

/** One union on one track: how it stands, and how it would stand. */
export class Standing {
  readonly planned: PlannedTrack;
  readonly outcomes: readonly Outcome[];
  readonly kept: KeptStanding;
  private readonly reader: ResultReader;
  private readonly sheet: ScoreSheet | null;

  /** `asOf` in days since 1970-01-01. */
  constructor(planned: PlannedTrack, kept: KeptStanding, about: { readonly asOf: number; readonly kind: string }) {
    this.planned = planned;
    this.kept = kept;
    this.reader = new ResultReader(planned);
    this.outcomes = this.reader.outcomes(kept);
    this.sheet = planned.scoring ? new ScoreSheet(planned.scoring, kept.low ?? 0, about) : null;
  }

  /** The value of a measure. */
  measure(measure: Measure): MeasureValue {
    return this.evidence({}).measure(measure);
  }

  /** A parameter set by the superior union; null until set. */
  parameter(id: string): ReturnType<Evidence['parameter']> {
    return this.evidence({}).parameter(id);
  }

  /** Unknown because there is nothing to divide by, though no record is missing. */
  isOverNothing(measure: Measure): boolean {
    return this.reader.isOverNothing(measure, this.kept.numbers);
  }

  /** What a change would bring, everything else being as it is. */
  after(change: Change): Prospect {
    const verdicts = this.planned.items.map(({ clause }, index) =>
      this.decide(clause, this.kept.verdicts.charAt(index), change),
    );
    const met = this.planned.items.flatMap(({ clause }, index) =>
      verdicts[index] === 'met' && this.outcomes[index]?.verdict !== 'met' ? [clause.indicator] : [],
    );
    const gain = this.sheet?.gain(this.sheetFacts({}), this.sheetFacts(change));
    const hasLevels = (this.planned.scoring?.plan.scoring.levels.length ?? 0) > 0;
    return {
      met,
      reached: gain && hasLevels ? gain.reached : this.reaches(verdicts),
      points: gain?.points ?? null,
    };
  }

  /** A union reaches a standard without points when every applicable mandatory item is met, and any at all. */
  private reaches(verdicts: readonly Verdict[]): boolean {
    const open = this.planned.items.some(({ item }, index) => {
      const verdict = verdicts[index];
      return item.mandatory && verdict !== 'met' && verdict !== 'not_applicable';
    });
    return !open && verdicts.includes('met');
  }

  private decide(clause: Clause, letter: string, change: Change): Verdict {
    const verdict = verdictOf(letter);
    if (verdict === 'not_applicable') return verdict;
    if (change.met?.has(clause.indicator)) return 'met';
    if (clause.criterion.kind === 'judged') return verdict;
    const as = (applies: boolean | null, changed: Change) =>
      decideClause(clause, { ...this.evidence(changed), applies, judgement: null }).verdict;
    // A condition that cannot be told stays so.
    return as(true, {}) === verdict ? as(true, change) : verdict;
  }

  private evidence({ numerators }: Change): Omit<Evidence, 'judgement'> {
    const evidence = this.reader.evidence(this.kept.numbers);
    return {
      ...evidence,
      measure: (measure) => {
        const value = evidence.measure(measure);
        const numerator = numerators?.get(measure.id);
        if (numerator === undefined || value.denominator === null) return value;
        return { ...value, numerator, value: numerator / value.denominator };
      },
    };
  }

  /** The letters of the sheet's inputs. */
  private letters(change: Change): readonly string[] {
    return (this.planned.scoring?.inputs ?? []).map(({ clause, letter }) => {
      const kept = this.kept[letter.among].charAt(letter.at);
      return verdictLetters[this.decide(clause, kept === '' ? verdictLetters.unknown : kept, change)];
    });
  }

  private sheetFacts(change: Change): SheetFacts {
    const { measure, parameter } = this.evidence(change);
    return { letters: this.letters(change), measure, parameter, beside: this.reader.beside(this.kept.numbers) };
  }
}
