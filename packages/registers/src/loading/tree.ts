import type { PoolClient } from '@jianjia/db';
import { literal, quoted } from '../storage.ts';
import { danglingReason, type Plan, type Reference } from './references.ts';

const REJECTED = 'exists (select from import_rejected r where r.line = s.line)';

/**
 * Rejects rows of a tree whose upper record is neither stored nor in the file, and those whose upper record comes
 * only with a rejected row, down to the leaves. A rejected row that was stored before keeps its place.
 */
export async function rejectOrphans(client: PoolClient, plan: Plan, upward: Reference): Promise<void> {
  const [code, parent] = [quoted(upward.targetColumn), quoted(upward.column)];
  const stored = (alias: string, column: string): string =>
    `exists (select from ${quoted(plan.definition.table)} t where t.${code} = ${alias}.${column})`;
  const column = literal(upward.column);
  await client.query(`
    insert into import_rejected
    select s.line, ${column}, s.${parent}, ${danglingReason(upward)}
    from import_stage s
    where s.${parent} is not null and not ${stored('s', parent)}
      and not exists (select from import_stage p where p.${code} = s.${parent})
      and not exists (select from import_rejected r where r.line = s.line and r.col = ${column})`);
  const reason = literal('没有载入：它的上级在同一文件中被拒绝。请先改正上级那一行。');
  await client.query(`
    with recursive gone as (
      select s.${code} as code from import_stage s where (s.bad or ${REJECTED}) and not ${stored('s', code)}
      union
      select s.${code} from import_stage s join gone g on s.${parent} = g.code where not ${stored('s', code)}
    )
    insert into import_rejected
    select s.line, ${column}, s.${parent}, ${reason}
    from import_stage s join gone g on s.${parent} = g.code
    where not exists (select from import_rejected r where r.line = s.line and r.col = ${column})`);
}

/** Rejects the rows that would close a circle, each naming it. Returns whether there were any. */
export async function rejectCycles(client: PoolClient, plan: Plan, upward: Reference): Promise<boolean> {
  const [code, parent, id] = [quoted(upward.targetColumn), quoted(upward.column), quoted(upward.targetId ?? '')];
  const parentId = quoted(
    plan.stored.find(({ value }) => value.startsWith(`coalesce(${upward.alias}s.`))?.sqlName ?? '',
  );
  const table = quoted(plan.definition.table);
  const result = await client.query<{ line: number | null; code: string; parent: string }>(`
    with recursive edges as materialized (
      select s.line, s.${code} as code, s.${parent} as parent from import_stage s where not s.bad and not ${REJECTED}
      union all
      select null, t.${code}, p.${code} from ${table} t left join ${table} p on p.${id} = t.${parentId}
      where not exists (
        select from import_stage s where s.${code} = t.${code} and not s.bad and not ${REJECTED})
    ), reached as (
      select code from edges where parent is null
      union all
      select e.code from reached r join edges e on e.parent = r.code
    )
    select line, code, parent from edges where not exists (select from reached r where r.code = edges.code)`);
  const upper = new Map(result.rows.map((row) => [row.code, row.parent]));
  const sentences = new Map<string, string>();
  for (const cycle of cyclesOf(upper)) {
    const shown = cycle.length > 20 ? [...cycle.slice(0, 20), `…（共 ${cycle.length} 个）`] : cycle;
    const sentence = `工会的上级关系成环：${[...shown, cycle[0]].join(' → ')}。请改正其中的上级编码。`;
    for (const member of cycle) sentences.set(member, sentence);
  }
  const faulty = result.rows.filter((row) => row.line !== null && sentences.has(row.code));
  if (faulty.length === 0) return false;
  await client.query(
    `insert into import_rejected select * from unnest($1::integer[], $2::text[], $3::text[], $4::text[])`,
    [
      faulty.map((row) => row.line),
      faulty.map(() => upward.column),
      faulty.map((row) => row.parent),
      faulty.map((row) => sentences.get(row.code)),
    ],
  );
  return true;
}

/** The circles in a map from each node to the one above it. */
export function cyclesOf(upper: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const seen = new Set<string>();
  const cycles: string[][] = [];
  for (const start of upper.keys()) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    let node: string | undefined = start;
    while (node !== undefined && upper.has(node) && !seen.has(node)) {
      seen.add(node);
      onPath.set(node, path.length);
      path.push(node);
      node = upper.get(node);
    }
    const from = node === undefined ? undefined : onPath.get(node);
    if (from !== undefined) cycles.push(path.slice(from));
  }
  return cycles;
}
