import type { ValueType } from '../expression/index.ts';

/**
 * A fact is an additive count or sum per union (or the largest / latest value, which is only known for the
 * union's own rows). Rooms offer facts in `contract/facts.ts`; formulas use the columns of the source.
 * `params` name `$placeholders`, so that a scheme may ask for any kind in a closed list. `given` is a condition on
 * the source's detail (for members: on their employer), checked after rows of one detail are counted together.
 */
export type FactDefinition = {
  readonly title: string;
  readonly params?: readonly string[];
  readonly given?: string;
  /** What it is counted in, where that is not the rows of the source: votes, 分. */
  readonly unit?: string;
} & (
  | { readonly count: string }
  | { readonly sum: string; readonly where?: string }
  | { readonly max: string; readonly where?: string }
  | { readonly latest: string; readonly by: string; readonly where?: string }
);

/**
 * A source is one relation of rows that belong to a union: a register, with what its neighbours know joined to it.
 * `located`: the rows also lie in a place (division), so their facts can be summed over a jurisdiction.
 */
export interface FactSource {
  readonly name: string;
  readonly title: string;
  /** What its rows are counted in, a Chinese measure word. */
  readonly unit?: string;
  /** Registers the source reads, the one the rows come from first. */
  readonly registers: readonly string[];
  readonly located?: true;
  readonly columns: Readonly<Record<string, ValueType>>;
  /** Columns known per detail key (`employer`) rather than per row; only `given` may use them. */
  readonly detail?: Readonly<Record<string, ValueType>>;
  readonly facts: Readonly<Record<string, FactDefinition>>;
}

/** Declares a fact source; keeps literal names. */
export function defineFactSource<const S extends FactSource>(source: S): S {
  return source;
}

/** Whether a fact can be summed over unions; largest and latest values cannot. */
export function isAdditive(fact: FactDefinition): boolean {
  return 'count' in fact || 'sum' in fact;
}
