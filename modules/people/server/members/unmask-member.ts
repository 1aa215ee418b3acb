import { type Acting, inTransaction, type PoolClient, writeJournal } from '@jianjia/db';
import { sealedContext } from '@jianjia/registers';
import { members } from '../../contract/index.ts';
import { UNMASKED_PER_HOUR } from '../../domain/limits.ts';
import { tellsPerson } from '../../domain/reasons.ts';
import type { PeopleDeps } from '../deps.ts';
import { problems } from '../problems.ts';
import { writeSightingsOf } from '../sightings/write-sighting.ts';

export interface ToUnmask {
  readonly memberNo: string;
  readonly fields: readonly ('id_number' | 'phone' | 'born_on')[];
  readonly reason: string;
}

export interface Unmasked {
  readonly memberNo: string;
  /** Absent unless asked for; null when none is registered. */
  readonly idNumber?: string | null;
  readonly phone?: string | null;
  readonly bornOn?: string | null;
}

const FIELD_TITLES = { id_number: '证件号码', phone: '手机', born_on: '出生日期' } as const;

interface Sealed {
  readonly unionId: string;
  readonly name: string;
  readonly id_number: Buffer | null;
  readonly phone: Buffer | null;
  readonly bornOn: string | null;
  readonly may: boolean;
}

/**
 * Opens numbers and the birthday of one member. Journal and sighting are written in the same transaction, and only when it has committed
 * the numbers are answered.
 * @throws Problem people.noMember, mayNotUnmask, nothingToUnmask, reasonNamesPerson, unmaskLimit
 */
export async function unmaskMember(
  acting: Acting,
  { vault, unmaskedPerHour = UNMASKED_PER_HOUR }: Pick<PeopleDeps, 'vault' | 'unmaskedPerHour'>,
  { memberNo, fields, reason }: ToUnmask,
): Promise<Unmasked> {
  return inTransaction(acting, async (client) => {
    const sealed = await sealedOf(client, memberNo);
    if (tellsPerson(reason, sealed.name)) throw problems.reasonNamesPerson();
    await requireBelowLimit(client, acting.actor.accountId, unmaskedPerHour);
    const open = (field: 'id_number' | 'phone'): { readonly value?: string | null } => {
      if (!fields.includes(field)) return {};
      const value = sealed[field];
      return { value: value && vault.open(value, sealedContext(members, field, memberNo)) };
    };
    const [idNumber, phone] = [open('id_number').value, open('phone').value];
    const bornOn = fields.includes('born_on') ? sealed.bornOn : undefined;
    if (!idNumber && !phone && !bornOn) throw problems.nothingToUnmask();
    await writeSightingsOf(client, acting.actor, { what: 'unmasked', reason }, [memberNo]);
    await writeJournal(client, acting.actor, {
      act: 'people.unmask',
      unionId: sealed.unionId,
      subject: `members/${memberNo}`,
      after: { fields: fields.map((field) => FIELD_TITLES[field]) },
      reason,
    });
    return {
      memberNo,
      ...(idNumber === undefined ? {} : { idNumber }),
      ...(phone === undefined ? {} : { phone }),
      ...(bornOn === undefined ? {} : { bornOn }),
    };
  });
}

async function sealedOf(client: PoolClient, memberNo: string): Promise<Sealed> {
  const found = await client.query<Sealed>(
    `select m.union_id as "unionId", m.name, m.id_number, m.phone,
       m.born_on as "bornOn", identity.may('people:unmask', m.union_id) as may
     from people.member m where m.member_no = $1`,
    [memberNo],
  );
  const [sealed] = found.rows;
  if (!sealed) throw problems.noMember();
  if (!sealed.may) throw problems.mayNotUnmask();
  return sealed;
}

/** Two requests of one account count one after the other, so that both cannot be the last. */
async function requireBelowLimit(client: PoolClient, accountId: string | null, limit: number): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('people.unmask/' || $1, 0))`, [accountId]);
  const counted = await client.query<{ count: number; minutes: number | null }>(
    `select count(*) as count, ceil(extract(epoch from min(seen_at) + interval '1 hour' - clock_timestamp()) / 60)::integer as minutes
     from people.sighting
     where account_id = $1 and what = 'unmasked' and seen_at > clock_timestamp() - interval '1 hour'`,
    [accountId],
  );
  const { count = 0, minutes = null } = counted.rows[0] ?? {};
  if (count >= limit) throw problems.unmaskLimit(limit, Math.max(minutes ?? 60, 1));
}
