import { inTransaction, type Acting } from '@jianjia/db';
import { roles, type RoleName } from '../../domain/roles.ts';
import { problems } from './problems.ts';

export interface ListedGrant {
  readonly grantId: string;
  readonly role: RoleName;
  readonly title: string;
  readonly union: { readonly code: string; readonly name: string } | null;
  readonly source: 'appointed' | 'post' | 'delegated' | 'assigned';
  readonly officerNo: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
  readonly ended: string | null;
}

/**
 * What an account has been granted, newest first; of others only what lies within the actor's reach.
 * @throws Problem identity.noAccount
 */
export async function listGrants(acting: Acting, accountId: string): Promise<ListedGrant[]> {
  return inTransaction(
    acting,
    async (client) => {
      const known = await client.query('select from identity.account where account_id = $1', [accountId]);
      if (known.rowCount === 0) throw problems.noAccount();
      const found = await client.query<
        Omit<ListedGrant, 'title' | 'union' | 'from' | 'until' | 'ended'> & {
          code: string | null;
          unionName: string | null;
          from: Date;
          until: Date | null;
          ended: Date | null;
        }
      >(
        `select g.grant_id as "grantId", g.role, u.union_code as code, u.name as "unionName", g.source,
           g.officer_no as "officerNo", g.valid_from as "from", g.valid_until as until, g.reason, g.ended_at as ended
         from identity.role_grant g left join organisations.union u on u.union_id = g.union_id
         where g.account_id = $1 order by g.granted_at desc, g.grant_id`,
        [accountId],
      );
      return found.rows.map(({ code, unionName, from, until, ended, ...grant }) => ({
        ...grant,
        title: roles[grant.role].title,
        union: code === null || unionName === null ? null : { code, name: unionName },
        from: from.toISOString(),
        until: until?.toISOString() ?? null,
        ended: ended?.toISOString() ?? null,
      }));
    },
    { readOnly: true },
  );
}
