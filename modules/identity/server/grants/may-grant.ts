import type { PoolClient } from '@jianjia/db';
import type { GrantInForce } from '../../domain/reach.ts';
import { EVERYTHING } from '../../domain/reach.ts';
import { canBeHeldAt, rolesThatGrant } from '../../domain/granting.ts';
import { roles, type RoleName } from '../../domain/roles.ts';
import { problems } from './problems.ts';

/**
 * Whether an actor with these grants may grant a role at a union (null: the whole installation): one of them must be
 * of a role that grants it, and reach there. Row policies only know accounts:write, which may come from another role.
 * @throws Problem identity.wrongKind, identity.mayNotGrant
 */
export async function requireMayGrant(
  client: PoolClient,
  own: readonly GrantInForce[],
  role: RoleName,
  union: { readonly unionId: string; readonly kind: string } | null,
): Promise<void> {
  if (!canBeHeldAt(role, union?.kind ?? null)) throw problems.wrongKind(roles[role].title);
  await requireGranting(client, own, role, union?.unionId ?? null);
}

/**
 * The same for a grant that is there already: a union may have become one of another kind since.
 * @throws Problem identity.mayNotGrant
 */
export async function requireGranting(
  client: PoolClient,
  own: readonly GrantInForce[],
  role: RoleName,
  unionId: string | null,
): Promise<void> {
  const { title } = roles[role];
  const granting = new Set<RoleName>(rolesThatGrant(role));
  const roots = own
    .filter((grant) => granting.has(grant.role))
    .map(({ role: of, unionId: at, ownRoot }) =>
      at === null ? EVERYTHING : roles[of].reach === 'subtree' ? at : ownRoot,
    );
  if (unionId === null) {
    if (!roots.includes(EVERYTHING)) throw problems.mayNotGrant(title);
    return;
  }
  const covered = await client.query(
    'select from organisations.descent where union_id = $1 and ancestor_id = any ($2::uuid[]) limit 1',
    [unionId, roots],
  );
  if (covered.rowCount === 0) throw problems.mayNotGrant(title);
}
