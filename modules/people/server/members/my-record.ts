import { type Acting, inTransaction } from '@jianjia/db';
import type { Member } from '../../contract/index.ts';
import { type MemberRow, MEMBER_COLUMNS, shown } from './read-members.ts';

export interface OwnRecord {
  readonly memberships: readonly (Member & { readonly bornOn: string | null })[];
  readonly hardship: readonly {
    readonly caseNo: string;
    readonly level: string;
    readonly openedOn: string;
    readonly closedOn: string | null;
  }[];
  readonly relief: readonly {
    readonly reliefNo: string;
    readonly kind: string;
    readonly givenOn: string;
    readonly amount: number | null;
  }[];
}

/** What the actor may know of himself or herself; numbers masked, for the screen may be seen by others. */
export async function myRecord(acting: Acting): Promise<OwnRecord> {
  return inTransaction(
    acting,
    async (client) => {
      // The union may lie outside of what a bare member knows: then only its name is missing.
      const own = await client.query<MemberRow & { readonly bornOn: string | null }>(
        `select m.born_on as "bornOn", ${MEMBER_COLUMNS.replace('u.union_code', `coalesce(u.union_code, '')`).replace('u.name', `coalesce(u.name, '')`)}
         from people.member m left join organisations.union u on u.union_id = m.union_id
         where m.member_no = any (identity.own_members()) order by m.joined_on`,
      );
      const hardship = await client.query<OwnRecord['hardship'][number]>(
        `select case_no as "caseNo", level, opened_on as "openedOn", closed_on as "closedOn" from care.hardship
         where member_no = any (identity.own_members()) order by opened_on, case_no`,
      );
      const relief = await client.query<OwnRecord['relief'][number]>(
        `select r.relief_no as "reliefNo", r.kind, r.given_on as "givenOn", r.amount
         from care.relief r join care.hardship h on h.case_no = r.case_no
         where h.member_no = any (identity.own_members()) order by r.given_on, r.relief_no`,
      );
      return {
        memberships: own.rows.map(({ bornOn, ...row }) => ({ ...shown(row), bornOn })),
        hardship: hardship.rows,
        relief: relief.rows,
      };
    },
    { readOnly: true },
  );
}
