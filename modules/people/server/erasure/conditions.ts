import type { RetentionYears } from '../../domain/retention.ts';
import { ERASED_NAME } from '../../domain/retention.ts';

/** SQL over `people.member m`; `today` is an SQL date, all years are whole numbers of ours. */

/** Whether anything of the person is still there. Asked of the data: an import may have brought an erased one back. */
export const HAS_PERSON = `(m.name <> '${ERASED_NAME}'
  or num_nonnulls(m.id_number, m.phone, m.gender, m.born_on) > 0)`;

/** What keeps a person although the period of the membership has run out, each with its sentence. */
export const HOLDS = {
  hardship: '困难职工档案还没有结案，或结案后的保存期限还没有到。',
  dispute: '所在单位有会籍期间发生、还没有结案的劳动争议或事件。',
  office: '本人还在担任工会职务。',
  account: '本人的账号还在使用，请先停用账号。',
} as const;

export type Hold = keyof typeof HOLDS;

/** The holds as SQL conditions. */
export function holdSql(today: string, { hardship }: RetentionYears): Readonly<Record<Hold, string>> {
  return {
    hardship: `exists (select from care.hardship h where h.member_no = m.member_no
      and (h.closed_on is null or (h.closed_on + make_interval(years => ${whole(hardship)}))::date > ${today}))`,
    // The register of disputes names no persons: whoever was a member there at the time may be a party.
    dispute: `exists (select from care.dispute d
      where d.closed_on is null and d.settled is not true and d.occurred_on between m.joined_on and m.left_on
        and (d.uscc = m.uscc or d.uscc is null and d.union_id = m.union_id))`,
    office: `exists (select from people.officer o where o.member_no = m.member_no
      and (o.until is null or o.until > ${today}))`,
    account: `exists (select from identity.account a where a.member_no = m.member_no and a.disabled_at is null)`,
  };
}

/** Whether a period after leaving has run out: on the day itself it has. */
export function leftFor(years: number, today: string): string {
  return `(m.left_on + make_interval(years => ${whole(years)}))::date <= ${today}`;
}

/** Whose person is due, and whose telephone. */
export function dueSql(today: string, years: RetentionYears): Readonly<Record<'person' | 'phone', string>> {
  const holds = holdSql(today, years);
  const person = `${leftFor(years.membership, today)} and ${HAS_PERSON} and not (${Object.values(holds).join(' or ')})`;
  // Whose person goes loses the telephone with it, and is counted there.
  const phone = `${leftFor(years.phone, today)} and m.phone is not null and not exists (
    select from care.hardship h where h.member_no = m.member_no and h.closed_on is null) and not (${person})`;
  return { person, phone };
}

function whole(years: number): number {
  if (!Number.isSafeInteger(years)) throw new RangeError(`years must be whole: ${years}`);
  return years;
}
