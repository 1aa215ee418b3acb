import { toSql, type SqlEnvironment } from '../expression/index.ts';
import type { Measure } from './compile.ts';

/** A measure in SQL: two float8 formulas and whether they may be trusted. `known` is never null. */
export interface MeasureSql {
  readonly known: string;
  readonly numerator: string;
  readonly denominator: string;
}

/** The SQL of interpretMeasure. */
export function measureSql(measure: Measure, env: SqlEnvironment): MeasureSql {
  const numerator = toSql(measure.numerator, env).sql;
  const denominator = measure.denominator ? toSql(measure.denominator, env).sql : '1::float8';
  const conditions = measure.needs.map((need) => `${toSql(need.rows, env).sql} > 0`);
  if (measure.unknown) conditions.push(`not ${toSql(measure.unknown.when, env).sql}`);
  conditions.push(`${numerator} is not null`);
  if (measure.denominator) conditions.push(`${denominator} > 0`);
  return { known: `coalesce(${conditions.join(' and ')}, false)`, numerator, denominator };
}
