import { inTransaction, type Acting } from '@jianjia/db';
import { isRole, roles } from '../../domain/roles.ts';
import { visibleUnion } from './look-up.ts';

export interface AccountFilter {
  readonly q?: string | undefined;
  readonly union?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface ListedAccount {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly union: { readonly code: string; readonly name: string } | null;
  readonly disabled: boolean;
  /** Titles of the roles it has been granted and that have not ended. */
  readonly roles: string[];
}

/** The accounts within the actor's reach, by login; one page. @throws Problem identity.noUnion */
export async function listAccounts(
  acting: Acting,
  { q, union, after, limit }: AccountFilter,
): Promise<{ readonly accounts: ListedAccount[]; readonly more: boolean }> {
  return inTransaction(
    acting,
    async (client) => {
      const at = union === undefined ? null : await visibleUnion(client, union);
      const pattern = q === undefined || q === '' ? null : q.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`);
      const found = await client.query<
        Omit<ListedAccount, 'union'> & { code: string | null; unionName: string | null }
      >(
        `select a.account_id as "accountId", a.login, a.name, u.union_code as code, u.name as "unionName",
           a.disabled_at is not null as disabled,
           array(
             select distinct g.role from identity.role_grant g
             where g.account_id = a.account_id and g.ended_at is null and (g.valid_until is null or g.valid_until > now())
             order by 1
           ) as roles
         from identity.account a left join organisations.union u on u.union_id = a.union_id
         where ($1::text is null or a.login like $1 || '%' or lower(a.name) like '%' || $1 || '%')
           and ($2::uuid is null or a.union_id = $2) and ($3::text is null or a.login > $3)
         order by a.login limit $4`,
        [pattern, at?.unionId ?? null, after ?? null, limit + 1],
      );
      const accounts = found.rows.slice(0, limit).map(({ code, unionName, ...account }) => ({
        ...account,
        union: code === null || unionName === null ? null : { code, name: unionName },
        roles: account.roles.map((role) => (isRole(role) ? roles[role].title : role)),
      }));
      return { accounts, more: found.rows.length > limit };
    },
    { readOnly: true },
  );
}
