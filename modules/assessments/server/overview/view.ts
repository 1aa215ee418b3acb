import type { PoolClient, Statement, Values } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { belowSql, requireUnion } from '@jianjia/organisations/server';

/** Where somebody looks from: a union and everything below it, or everything within sight. */
export interface View {
  readonly at: ViewedUnion | null;
  /** Nothing within sight lies outside: then row policies alone say what is counted, which is quicker. */
  readonly whole: boolean;
  readonly t: PlainDate;
}

export interface ViewedUnion {
  readonly code: string;
  readonly unionId: string;
  readonly name: string;
  readonly kind: string;
  readonly division: string;
  readonly industry: string | null;
}

// A name, so that a connection plans it once: it comes before every look from a union.
const FIND_VIEWED = {
  name: 'find_viewed_union',
  text: `select union_code as code, union_id as "unionId", name, kind, division_code as division, industry_code as industry,
       coalesce(identity.known_roots() <@ array[union_id, organisations.own_reach(union_id),
         'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid], false) as whole
     from organisations."union" where union_code = $1`,
};

/**
 * The view from a union, as whoever runs the transaction sees it.
 * @throws Problem organisations.noUnion where it is not within sight
 */
export async function viewFrom(client: PoolClient, code: string | undefined, t: PlainDate): Promise<View> {
  if (code === undefined) return { at: null, whole: true, t };
  // Roots are what an actor reaches down from (organisations.descent); the last stands for «these are all there are».
  const found = await client.query<ViewedUnion & { readonly whole: boolean }>({ ...FIND_VIEWED, values: [code] });
  const [row] = found.rows;
  if (row) {
    const { whole, ...at } = row;
    return { at, whole, t };
  }
  await requireUnion(client, code);
  throw new Error(`union ${code} was made this moment`);
}

/** The name of the uppermost union within sight; null where there are several or none. */
export async function nameOfOnly(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>({
    name: 'only_uppermost',
    text: `select name from organisations."union" where union_id in (select organisations.uppermost()) limit 2`,
  });
  return rows.length === 1 ? (rows[0]?.name ?? null) : null;
}

/**
 * A condition that the union in `column` lies in the view. Walked down in the tree as the caller sees it: the closure
 * (organisations.descent) shows a caller only what lies below the own roots.
 */
export function inView({ at, whole }: View, column: string, values: Values): string {
  if (at === null || whole) return 'true';
  return belowSql({ rooted: false }, column, values.add(at.unionId));
}

/** The one row of an aggregate. */
export async function one<T extends object>(client: PoolClient, { sql, values }: Statement): Promise<T> {
  const { rows } = await client.query<T>(sql, [...values]);
  const [row] = rows;
  if (!row) throw new Error('an aggregate has one row');
  return row;
}
