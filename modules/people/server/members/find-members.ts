import { type Acting, inTransaction } from '@jianjia/db';
import type { Member } from '../../contract/index.ts';
import type { PeopleDeps } from '../deps.ts';
import { writeSightingsOf } from '../sightings/write-sighting.ts';
import { membersWhere, shown } from './read-members.ts';

/** Exactly one of the first three. */
export interface Sought {
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly lastFour?: string | undefined;
  readonly name?: string | undefined;
}

/** Whoever needs to see more has not said enough to be looking for one person. */
const MOST = 20;

/** Members by a number, within reach; whoever is found learns that he or she was looked for. */
export async function findMembers(
  acting: Acting,
  vault: PeopleDeps['vault'],
  sought: Sought,
): Promise<{ readonly members: readonly Member[]; readonly more: boolean }> {
  const [condition, value] = conditionOf(vault, sought);
  return inTransaction(acting, async (client) => {
    const rows = await membersWhere(
      client,
      `${condition} and ($2::text is null or position($2 in m.name) > 0)`,
      [value, sought.name ?? null],
      MOST + 1,
    );
    const members = rows.slice(0, MOST).map(shown);
    const numbers = members.map(({ memberNo }) => memberNo);
    if (numbers.length > 0) await writeSightingsOf(client, acting.actor, { what: 'found' }, numbers);
    return { members, more: rows.length > MOST };
  });
}

function conditionOf(vault: PeopleDeps['vault'], { idNumber, phone, lastFour }: Sought): [string, Buffer | string] {
  if (idNumber !== undefined) return ['m.id_number_hash = $1', vault.indexHash('id_number', idNumber)];
  if (phone !== undefined) return ['m.phone_hash = $1', vault.indexHash('phone', phone)];
  return ['(m.id_number_last4 = $1 or m.phone_last4 = $1)', (lastFour ?? '').toUpperCase()];
}
