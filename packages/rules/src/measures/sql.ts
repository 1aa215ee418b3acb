import { toSql, type SqlEnvironment } from '../expression/index.ts';
import type { Measure } from './compile.ts';

/** A measure in SQL. `denominator` is null for numbers and yes/no. */
export interface MeasureSql {
  /** float8, never null: the numerator where the measure is known, else −1 − mask (see readMeasure). */
  readonly numerator: string;
  readonly denominator: string | null;
}

/** The SQL of interpretMeasure. Measures are never negative, so that a number below zero can say «unknown». */
export function measureSql(measure: Measure, env: SqlEnvironment): MeasureSql {
  const numerator = toSql(measure.numerator, env).sql;
  const denominator = measure.denominator ? toSql(measure.denominator, env).sql : null;
  const lacks = measure.needs.map((need) => `not coalesce(${toSql(need.rows, env).sql} > 0, false)`);
  if (measure.unknown) lacks.push(`coalesce(${toSql(measure.unknown.when, env).sql}, true)`);
  const mask = lacks.map((lack, index) => ` - case when ${lack} then ${2 ** index} else 0 end`).join('');
  const empty = [`${numerator} is null`, ...(denominator ? [`not coalesce(${denominator} > 0, false)`] : [])];
  const unknown = [...lacks, ...empty].join(' or ');
  return { numerator: `(case when ${unknown} then (-1${mask})::float8 else ${numerator} end)`, denominator };
}
