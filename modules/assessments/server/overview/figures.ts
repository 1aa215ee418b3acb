import type { PoolClient } from '@jianjia/db';
import { unionKinds } from '@jianjia/organisations/contract';
import { employersSql, keptMembersSql, membersSql, unionsByKindSql } from './figures-sql.ts';
import { one, type View } from './view.ts';

const PARTS: ReadonlySet<string> = new Set(['branch', 'group']);

/** Unions by kind, members and employers in view; null what the caller may read nowhere. */
export async function figures(client: PoolClient, view: View, permissions: ReadonlySet<string>) {
  const { sql, values } = unionsByKindSql(view);
  const { rows } = await client.query<{ kind: string; unions: number; first: string }>(sql, [...values]);
  const kinds = Object.entries(unionKinds).flatMap(([kind, title]) => {
    const unions = rows.find((row) => row.kind === kind)?.unions ?? 0;
    return unions > 0 ? [{ kind, title, unions }] : [];
  });
  // Branches and groups are parts of theirs and no unions of their own.
  const whole = rows.filter(({ kind }) => !PARTS.has(kind));
  const total = whole.reduce((sum, one) => sum + one.unions, 0);
  return {
    unions: { total, only: total === 1 ? (whole[0]?.first ?? null) : null, kinds },
    members: permissions.has('people:read') ? await countMembers(client, view) : null,
    employers: permissions.has('employers:read') ? await one<Employers>(client, employersSql(view)) : null,
  };
}

/** As the evaluation of the day kept them where the whole view lies within reach; else counted one by one. */
async function countMembers(client: PoolClient, view: View): Promise<number> {
  const kept = await one<{ readonly members: number | null }>(client, keptMembersSql(view));
  return kept.members ?? (await one<{ readonly members: number }>(client, membersSql(view))).members;
}

interface Employers {
  readonly open: number;
  readonly with_union: number;
  readonly without_union: number;
  readonly without_union_large: number;
  readonly without_union_small: number;
  readonly without_union_size_unknown: number;
}
