import { type Acting, inTransaction } from '@jianjia/db';
import type { Member } from '../../contract/index.ts';
import { problems } from '../problems.ts';
import { writeSightingsOf } from '../sightings/write-sighting.ts';
import { membersWhere, shown } from './read-members.ts';

export interface ShownMember extends Member {
  /** What the actor may do with these data besides reading them. */
  readonly can: { readonly unmask: boolean; readonly export: boolean };
}

/**
 * One member, masked; that it was looked at is written down before it is answered.
 * @throws Problem people.noMember
 */
export async function showMember(acting: Acting, memberNo: string): Promise<ShownMember> {
  return inTransaction(acting, async (client) => {
    const [row] = await membersWhere(client, 'm.member_no = $1', [memberNo], 1);
    if (!row) throw problems.noMember();
    const may = await client.query<ShownMember['can']>(
      `select identity.may('people:unmask', m.union_id) as unmask, identity.may('people:export', m.union_id) as export
       from people.member m where m.member_no = $1`,
      [memberNo],
    );
    await writeSightingsOf(client, acting.actor, { what: 'shown' }, [memberNo]);
    return { ...shown(row), can: may.rows[0] ?? { unmask: false, export: false } };
  });
}
