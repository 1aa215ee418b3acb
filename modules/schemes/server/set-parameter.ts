import type { Pool } from '@jianjia/db';
import { Problem, type PlainDate } from '@jianjia/kernel';
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

/**
 * Adds a parameter's value; what was set before stays as history, the row set last for a period is in force.
 * @throws Problem when the union is not known
 */
export async function setParameter(pool: Pool, setting: ParameterSetting): Promise<void> {
  await requireUnion(pool, setting.union);
  const { p, q } = setting.value;
  const added = await pool.query(
    `insert into schemes.parameter_value (union_id, scheme, parameter, valid_from, valid_until, p, q)
    select union_id, $2, $3, $4, $5, $6, $7 from organisations.union where union_code = $1`,
    [setting.union, setting.scheme, setting.parameter, setting.from, setting.until ?? null, p, q],
  );
  if (added.rowCount === 1) return;
  throw new Problem('schemes.unionGone', 'conflict', `工会 ${setting.union} 刚刚被删除，没有设定。请检查编码后重试。`);
}
