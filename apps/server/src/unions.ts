import { inTransaction, type Source } from '@jianjia/db';
import { Problem } from '@jianjia/kernel';

/** Choices in a list of unions; who has more of them types the code. */
const MOST = 300;

/** One statement with the eyes of the source. */
async function read<Row extends object>(
  source: Source,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const { rows } = await inTransaction(source, (client) => client.query<Row>(sql, [...values]), { readOnly: true });
  return rows;
}

/** A union as pages name it. */
export interface NamedUnion {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

const NAMED = 'select u.union_id as id, u.union_code as code, u.name, u.kind from organisations.union u';

/** A union by its code. Throws Problem when there is none within sight. */
export async function namedUnion(source: Source, code: string): Promise<NamedUnion> {
  const [union] = await read<NamedUnion>(source, `${NAMED} where u.union_code = $1`, [code]);
  if (union) return union;
  throw new Problem('server.noUnion', 'missing', `没有编码为“${code}”的工会。请在“工会树”中按名称或编码查找。`);
}

/** The uppermost unions within sight that are in being. */
export function uppermostUnions(source: Source): Promise<readonly NamedUnion[]> {
  return read(
    source,
    `${NAMED} where u.dissolved_on is null and u.union_id in (select organisations.uppermost())
    order by u.union_code collate "C" limit ${MOST}`,
    [],
  );
}

/** Unions within sight to choose from, the upper ones first. */
export function someUnions(source: Source): Promise<readonly NamedUnion[]> {
  return read(
    source,
    `${NAMED} where u.dissolved_on is null order by length(u.union_code), u.union_code collate "C" limit ${MOST}`,
    [],
  );
}
