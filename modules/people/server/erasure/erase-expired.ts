import { inTransaction, type Pool, writeJournal } from '@jianjia/db';
import { type Actor, chinaToday } from '@jianjia/kernel';
import { DEFAULT_YEARS, type RetentionRuleId, type RetentionYears } from '../../domain/retention.ts';
import { dueSql } from './conditions.ts';
import { takeAway } from './take-away.ts';

export interface EraseOptions {
  /** Only count. */
  readonly dryRun?: boolean;
  readonly years?: RetentionYears;
  /** Members per transaction; default 500. */
  readonly batch?: number;
  readonly onProgress?: (done: Readonly<Record<ErasingRule, number>>) => void;
}

type ErasingRule = Extract<RetentionRuleId, 'membership' | 'phone'>;
export type Erased = Readonly<Record<ErasingRule, number>>;

const TAKES = { membership: 'person', phone: 'phone' } as const;

/**
 * Erases what has outlived its rule, union by union; each batch is one transaction with one journal line, so that it can
 * be killed at any moment and goes on at the next run. Answers how many memberships each rule took, or would take.
 * @param system the pool of the system role: rules count for all unions, whoever may see them
 */
export async function eraseExpired(
  system: Pool,
  actor: Actor,
  now: Date,
  { dryRun = false, years = DEFAULT_YEARS, batch = 500, onProgress }: EraseOptions = {},
): Promise<Erased> {
  const today = `date '${chinaToday(now)}'`;
  const due = dueSql(today, years);
  const done = { membership: 0, phone: 0 };
  // Persons first: with them their telephones go.
  for (const rule of ['membership', 'phone'] as const) {
    const condition = due[TAKES[rule]];
    const unions = await system.query<{ id: string; members: number }>(
      `select m.union_id as id, count(*) as members from people.member m where ${condition} group by 1 order by 1`,
    );
    for (const { id, members } of unions.rows) {
      if (dryRun) done[rule] += members;
      for (let taken = dryRun ? 0 : 1; taken > 0;) {
        taken = await eraseBatch(system, actor, { rule, unionId: id, condition, batch });
        done[rule] += taken;
        if (taken > 0) onProgress?.({ ...done });
      }
    }
  }
  return done;
}

interface Batch {
  readonly rule: ErasingRule;
  readonly unionId: string;
  readonly condition: string;
  readonly batch: number;
}

async function eraseBatch(system: Pool, actor: Actor, { rule, unionId, condition, batch }: Batch): Promise<number> {
  return inTransaction(system, async (client) => {
    const found = await client.query<{ no: string }>(
      `select m.member_no as no from people.member m where m.union_id = $1 and ${condition}
       order by m.member_no limit $2 for update`,
      [unionId, batch],
    );
    const numbers = found.rows.map(({ no }) => no);
    if (numbers.length === 0) return 0;
    await takeAway(client, TAKES[rule], rule, numbers);
    await writeJournal(client, actor, {
      act: 'people.eraseExpired',
      unionId,
      after: { rule, members: numbers.length },
    });
    return numbers.length;
  });
}
