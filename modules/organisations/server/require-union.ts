import type { Pool, PoolClient } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';
import { nearest } from '@jianjia/rules';

/** Codes looked through for a suggestion: enough for a large city, quick enough for a typing mistake. */
const MOST = 200_000;

const FIND_UNION = { name: 'find_union', text: 'select union_id from organisations.union where union_code = $1' };

/**
 * Checks that a union exists before something long begins.
 * @returns its union_id
 * @throws Problem that names the nearest code when there is none
 */
export async function requireUnion(database: Pool | PoolClient, code: string): Promise<string> {
  const found = await database.query<{ union_id: string }>({ ...FIND_UNION, values: [code] });
  const [union] = found.rows;
  if (union) return union.union_id;
  const near = await database.query<{ union_code: string }>(
    `select union_code from organisations.union where length(union_code) between $1 and $2 limit ${MOST}`,
    [code.length - 2, code.length + 2],
  );
  const suggestion = nearest(
    code,
    near.rows.map((row) => row.union_code),
  );
  throw new Problem(
    'organisations.noUnion',
    'missing',
    `没有编码为“${code}”的工会。${suggestion ? `是否想写“${suggestion}”？` : '请检查编码，或在工会树中按名称查找；还没有数据时，先导入工会组织台账（unions.csv）。'}`,
  );
}
