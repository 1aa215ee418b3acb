import type { PlainDate } from '@jianjia/kernel';
import type { FactSource } from './definition.ts';

/**
 * What a room needs to write the SQL of a source. The evaluation has prepared temporary tables:
 * `scope(union_id, owner_id, owner_kind, division_code)`: every union in being; branches and groups have their union
 * as owner. `employer_state`: see the employers room. In an incremental evaluation `changed_union(union_id)` and
 * `changed_place(division_code)` hold what is to be counted again.
 */
export interface FactContext {
  readonly t: PlainDate;
  readonly incremental: boolean;
  /** SQL condition that keeps rows of the unions to be counted; `true` in a full evaluation. */
  changed(unionColumn: string): string;
}

/**
 * A source's rows in SQL: `union_id`, `row_key` (the record's key) and the declared columns. Located rows have either `division_code` and
 * `industry_code` themselves, or `uscc` and a `detail` that gives uscc, division_code and the detail columns.
 */
export interface FactRelation {
  readonly source: FactSource;
  sql(context: FactContext): string;
  detail?(context: FactContext): string;
}
