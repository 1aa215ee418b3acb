import { inTransaction, type Acting, type Pool, type PoolClient, writeJournal } from '@jianjia/db';
import { roles } from '../../domain/roles.ts';

import { grantsInForce } from '../reach/enter.ts';
import { addGrant } from './add-grant.ts';
import { activeAccount, openGrant, postOf, type FoundGrant } from './look-up.ts';
import { requireMayGrant } from './may-grant.ts';
import { problems } from './problems.ts';

export interface HandOver {
  /** The grant that hangs on the post, in force or run out with it. */
  readonly grantId: string;
  readonly toAccountId: string;
  /** The successor's entry in the register of officers: same union, same body, same post. */
  readonly officerNo: string;
  readonly reason: string;
}

/**
 * 换届移交: moves the rights of a post to whoever holds it now. The old grant ends (and what was delegated from it), the
 * new one hangs on the successor's post; both in one transaction, so that nobody and never two hold it. Answers the new
 * grant's id.
 * @throws Problem identity.noGrant, grantEnded, notAPost, noAccount, notInPost, otherPost, notToOneself, mayNotGrant
 */
export async function handOver(acting: Acting, system: Pool, wanted: HandOver, now: Date): Promise<string> {
  const own = await grantsInForce(system, acting.actor.accountId ?? '');
  if (wanted.toAccountId === acting.actor.accountId) throw problems.notToOneself();
  return inTransaction(acting, async (client) => {
    const grant = await openGrant(client, wanted.grantId, true);
    if (grant.source !== 'post' || grant.officerNo === null || grant.unionId === null) throw problems.notAPost();
    const account = await activeAccount(client, wanted.toAccountId);
    await requireSamePost(client, grant, wanted.officerNo);
    const union = await client.query<{ kind: string }>('select kind from organisations.union where union_id = $1', [
      grant.unionId,
    ]);
    const kind = union.rows[0]?.kind;
    if (kind === undefined) throw problems.noUnion();
    await requireMayGrant(client, own, grant.role, { unionId: grant.unionId, kind });
    await client.query(
      `update identity.role_grant set ended_at = $2, ended_by = $3, end_reason = $4 where grant_id = $1`,
      [grant.grantId, now, acting.actor.accountId, `换届移交：${wanted.reason}`],
    );
    const grantId = await addGrant(client, acting, {
      accountId: wanted.toAccountId,
      role: grant.role,
      unionId: grant.unionId,
      source: 'post',
      officerNo: wanted.officerNo,
      delegatedFrom: null,
      from: now,
      until: null,
      reason: wanted.reason,
    });
    await writeJournal(client, acting.actor, {
      act: 'identity.handOver',
      unionId: grant.unionId,
      subject: `account/${wanted.toAccountId}`,
      before: { grant: grant.grantId, account: grant.accountId, officer: grant.officerNo },
      after: { grant: grantId, login: account.login, role: roles[grant.role].title, officer: wanted.officerNo },
      reason: wanted.reason,
    });
    return grantId;
  });
}

/** The successor must be in the same post of the same body of the same union, by another entry of the register. */
async function requireSamePost(client: PoolClient, grant: FoundGrant, officerNo: string): Promise<void> {
  const next = await postOf(client, officerNo);
  const found = await client.query<{ unionId: string; body: string; post: string }>(
    'select union_id as "unionId", body, post from people.officer where officer_no = $1',
    [grant.officerNo],
  );
  const [last] = found.rows;
  if (!last) throw problems.noGrant();
  if (last.unionId !== next.unionId || last.body !== next.body || last.post !== next.post) throw problems.otherPost();
}
