import type { PoolClient } from '@jianjia/db';
import type { FileReport } from '../report.ts';
import { comparedSql, literal, ownerIdColumn, quoted } from '../storage.ts';
import { joins, keyText, sameKey, type Plan } from './references.ts';

/**
 * Brings the staged rows into the register's table: new ones are added, changed ones corrected with their old state
 * kept in `kernel.register_history`, equal ones left alone. Columns the file lacks keep what is stored.
 * Counts go into the report.
 */
export async function mergeStage(client: PoolClient, plan: Plan, report: FileReport, importId: string): Promise<void> {
  const table = quoted(plan.definition.table);
  await client.query('analyze import_stage');
  if (plan.ownId) await giveIds(client, plan);
  const existing = await client.query(`select from ${table} limit 1`);
  // Changed rows are found before new ones are added, so that the new ones need not be compared with themselves.
  if (existing.rowCount !== 0) await findChanged(client, plan, report);
  report.new += await insertNew(client, plan, existing.rowCount !== 0);
  if (report.changed > 0) await updateChanged(client, plan, importId);
}

async function giveIds(client: PoolClient, plan: Plan): Promise<void> {
  const own = quoted(plan.ownId ?? '');
  const key = quoted(plan.definition.key[0] ?? '');
  const table = quoted(plan.definition.table);
  await client.query(`update import_stage s set ${own} = t.${own} from ${table} t where t.${key} = s.${key}`);
  await client.query(`update import_stage set ${own} = kernel.uuid_v7() where ${own} is null`);
}

async function findChanged(client: PoolClient, plan: Plan, report: FileReport): Promise<void> {
  const compared = plan.stored.filter(({ inFile }) => inFile);
  const now = compared.map(({ sqlName, part }) => comparedSql(part, `t.${quoted(sqlName)}`)).join(', ');
  const then = compared.map(({ value, part }) => comparedSql(part, value)).join(', ');
  await client.query(`
    create temp table import_changed on commit drop as
    select s.line, row(${now}) is distinct from row(${then}) as changed
    from import_stage s ${joins(plan)} join ${quoted(plan.definition.table)} t on ${sameKey(plan)}`);
  const counted = await client.query<{ changed: number; same: number }>(`
    select count(*) filter (where changed)::integer as changed, count(*) filter (where not changed)::integer as same
    from import_changed`);
  report.changed += counted.rows[0]?.changed ?? 0;
  report.same += counted.rows[0]?.same ?? 0;
}

async function insertNew(client: PoolClient, plan: Plan, someExist: boolean): Promise<number> {
  const given = plan.stored.filter(({ inFile }) => inFile);
  const result = await client.query(`
    insert into ${quoted(plan.definition.table)} (${given.map(({ sqlName }) => quoted(sqlName)).join(', ')})
    select ${given.map(({ value }) => value).join(', ')}
    from import_stage s ${joins(plan)}
    ${someExist ? 'where not exists (select from import_changed c where c.line = s.line)' : ''}`);
  return result.rowCount ?? 0;
}

async function updateChanged(client: PoolClient, plan: Plan, importId: string): Promise<void> {
  const table = quoted(plan.definition.table);
  const ownerId = ownerIdColumn(plan.definition);
  const changed = `import_stage s join import_changed c on c.line = s.line and c.changed ${joins(plan)}`;
  await client.query(
    `insert into kernel.register_history (register, union_id, key, old, import_id)
    select ${literal(plan.definition.name)}, ${ownerId ? `t.${quoted(ownerId)}` : 'null'}, ${keyText(plan.definition)},
      to_jsonb(t), $1
    from ${changed} join ${table} t on ${sameKey(plan)}`,
    [importId],
  );
  const set = plan.stored.filter(({ inFile }) => inFile);
  await client.query(`
    update ${table} t
    set ${set.map(({ sqlName, value }) => `${quoted(sqlName)} = ${value}`).join(', ')}
    from ${changed} where ${sameKey(plan)}`);
}
