import type { PoolClient } from '@jianjia/db';
import type { Permission } from '@jianjia/kernel';
import { roles, type RoleName } from '../../domain/roles.ts';

/** An account that work can be given to. */
export interface Holder {
  readonly accountId: string;
  readonly name: string;
  readonly unionName: string | null;
}

/**
 * The accounts in sight that have a permission by a role in force, by name; `search` is part of the name or the begin of the
 * login. Asked inside the caller's transaction, so that row policies leave out what is not in his or her reach.
 */
export async function listHolders(
  client: PoolClient,
  permission: Permission,
  {
    search,
    accountId,
    limit,
  }: { readonly search?: string | undefined; readonly accountId?: string; readonly limit: number },
): Promise<readonly Holder[]> {
  const names = (Object.keys(roles) as RoleName[]).filter((name) => roles[name].permissions.includes(permission));
  const pattern = search?.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`) ?? null;
  const found = await client.query<Holder>(
    `select a.account_id as "accountId", a.name, u.name as "unionName"
     from identity.account a left join organisations.union u on u.union_id = a.union_id
     where a.disabled_at is null
       and ($1::text is null or a.login like $1 || '%' or lower(a.name) like '%' || $1 || '%')
       and ($2::uuid is null or a.account_id = $2)
       and exists (
         select from identity.role_grant g
         where g.account_id = a.account_id and g.role = any ($3) and g.ended_at is null and g.valid_from <= now()
           and (g.valid_until is null or g.valid_until > now()))
     order by a.name, a.account_id limit $4`,
    [pattern, accountId ?? null, names, limit],
  );
  return found.rows;
}
