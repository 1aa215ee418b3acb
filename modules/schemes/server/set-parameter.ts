import { inTransaction, writeJournal, type Pool, type PoolClient } from '@jianjia/db';
import { Problem, type Actor, type PlainDate } from '@jianjia/kernel';
import { requireUnion } from '@jianjia/organisations/server';
import type { Decimal } from '@jianjia/rules';

export interface ParameterSetting {
  readonly scheme: string;
  readonly parameter: string;
  readonly value: Decimal;
  /** union_code of the union that sets it; it holds for that union and those below it. */
  readonly union: string;
  readonly from: PlainDate;
  readonly until?: PlainDate;
}

/** A value as the journal tells it. */
interface ToldValue {
  readonly value: string;
  readonly from: string;
  readonly until: string | null;
}

const TOLD = `trim_scale(p::numeric / q)::text as value, valid_from as "from", valid_until as "until"`;

/**
 * Adds a parameter's value; what was set before stays as history, the row set last for a period is in force.
 * @throws Problem when the union is not known
 */
export async function setParameter(pool: Pool, setting: ParameterSetting, actor: Actor): Promise<void> {
  await inTransaction(pool, async (client) => {
    const unionId = await requireUnion(client, setting.union);
    const before = await lastSet(client, unionId, setting);
    const { p, q } = setting.value;
    const added = await client.query<ToldValue>(
      `insert into schemes.parameter_value (union_id, scheme, parameter, valid_from, valid_until, p, q)
      select union_id, $2, $3, $4, $5, $6, $7 from organisations.union where union_id = $1 returning ${TOLD}`,
      [unionId, setting.scheme, setting.parameter, setting.from, setting.until ?? null, p, q],
    );
    const [after] = added.rows;
    if (!after) throw unionGone(setting.union);
    await writeJournal(client, actor, {
      act: 'schemes.setParameter',
      unionId,
      subject: `parameters/${setting.scheme}/${setting.parameter}`,
      before: before && { ...before },
      after: { ...after },
    });
  });
}

async function lastSet(client: PoolClient, unionId: string, setting: ParameterSetting): Promise<ToldValue | null> {
  const { rows } = await client.query<ToldValue>(
    `select ${TOLD} from schemes.parameter_value
    where union_id = $1 and scheme = $2 and parameter = $3 order by set_at desc limit 1`,
    [unionId, setting.scheme, setting.parameter],
  );
  return rows[0] ?? null;
}

function unionGone(code: string): Problem {
  return new Problem('schemes.unionGone', 'conflict', `工会 ${code} 刚刚被删除，没有设定。请检查编码后重试。`);
}
