import type { PoolClient } from '@jianjia/db';
import { toSql, type Expression, type FactContext, type FactRelation, type SqlEnvironment } from '@jianjia/rules';
import type { Fact } from '../../domain/fact-book.ts';
import {
  MOST_ROWS,
  classedRows,
  classesOf,
  classJoin,
  classSums,
  classTable,
  unpacked,
  type Classes,
} from './classes.ts';
import { WIDE } from './wide.ts';

/** How the rows of one source become facts: one statement per source, whatever the number of unions. */
export interface Gathering {
  readonly relation: FactRelation;
  readonly facts: readonly Fact[];
  /** Temporary table: by owner_id, or by cell (owner_id, division_code, industry_code) where the source is located. */
  readonly table: string;
}

/** The gatherings a plan needs. */
export function gatherings(facts: readonly Fact[], relations: readonly FactRelation[]): readonly Gathering[] {
  return relations.flatMap((relation) => {
    const wanted = facts.filter((fact) => fact.source === relation.source);
    return wanted.length === 0 ? [] : [{ relation, facts: wanted, table: `fact_${relation.source.name}` }];
  });
}

/**
 * SQL that creates and fills the gathering's table. Rows of branches and groups count for their owner. `plain` counts
 * every fact by its own condition (see classes.ts for the other way).
 */
export function gatherSql(gathering: Gathering, context: FactContext, plain = false): string {
  const { relation, facts, table } = gathering;
  const create = `create temporary table ${table} ${WIDE} on commit drop as`;
  const { located } = relation.source;
  if (located && relation.detail) return `${create} ${cellsByDetail(gathering, relation.detail(context), context)}`;
  if (located) {
    return `${create}
    select union_id as owner_id, division_code, case when union_id is null then industry_code end as industry_code,
      ${facts.map((fact) => `(${firstStage(fact, context.t)})::float8 as ${fact.column}`).join(', ')}
    from (${relation.sql(context)}) r
    group by 1, 2, 3`;
  }
  const classes = plain ? null : classesOf(facts);
  return `${create}
    select s.owner_id, ${[...facts.map((fact) => secondStage(fact)), ...(classes ? ['max(g.class_rows) as class_rows'] : [])].join(', ')}
    from (${classes ? byClass(gathering, classes, context) : byUnion(gathering, 'union_id', context)}) g
    join scope s on s.union_id = g.union_id
    group by s.owner_id`;
}

/** Whether some union has too many rows for its counts to share doubles: then the gathering must be done plainly. */
export async function overflows(client: PoolClient, gathering: Gathering): Promise<boolean> {
  const { relation, facts, table } = gathering;
  if (relation.source.located || !classesOf(facts)) return false;
  const found = await client.query<{ most: number | null }>(`select max(class_rows) as most from ${table}`);
  return (found.rows[0]?.most ?? 0) > MOST_ROWS;
}

function byUnion({ relation, facts }: Gathering, keys: string, context: FactContext): string {
  return `
    select ${keys}, ${facts.map((fact) => `${firstStage(fact, context.t)} as ${fact.column}`).join(', ')}
    from (${relation.sql(context)}) r group by ${keys}`;
}

/** The same as byUnion by way of classes. */
function byClass({ relation, facts }: Gathering, classes: Classes, context: FactContext): string {
  const env = columnEnvironment(relation.source.columns, context.t, relation.source.name, 'r.');
  const inside = columnEnvironment(relation.source.columns, context.t, relation.source.name);
  const rows = relation.sql(context);
  const others = facts.filter((fact) => !classes.facts.includes(fact));
  const direct = others.map((fact) => `${firstStage(fact, context.t)} as ${fact.column}`);
  return `
    select g.union_id, g.class_rows, ${[...others.map((fact) => `g.${fact.column}`), ...unpacked(classes, 'g')].join(', ')}
    from (
      select r.union_id, count(*) as class_rows, ${[...direct, ...classSums(classes)].join(', ')}
      from (${classedRows(classes, rows, env)}) r
      join (${classTable(classes, rows, inside)}) k on ${classJoin(classes, 'r')}
      group by r.union_id
    ) g`;
}

/** Members and the like: counted per union and employer, then placed where the employer lies. */
function cellsByDetail(gathering: Gathering, detail: string, context: FactContext): string {
  const { relation, facts } = gathering;
  const given = columnEnvironment(relation.source.detail ?? {}, context.t, relation.source.name, 'd.');
  return `
    select s.owner_id, coalesce(d.division_code, s.division_code) as division_code, null::text as industry_code,
      ${facts.map((fact) => secondStage(fact, fact.given ? toSql(fact.given, given).sql : undefined)).join(', ')}
    from (${byUnion(gathering, 'union_id, uscc', context)}) g
    join scope s on s.union_id = g.union_id
    left join (${detail}) d on d.uscc = g.uscc
    group by 1, 2`;
}

/** Aggregate over the rows of one union. `latest` is carried as the pair (day, value): arrays compare in order. */
function firstStage(fact: Fact, t: string): string {
  const env = rowEnvironment(fact, t);
  const sql = (expression: Expression | null) => (expression ? toSql(expression, env).sql : 'null');
  const filter = fact.where ? ` filter (where ${sql(fact.where)})` : '';
  switch (fact.aggregate) {
    case 'count':
      // As doubles at once: adding up whole numbers of 64 bits goes through numeric, which is slow.
      return `(count(*)${filter})::float8`;
    case 'sum':
      return `coalesce(sum((${sql(fact.of)})::float8)${filter}, 0)`;
    case 'max':
      return `max((${sql(fact.of)})::float8)${filter}`;
    case 'latest':
      return `max(array[(${sql(fact.by)} - date '1970-01-01')::float8, (${sql(fact.of)})::float8])${filter}`;
  }
}

/** Combines the unions of one owner. */
function secondStage(fact: Fact, given?: string): string {
  const filter = given === undefined ? '' : ` filter (where ${given})`;
  if (fact.aggregate === 'latest') return `(max(g.${fact.column})${filter})[2] as ${fact.column}`;
  if (fact.aggregate === 'max') return `max(g.${fact.column})${filter} as ${fact.column}`;
  return `coalesce(sum(g.${fact.column})${filter}, 0)::float8 as ${fact.column}`;
}

function rowEnvironment(fact: Fact, t: string): SqlEnvironment {
  return columnEnvironment(fact.source.columns, t, fact.id);
}

/** Names are columns of the source; facts cannot be used inside a fact of a register. */
export function columnEnvironment(
  columns: FactRelation['source']['columns'],
  t: string,
  where: string,
  prefix = '',
): SqlEnvironment {
  return {
    t,
    reference: (reference) => {
      const type = columns[reference.name];
      if (type === undefined || reference.args.length > 0) {
        throw new TypeError(`${where}: no column ${reference.name}`);
      }
      const sql = type === 'number' ? `${prefix}${reference.name}::float8` : `${prefix}${reference.name}`;
      return { sql, type };
    },
    fact: (_scope, fact) => {
      throw new TypeError(`${where}: the fact ${fact.name} cannot be used here`);
    },
  };
}
