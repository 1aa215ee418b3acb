import type { PoolClient } from '@jianjia/db';
import type { Member } from '../../contract/index.ts';
import { maskFromEnd, maskIdNumber } from '../../domain/masks.ts';

/** What is selected of `people.member m` with its union `u`; sealed values only by their length, birthdays by their year. */
export const MEMBER_COLUMNS = `
  m.member_no as "memberNo", u.union_code as "union", u.name as "unionName", m.uscc, m.name, m.id_type as "idType",
  m.id_number is not null as "hasIdNumber", m.gender, extract(year from m.born_on)::integer as "bornYear",
  m.phone_last4 as "phoneEnd", octet_length(m.phone) as "phoneLength", m.employment, m.joined_on as "joinedOn",
  m.left_on as "leftOn", m.leave_reason as "leaveReason", m.retained, m.verified_on as "verifiedOn",
  m.updated_on as "updatedOn"`;

export interface MemberRow extends Omit<Member, 'idNumber' | 'phone'> {
  readonly hasIdNumber: boolean;
  readonly phoneEnd: string | null;
  readonly phoneLength: number | null;
}

/** A row as it may be shown. */
export function shown({ hasIdNumber, phoneEnd, phoneLength, ...row }: MemberRow): Member {
  return { ...row, idNumber: maskIdNumber(hasIdNumber), phone: maskFromEnd(phoneEnd, phoneLength) };
}

/** Members by a condition over `m`, at most `limit`, by number. Row policies decide which exist. */
export async function membersWhere(
  client: PoolClient,
  condition: string,
  values: readonly unknown[],
  limit: number,
): Promise<readonly MemberRow[]> {
  const found = await client.query<MemberRow>(
    `select ${MEMBER_COLUMNS} from people.member m join organisations.union u on u.union_id = m.union_id
     where ${condition} order by m.member_no limit ${limit}`,
    [...values],
  );
  return found.rows;
}
