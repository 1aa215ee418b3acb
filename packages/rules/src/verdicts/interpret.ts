import { evaluateExpression, type Environment, type Reference, type Value } from '../expression/index.ts';
import { interpretMeasure, type Measure, type MeasureCatalogue } from '../measures/index.ts';
import { decideClause, type Judgement, type Outcome, type ParameterLookup } from './decide.ts';
import type { Clause } from './verdict.ts';

/** Facts and columns of one union; measures inside conditions are found in the catalogue. */
export interface UnionEnvironment extends Omit<Environment, 'reference'> {
  readonly catalogue: MeasureCatalogue;
  /** Value of a column of the union; undefined where there is no such column. */
  column(name: string): Value | undefined;
}

/** The reference interpreter of one clause for one union; the SQL back end must say the same. */
export function interpretClause(
  clause: Clause,
  union: UnionEnvironment,
  parameter: ParameterLookup,
  judgement: Judgement | null,
): Outcome {
  const env: Environment = {
    ...union,
    fact: union.fact.bind(union),
    reference: (reference) => conditionValue(reference, union, env),
  };
  const measure = (wanted: Measure) => interpretMeasure(wanted, env);
  const condition = clause.when ? evaluateExpression(clause.when, env) : true;
  return decideClause(clause, {
    applies: typeof condition === 'boolean' ? condition : null,
    measure,
    parameter,
    judgement,
  });
}

/** A name in a condition: a column of the union, else a measure's value, empty while unknown. */
export function conditionValue(reference: Reference, union: UnionEnvironment, env: Environment): Value {
  const column = reference.args.length === 0 ? union.column(reference.name) : undefined;
  if (column !== undefined) return column;
  const measure = union.catalogue.get(reference);
  const { known, value } = interpretMeasure(measure, env);
  if (!known) return null;
  return measure.kind === 'yesno' ? value === 1 : value;
}
