import { type Acting, inTransaction } from '@jianjia/db';
import { canonical, endHash } from '@jianjia/vault';
import type { Member } from '../../contract/index.ts';
import { FOUND_PER_HOUR } from '../../domain/limits.ts';
import type { PeopleDeps } from '../deps.ts';
import { countLookup, requireLookup } from './lookups.ts';
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

/**
 * Members by a number, within reach; whoever is found learns that he or she was looked for. Counted whether it finds
 * somebody or not, so that nobody's number can be guessed by trying.
 * @throws Problem people.lookupLimit
 */
export async function findMembers(
  acting: Acting,
  { vault, foundPerHour = FOUND_PER_HOUR }: Pick<PeopleDeps, 'vault' | 'foundPerHour'>,
  sought: Sought,
): Promise<{ readonly members: readonly Member[]; readonly more: boolean }> {
  const [condition, value] = conditionOf(vault, sought);
  return inTransaction(acting, async (client) => {
    await requireLookup(client, acting.actor.accountId, foundPerHour);
    const rows = await membersWhere(
      client,
      `${condition} and ($2::text is null or position($2 in m.name) > 0)`,
      [value, sought.name ?? null],
      MOST + 1,
    );
    const members = rows.slice(0, MOST).map(shown);
    await countLookup(client, acting.actor.accountId, members.length);
    const numbers = members.map(({ memberNo }) => memberNo);
    if (numbers.length > 0) await writeSightingsOf(client, acting.actor, { what: 'found' }, numbers);
    return { members, more: rows.length > MOST };
  });
}

function conditionOf(
  vault: PeopleDeps['vault'],
  { idNumber, phone, lastFour }: Sought,
): [string, Buffer | string | readonly string[]] {
  if (idNumber !== undefined) return ['m.id_number_hash = $1', vault.indexHash('id_number', idNumber)];
  if (phone !== undefined) return ['m.phone_hash = $1', vault.indexHash('phone', phone)];
  // The end of an identity number lies hashed as it is written: with a capital or a small x.
  const end = canonical('id_number', lastFour ?? '');
  const ends = [end, endHash(vault, end), endHash(vault, end.toLowerCase())];
  return ['(m.id_number_end = any ($1::text[]) or m.phone_last4 = any ($1::text[]))', ends];
}
