import type { PoolClient } from '@jianjia/db';
import { EVERYTHING, rootOf, type GrantInForce } from '../../domain/reach.ts';
import { canBeHeldAt, rolesThatGrant } from '../../domain/granting.ts';
import { roles, type RoleName } from '../../domain/roles.ts';
import { problems } from './problems.ts';

interface AtUnion {
  readonly unionId: string;
  readonly kind: string;
}

/**
 * Whether an actor with these grants may grant a role at a union (null: the whole installation).
 * @throws Problem identity.wrongKind, identity.mayNotGrant
 */
export async function requireMayGrant(
  client: PoolClient,
  own: readonly GrantInForce[],
  role: RoleName,
  union: AtUnion | null,
): Promise<void> {
  if (!canBeHeldAt(role, union?.kind ?? null)) throw problems.wrongKind(roles[role].title);
  await requireMayEnd(client, own, role, union?.unionId ?? null);
}

/**
 * One of the actor's grants must be of a role that grants this one, and reach there. Row policies only know
 * accounts:write, which may come from another role.
 * @throws Problem identity.mayNotGrant
 */
export async function requireMayEnd(
  client: PoolClient,
  own: readonly GrantInForce[],
  role: RoleName,
  unionId: string | null,
): Promise<void> {
  const granting = new Set<RoleName>(rolesThatGrant(role));
  const roots = own.filter((grant) => granting.has(grant.role)).map(rootOf);
  if (unionId === null) {
    if (!roots.includes(EVERYTHING)) throw problems.mayNotGrant(roles[role].title);
    return;
  }
  const covered = await client.query(
    'select from organisations.descent where union_id = $1 and ancestor_id = any ($2::uuid[]) limit 1',
    [unionId, roots],
  );
  if (covered.rowCount === 0) throw problems.mayNotGrant(roles[role].title);
}
