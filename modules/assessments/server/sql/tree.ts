import { unionColumns } from '@jianjia/organisations/contract';
import { toSql, type SqlEnvironment } from '@jianjia/rules';
import type { Fact } from '../../domain/fact-book.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Gathering } from './gather.ts';
import { columnEnvironment } from './gather.ts';
import { WIDE } from './wide.ts';

/** A union is in being at t: founded, and not dissolved. */
export const live = (t: string, alias: string) =>
  `(${alias}.founded_on <= date '${t}' and (${alias}.dissolved_on is null or ${alias}.dissolved_on > date '${t}'))`;

/** Columns of a union that formulas may use; the same as `unionColumns` of the organisations room. */
export const nodeColumns = (alias: string) =>
  ['union_code', ...Object.keys(unionColumns)].map((column) => `${alias}.${column}`).join(', ');

/**
 * `node`: every union that is no branch or group, with its parent among these, its depth (0 = root) and whether it is
 * in being. `scope`: every union in being with its owner. Unions not in being stay in the tree as empty links.
 */
export function treeSql(t: string): readonly string[] {
  return [
    `create temporary table owned on commit drop as
    with recursive owned(union_id, owner_id) as (
      select union_id, union_id from organisations.union where kind not in ('branch', 'group')
      union all
      select c.union_id, o.owner_id from organisations.union c join owned o on c.parent_id = o.union_id
      where c.kind in ('branch', 'group')
    )
    select union_id, owner_id from owned`,
    `create temporary table node on commit drop as
    with recursive placed(owner_id, parent_id, depth) as (
      select u.union_id, null::uuid, 0 from organisations.union u
      where u.parent_id is null and u.kind not in ('branch', 'group')
      union all
      select u.union_id, o.owner_id, p.depth + 1
      from placed p
      join owned o on o.owner_id = p.owner_id
      join organisations.union u on u.parent_id = o.union_id and u.kind not in ('branch', 'group')
    )
    select p.owner_id, p.parent_id, p.depth, ${live(t, 'u')} as live, ${nodeColumns('u')}
    from placed p join organisations.union u on u.union_id = p.owner_id`,
    `create temporary table scope on commit drop as ${scopeOf('owned', t)}`,
    'analyze node',
    'analyze scope',
  ];
}

/** The rows of `scope`: the unions of a table (union_id, owner_id) in being, of owners in being, as facts count them. */
export function scopeOf(table: string, t: string): string {
  return `
    select u.union_id, n.owner_id, n.kind as owner_kind, u.division_code
    from ${table} o
    join organisations.union u on u.union_id = o.union_id
    join node n on n.owner_id = o.owner_id
    where n.live and ${live(t, 'u')}`;
}

/** `own`: one row per node `n` wanted with the facts of its own rows; facts about unions are added from these. */
export function ownSql(plan: Plan, gatherings: readonly Gathering[], t: string, wanted = 'true'): string {
  const columns = gatherings.flatMap(({ facts, table }) =>
    facts.map(
      (fact) =>
        (fact.additive ? `coalesce(${table}.${fact.column}, 0)` : `${table}.${fact.column}`) + ` as ${fact.column}`,
    ),
  );
  const joins = gatherings.map(({ relation, facts, table }) => {
    if (!relation.source.located) return `left join ${table} on ${table}.owner_id = n.owner_id`;
    const sums = facts.map((fact) => `${fact.additive ? 'sum' : 'max'}(${fact.column}) as ${fact.column}`);
    return `left join (select owner_id, ${sums.join(', ')} from ${table} where owner_id is not null group by owner_id) ${table}
      on ${table}.owner_id = n.owner_id`;
  });
  const about = plan.unionFacts.map((fact) => `${unionFactSql(plan, fact, t)} as ${fact.column}`);
  return `create temporary table own ${WIDE} on commit drop as
    select x.*${about.map((sql) => `, ${sql}`).join('')}
    from (select n.*${columns.map((sql) => `, ${sql}`).join('')} from node n ${joins.join('\n')} where ${wanted}) x`;
}

/** A fact about a union: counts it when it is in being and the condition holds. */
function unionFactSql(plan: Plan, fact: Fact, t: string): string {
  const env = ownEnvironment(plan, t, 'x.');
  const where = fact.where ? `x.live and ${toSql(fact.where, env).sql}` : 'x.live';
  const amount = fact.of ? toSql(fact.of, env).sql : '1';
  return `(case when ${where} then ${amount} else 0 end)::float8`;
}

/** Columns of the union, and own facts. */
export function ownEnvironment(plan: Plan, t: string, prefix: string): SqlEnvironment {
  return {
    ...columnEnvironment(plan.unionColumns, t, 'unions', prefix),
    fact: (scope, reference) => {
      if (scope !== 'own') throw new TypeError(`unions: only own facts can be used, not ${scope}(${reference.name})`);
      return { sql: `${prefix}${plan.factOf(reference).column}`, type: 'number' };
    },
  };
}

/** Facts wanted over the subtree. */
export function treeFacts(plan: Plan): readonly Fact[] {
  return [...plan.scopes.tree.values()];
}

/** `tree`: the sums over the subtree of every union that has unions below it; a leaf's subtree is itself. */
export function rollUpSql(plan: Plan, deepest: number): readonly string[] {
  const columns = treeFacts(plan).map((fact) => fact.column);
  const list = (render: (column: string) => string) => columns.map(render).join(', ');
  const empty = `create temporary table tree ${WIDE} on commit drop as
    select owner_id, ${list((c) => c)} from own where false`;
  const level = (depth: number) => `insert into tree
    select p.owner_id, ${list((c) => `p.${c} + s.${c}`)}
    from own p join (
      select o.parent_id, ${list((c) => `sum(coalesce(t.${c}, o.${c})) as ${c}`)}
      from own o left join tree t on t.owner_id = o.owner_id
      where o.depth = ${depth + 1}
      group by o.parent_id
    ) s on s.parent_id = p.owner_id
    where p.depth = ${depth}`;
  if (columns.length === 0) return [];
  return [empty, ...Array.from({ length: deepest }, (_, index) => level(deepest - 1 - index))];
}
