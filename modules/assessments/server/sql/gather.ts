import { toSql, type Expression, type FactContext, type FactRelation, type SqlEnvironment } from '@jianjia/rules';
import type { Fact } from '../../domain/fact-book.ts';

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

/** SQL that creates and fills the gathering's table. Rows of branches and groups count for their owner. */
export function gatherSql(gathering: Gathering, context: FactContext): string {
  const { relation, facts, table } = gathering;
  const create = `create temporary table ${table} on commit drop as`;
  const grouped = (keys: string) => `
    select ${keys}, ${facts.map((fact) => `${firstStage(fact, context.t)} as ${fact.column}`).join(', ')}
    from (${relation.sql(context)}) r group by ${keys}`;
  if (!relation.source.located) {
    return `${create}
    select s.owner_id, ${facts.map((fact) => secondStage(fact)).join(', ')}
    from (${grouped('union_id')}) g join scope s on s.union_id = g.union_id
    group by s.owner_id`;
  }
  if (!relation.detail) {
    return `${create}
    select union_id as owner_id, division_code, case when union_id is null then industry_code end as industry_code,
      ${facts.map((fact) => `(${firstStage(fact, context.t)})::float8 as ${fact.column}`).join(', ')}
    from (${relation.sql(context)}) r
    group by 1, 2, 3`;
  }
  const given = detailEnvironment(relation, context.t);
  return `${create}
    select s.owner_id, coalesce(d.division_code, s.division_code) as division_code, null::text as industry_code,
      ${facts.map((fact) => secondStage(fact, fact.given ? toSql(fact.given, given).sql : undefined)).join(', ')}
    from (${grouped('union_id, uscc')}) g
    join scope s on s.union_id = g.union_id
    left join (${relation.detail(context)}) d on d.uscc = g.uscc
    group by 1, 2`;
}

/** Aggregate over the rows of one union. `latest` is carried as the pair (day, value): arrays compare in order. */
function firstStage(fact: Fact, t: string): string {
  const env = rowEnvironment(fact, t);
  const sql = (expression: Expression | null) => (expression ? toSql(expression, env).sql : 'null');
  const filter = fact.where ? ` filter (where ${sql(fact.where)})` : '';
  switch (fact.aggregate) {
    case 'count':
      return `count(*)${filter}`;
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

function detailEnvironment(relation: FactRelation, t: string): SqlEnvironment {
  return columnEnvironment(relation.source.detail ?? {}, t, relation.source.name, 'd.');
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
