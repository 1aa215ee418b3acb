import { type Acting, inTransaction, type Pool, type PoolClient, writeJournal } from '@jianjia/db';
import { type Actor, chinaToday } from '@jianjia/kernel';
import { DEFAULT_YEARS, RETENTION_RULES, type RetentionYears } from '../../domain/retention.ts';
import { tellsPerson } from '../../domain/reasons.ts';
import { problems } from '../problems.ts';
import { HAS_PERSON, type Hold, HOLDS, holdSql, leftFor } from './conditions.ts';
import { takeAway } from './take-away.ts';

export interface PersonToErase {
  readonly memberNo: string;
  readonly reason: string;
}

/** Who erases: the operator of the machine by a command, or somebody who keeps the register of that union. */
export type Eraser = { readonly system: Pool } & ({ readonly actor: Actor } | { readonly acting: Acting });

interface Found extends Readonly<Record<Hold, boolean>> {
  readonly unionId: string;
  readonly name: string;
  readonly left: boolean;
  readonly person: boolean;
  readonly claims: boolean;
}

/**
 * Erases a person on his or her request (个人信息保护法 art. 47): one membership that has ended and nothing holds.
 * @throws Problem people.noMember, notLeft, alreadyErased, mustBeKept, reasonNamesPerson
 */
export async function erasePerson(
  eraser: Eraser,
  { memberNo, reason }: PersonToErase,
  now: Date,
  years: RetentionYears = DEFAULT_YEARS,
): Promise<void> {
  const actor = 'acting' in eraser ? eraser.acting.actor : eraser.actor;
  if ('acting' in eraser) await inTransaction(eraser.acting, (client) => requireKeeper(client, memberNo));
  await inTransaction(eraser.system, async (client) => {
    const found = await lockedMember(client, memberNo, `date '${chinaToday(now)}'`, years);
    if (!found.left) throw problems.notLeft();
    if (!found.person) throw problems.alreadyErased();
    if (tellsPerson(reason, found.name)) throw problems.reasonNamesPerson();
    const held = (Object.keys(HOLDS) as Hold[]).find((hold) => found[hold]);
    if (held !== undefined) throw problems.mustBeKept(HOLDS[held]);
    if (!found.claims) throw problems.mustBeKept(claimsSentence(years));
    await takeAway(client, 'person', 'request', [memberNo]);
    await writeJournal(client, actor, {
      act: 'people.erasePerson',
      unionId: found.unionId,
      subject: `members/${memberNo}`,
      reason,
    });
  });
}

/** Whoever may write the record may be asked to erase it. */
async function requireKeeper(client: PoolClient, memberNo: string): Promise<void> {
  const found = await client.query(
    `select from people.member m where m.member_no = $1 and identity.may('people:write', m.union_id)`,
    [memberNo],
  );
  if (found.rowCount === 0) throw problems.noMember();
}

async function lockedMember(
  client: PoolClient,
  memberNo: string,
  today: string,
  years: RetentionYears,
): Promise<Found> {
  const holds = Object.entries(holdSql(today, years)).map(([hold, sql]) => `${sql} as "${hold}"`);
  const found = await client.query<Found>(
    `select m.union_id as "unionId", m.name, coalesce(m.left_on <= ${today}, false) as left, ${HAS_PERSON} as person,
       coalesce(${leftFor(years.claims, today)}, false) as claims, ${holds.join(', ')}
     from people.member m where m.member_no = $1 for update`,
    [memberNo],
  );
  const [member] = found.rows;
  if (!member) throw problems.noMember();
  return member;
}

function claimsSentence({ claims }: RetentionYears): string {
  const basis = RETENTION_RULES.find(({ id }) => id === 'claims')?.basis.split('：')[0] ?? '';
  return `离开工会还不满 ${claims} 年，其间可能有争议要核对（${basis}）。`;
}
