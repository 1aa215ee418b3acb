import type { PoolClient } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { UnionKind } from '../contract/index.ts';
import { problems } from './problems.ts';

/** A grassroots union that is founded below another. */
export interface NewUnion {
  readonly code: string;
  readonly name: string;
  readonly kind: Extract<UnionKind, 'enterprise' | 'joint'>;
  readonly parent: string;
  readonly division: string;
  readonly industry: string | null;
  readonly foundedOn: PlainDate;
}

/** Letters that tell the kinds apart in proposed codes. */
const LETTERS = { enterprise: 'E', joint: 'J' } as const;
const DIGITS = 5;

/** The unions that may be above a grassroots union (工会法 art. 10 and 12: 基层工会的上一级). */
const ABOVE: ReadonlySet<UnionKind> = new Set(['city', 'county', 'zone', 'township', 'federation', 'community']);

/** A code that no union in sight has: the superior's, a letter for the kind, the next number. */
export async function proposeUnionCode(client: PoolClient, parent: string, kind: NewUnion['kind']): Promise<string> {
  const start = `${parent}${LETTERS[kind]}`;
  const found = await client.query<{ last: number }>(
    `select coalesce(max(substr(union_code, length($1) + 1)::integer), 0) as last
     from organisations.union where starts_with(union_code, $1) and substr(union_code, length($1) + 1) ~ '^[0-9]{1,6}$'`,
    [start],
  );
  return `${start}${String((found.rows[0]?.last ?? 0) + 1).padStart(DIGITS, '0')}`;
}

/**
 * Founds a grassroots union directly below another one, inside the transaction of the act that it belongs to, which writes the
 * journal. @returns its union_id
 * @throws Problem organisations.noSuperior, organisations.mayNotFound, organisations.codeTaken
 */
export async function foundUnion(client: PoolClient, wanted: NewUnion): Promise<string> {
  const found = await client.query<{ id: string; kind: UnionKind; name: string; may: boolean }>(
    `select union_id as id, kind, name, identity.may('organisations:write', union_id) as may
     from organisations.union where union_code = $1 and (dissolved_on is null or dissolved_on > $2::date)`,
    [wanted.parent, wanted.foundedOn],
  );
  const [parent] = found.rows;
  if (!parent || !ABOVE.has(parent.kind)) throw problems.noSuperior(wanted.parent);
  if (!parent.may) throw problems.mayNotFound(parent.name);
  // Without `returning`: the new row lies below nobody until the statement has ended, so that no policy shows it.
  const made = await client.query<{ id: string }>('select kernel.uuid_v7() as id');
  const id = made.rows[0]?.id ?? '';
  await client
    .query(
      `insert into organisations.union
         (union_id, union_code, name, parent_id, kind, division_code, industry_code, founded_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, wanted.code, wanted.name, parent.id, wanted.kind, wanted.division, wanted.industry, wanted.foundedOn],
    )
    .catch((error: unknown) => {
      // A code may be taken by a union out of sight.
      throw (error as { readonly code?: string } | null)?.code === '23505' ? problems.codeTaken(wanted.code) : error;
    });
  return id;
}
