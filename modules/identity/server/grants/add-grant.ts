import type { Acting, PoolClient } from '@jianjia/db';
import type { RoleName } from '../../domain/roles.ts';
import { problems } from './problems.ts';

interface NewGrant {
  readonly accountId: string;
  readonly role: RoleName;
  readonly unionId: string | null;
  readonly source: 'appointed' | 'post' | 'delegated' | 'assigned';
  readonly officerNo: string | null;
  readonly delegatedFrom: string | null;
  readonly from: Date;
  readonly until: Date | null;
  readonly reason: string;
}

/**
 * Writes a grant under the actor's row policies; answers its id.
 * @throws Problem identity.noUnion where the union is not within accounts:write, identity.postTaken
 */
export async function addGrant(client: PoolClient, acting: Acting, grant: NewGrant): Promise<string> {
  try {
    const added = await client.query<{ id: string }>(
      `insert into identity.role_grant (account_id, role, union_id, source, officer_no, delegated_from, valid_from,
         valid_until, reason, granted_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning grant_id as id`,
      [
        grant.accountId,
        grant.role,
        grant.unionId,
        grant.source,
        grant.officerNo,
        grant.delegatedFrom,
        grant.from,
        grant.until,
        grant.reason,
        acting.actor.accountId,
      ],
    );
    return added.rows[0]?.id ?? '';
  } catch (error) {
    const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
    if (code === '42501') throw problems.noUnion();
    if (constraint === 'role_grant_one_per_post') throw problems.taken();
    throw error;
  }
}
