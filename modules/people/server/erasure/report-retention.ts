import { inTransaction, type Source } from '@jianjia/db';
import { chinaToday } from '@jianjia/kernel';
import { DEFAULT_YEARS, RETENTION_RULES, type RetentionRule, type RetentionYears } from '../../domain/retention.ts';
import { dueSql, HAS_PERSON, type Hold, HOLDS, holdSql, leftFor } from './conditions.ts';

export interface RetentionReport {
  /** The rules with the years of this installation. */
  readonly rules: readonly RetentionRule[];
  /** Memberships that have ended and still name a person. */
  readonly left: number;
  /** What `eraseExpired` would take now. */
  readonly due: { readonly membership: number; readonly phone: number };
  /** Memberships whose period has run out but which something holds; one may be held twice. */
  readonly held: readonly { readonly why: string; readonly members: number }[];
  /** Erased so far, by rule; `request` on the person's own. */
  readonly erased: Readonly<Record<string, number>>;
}

/** Counts by rule; names nobody. */
export async function reportRetention(
  source: Source,
  now: Date,
  years: RetentionYears = DEFAULT_YEARS,
): Promise<RetentionReport> {
  const today = `date '${chinaToday(now)}'`;
  const due = dueSql(today, years);
  const holds = holdSql(today, years);
  const past = `${leftFor(years.membership, today)} and ${HAS_PERSON}`;
  const names = Object.keys(HOLDS) as Hold[];
  return inTransaction(
    source,
    async (client) => {
      const counted = await client.query<Record<string, number>>(
        `select count(*) filter (where m.left_on <= ${today} and ${HAS_PERSON}) as left,
           count(*) filter (where ${due.person}) as membership,
           count(*) filter (where ${due.phone}) as phone,
           ${names.map((hold) => `count(*) filter (where ${past} and ${holds[hold]}) as ${hold}`).join(', ')}
         from people.member m where m.left_on is not null`,
      );
      const erased = await client.query<{ rule: string; members: number }>(
        'select rule, count(*) as members from people.erasure group by 1 order by 1',
      );
      const [counts = {}] = counted.rows;
      return {
        rules: RETENTION_RULES.map((rule) => ({ ...rule, years: years[rule.id] })),
        left: counts['left'] ?? 0,
        due: { membership: counts['membership'] ?? 0, phone: counts['phone'] ?? 0 },
        held: names.map((hold) => ({ why: HOLDS[hold], members: counts[hold] ?? 0 })),
        erased: Object.fromEntries(erased.rows.map(({ rule, members }) => [rule, members])),
      };
    },
    { readOnly: true },
  );
}
