import type { PoolClient } from '@jianjia/db';
import { ERASED_NAME, type RetentionRuleId } from '../../domain/retention.ts';

const NO_PHONE = 'phone = null, phone_hash = null, phone_last4 = null';
const NOBODY = `name = '${ERASED_NAME}', id_number = null, id_number_hash = null, id_number_end = null, gender = null,
  born_on = null, ${NO_PHONE}`;

/**
 * Takes the person, or only the telephone, out of memberships and out of whatever is kept of them, in the transaction of
 * an act that has made sure. The rows stay for the counts.
 */
export async function takeAway(
  client: PoolClient,
  what: 'person' | 'phone',
  rule: RetentionRuleId | 'request',
  memberNos: readonly string[],
): Promise<void> {
  await client.query(
    `insert into people.erasure (union_id, member_no, what, rule)
     select m.union_id, m.member_no, $2, $3 from people.member m where m.member_no = any ($1::text[])
     on conflict do nothing`,
    [memberNos, what, rule],
  );
  await client.query(
    `update people.member set ${what === 'person' ? NOBODY : NO_PHONE} where member_no = any ($1::text[])`,
    [memberNos],
  );
  await client.query('select people.scrub($1::text[])', [memberNos]);
}
