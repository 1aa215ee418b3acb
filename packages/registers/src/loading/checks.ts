import type { PoolClient } from '@jianjia/db';
import type { RowCheck } from '../definition.ts';
import { notAboveReason, notBeforeReason, sumNotAboveReason } from '../reading/row.ts';
import { addRejection, MAX_FINDINGS, type FileReport } from '../report.ts';
import { comparedSql, literal, quoted, stagedColumns } from '../storage.ts';
import { danglingReason, joins, sameKey, type Plan } from './references.ts';
import { rejectMisplaced } from './tree.ts';

/**
 * Holds the staged rows against each other and against the database, in whole sets: duplicates, dangling references,
 * cycles. What is wrong lands in `import_rejected`; rejected rows leave the stage, the report counts them.
 */
export async function checkStage(client: PoolClient, plan: Plan, report: FileReport): Promise<void> {
  await rejectDuplicates(client, plan, report);
  for (const reference of plan.references) {
    if (!plan.present.includes(reference.column) || reference.toSelf) continue;
    await client.query(`
      insert into import_rejected
      select s.line, ${literal(reference.column)}, s.${quoted(reference.column)}, ${danglingReason(reference)}
      from import_stage s
      where s.${quoted(reference.column)} is not null and not exists (
        select from ${quoted(reference.target.table)} t
        where t.${quoted(reference.targetColumn)} = s.${quoted(reference.column)})`);
  }
  for (const check of plan.definition.checks ?? []) await rejectAgainstStored(client, plan, check);
  const upward = plan.references.find((reference) => reference.toSelf && plan.present.includes(reference.column));
  if (upward) await rejectMisplaced(client, plan, upward);
  await takeRejectedOut(client, report);
}

/** Identical rows of one key count once; rows that differ are all rejected (ruling «Exchange format»). */
async function rejectDuplicates(client: PoolClient, plan: Plan, report: FileReport): Promise<void> {
  const keys = plan.definition.key.map(quoted);
  const list = keys.join(', ');
  const given = keys.map((key) => `${key} is not null`).join(' and ');
  await client.query(`
    drop table if exists pg_temp.import_twice;
    create temp table import_twice on commit drop as
      select ${list} from import_stage where ${given} group by ${list} having count(*) > 1`);
  const found = await client.query('select from import_twice limit 1');
  if (found.rowCount === 0) return;
  const content = plan.present
    .flatMap((column) => stagedColumns(plan.definition, column))
    .map(({ sqlName, part }) => comparedSql(part, `s.${quoted(sqlName)}`))
    .join(', ');
  await client.query(`
    with grouped as (
      select ${list}, array_agg(s.line order by s.line) as lines
      from import_stage s join import_twice using (${list})
      group by ${list} having count(distinct row(s.bad, ${content})::text) > 1
    )
    insert into import_rejected
    select s.line, ${literal(plan.definition.key[0] ?? '')}, s.${keys[0]}::text,
      '同一个编号在文件里出现了 ' || cardinality(g.lines) || ' 次而内容不同（第 '
        || array_to_string(g.lines[1:10], '、') || ' 行），无法判断哪一行是对的，全部不载入。'
    from import_stage s join grouped g using (${list})`);
  const repeated = await client.query(`
    delete from import_stage s using import_twice w
    where not s.bad and ${keys.map((key) => `s.${key} = w.${key}`).join(' and ')}
      and not exists (select from import_rejected r where r.line = s.line)
      and s.line > (select min(f.line) from import_stage f
        where ${keys.map((key) => `f.${key} = w.${key}`).join(' and ')})`);
  report.same += repeated.rowCount ?? 0;
}

/** A check whose columns the file holds only in part is made with the rest as it is stored. */
async function rejectAgainstStored(client: PoolClient, plan: Plan, check: RowCheck): Promise<void> {
  if (check.rule === 'residentIdNumber') return;
  const columns =
    check.rule === 'sumNotAbove'
      ? [...check.columns, check.limit]
      : [check.column, check.rule === 'notAbove' ? check.limit : check.start];
  const absent = columns.filter((column) => !plan.present.includes(column));
  if (absent.length === 0 || absent.length === columns.length) return;
  const value = (column: string): string => `${plan.present.includes(column) ? 's' : 't'}.${quoted(column)}`;
  const title = (column: string): string => plan.definition.columns[column]?.title ?? column;
  const last = columns.at(-1) ?? '';
  const [left, reason, column] = sides(check, value, title);
  await client.query(`
    insert into import_rejected
    select s.line, ${literal(column)}, (${value(column)})::text, format(${literal(reason)}, ${left}, ${value(last)})
    from import_stage s ${joins(plan)} join ${quoted(plan.definition.table)} t on ${sameKey(plan)}
    where not s.bad and ${left} ${check.rule === 'notBefore' ? '<' : '>'} ${value(last)}`);
}

type Sides = readonly [leftSql: string, reason: string, column: string];

function sides(
  check: Exclude<RowCheck, { rule: 'residentIdNumber' }>,
  value: (column: string) => string,
  title: (column: string) => string,
): Sides {
  const [first, second] = ['%1$s', '%2$s'];
  if (check.rule === 'sumNotAbove') {
    const sum = check.columns.map((column) => `coalesce(${value(column)}, 0)`).join(' + ');
    return [`(${sum})`, sumNotAboveReason(check.columns.map(title), first, title(check.limit), second), check.limit];
  }
  const reason =
    check.rule === 'notAbove'
      ? notAboveReason(title(check.column), first, title(check.limit), second)
      : notBeforeReason(title(check.column), first, title(check.start), second);
  return [value(check.column), reason, check.column];
}

/** Reports what was rejected and removes it, with the rows that were faulty from the start. */
async function takeRejectedOut(client: PoolClient, report: FileReport): Promise<void> {
  const counted = await client.query<{ rows: number }>(`
    select count(*)::integer as rows from import_stage s
    where not s.bad and exists (select from import_rejected r where r.line = s.line)`);
  const rows = counted.rows[0]?.rows ?? 0;
  const faults = await client.query<{ line: number; col: string; value: string | null; reason: string; found: number }>(
    `select line, col, left(value, 200) as value, reason, count(*) over () as found
    from import_rejected order by line limit ${MAX_FINDINGS}`,
  );
  report.rejectionsOmitted += (faults.rows[0]?.found ?? 0) - faults.rows.length;
  for (const fault of faults.rows) addRejection(report, fault.line, fault.col, fault.value ?? '', fault.reason);
  report.rejected += rows;
  if (report.rejected === 0) return;
  await client.query(`
    delete from import_stage s
    where s.bad or exists (select from import_rejected r where r.line = s.line)`);
}
