import { sqlText, toSql, walk, type Expression, type FactContext, type FactRelation, type Scope } from '@jianjia/rules';
import type { Fact } from '../../domain/fact-book.ts';
import type { Plan } from '../../domain/plan.ts';
import { columnEnvironment } from './gather.ts';
import { divisionAbove } from './place.ts';
import { ownEnvironment } from './tree.ts';

/**
 * Which records of those behind a number: those after so many, so many. Not after a key: the last one of a page may be out
 * of its reader's sight, and all of them are counted for every page anyway.
 */
export interface RowPage {
  readonly after: number;
  readonly limit: number;
}

/** The records that an explanation lists. */
export const FIRST_ROWS: RowPage = { after: 0, limit: 10 };

/** Owners at or below the union, over the table `node`. */
const below = (union: string) => `
  below(owner_id) as (
    select owner_id from node where owner_id = ${sqlText(union)}::uuid
    union all
    select n.owner_id from node n join below b on n.parent_id = b.owner_id
  )`;

/** Columns of a source that a fact's formulas look at. */
export function lookedAt(fact: Fact): readonly string[] {
  const names = new Set<string>();
  for (const part of [fact.where, fact.of, fact.by]) {
    if (part)
      walk(part, (node) => node.node === 'reference' && node.name in fact.source.columns && names.add(node.name));
  }
  return [...names];
}

/**
 * SQL of the records behind a fact of one union: row_key, union_id, the columns looked at as text, and `total`, which is of
 * all of them. `byPlace` tells that the union's jurisdiction is its division.
 */
export function rowsSql(
  fact: Fact,
  relation: FactRelation,
  scope: Scope,
  union: string,
  byPlace: boolean,
  context: FactContext,
  page: RowPage = FIRST_ROWS,
): string {
  const env = columnEnvironment(fact.source.columns, context.t, fact.id, 'r.');
  const condition = (part: Expression | null) => (part ? toSql(part, env).sql : 'true');
  const columns = lookedAt(fact).map((column) => `r.${column}::text as ${column}`);
  const place = scope === 'place' || (scope === 'area' && byPlace);
  const detail = relation.detail ? `left join (${relation.detail(context)}) d on d.uscc = r.uscc` : '';
  const division = relation.detail ? 'coalesce(d.division_code, s.division_code)' : 'r.division_code';
  const inScope = place
    ? `${division} in (select code from above where ancestor = (select division_code from node where owner_id = ${sqlText(union)}::uuid))`
    : scope === 'own'
      ? `s.owner_id = ${sqlText(union)}::uuid`
      : 's.owner_id in (select owner_id from below)';
  return `${divisionAbove}, ${below(union)}
    ${cut(
      `select r.row_key, r.union_id${columns.map((sql) => `, ${sql}`).join('')}, count(*) over () as total
    from (${relation.sql(context)}) r
    ${relation.source.located && !relation.detail ? 'left join' : 'join'} scope s on s.union_id = r.union_id
    ${detail}
    where (${condition(fact.where)}) and ${inScope}`,
      page,
    )}`;
}

/** One page: a record that a source gives several times is not cut apart. */
function cut(rows: string, { after, limit }: RowPage): string {
  return `select * from (${rows}) behind
    order by row_key collate "C", coalesce(union_id::text, '') offset ${after} fetch first ${limit} rows with ties`;
}

/** SQL of the unions behind a fact about unions. */
export function unionRowsSql(
  plan: Plan,
  fact: Fact,
  scope: Scope,
  union: string,
  t: string,
  page: RowPage = FIRST_ROWS,
): string {
  const where = fact.where ? toSql(fact.where, ownEnvironment(plan, t, 'x.')).sql : 'true';
  const inScope =
    scope === 'own' ? `x.owner_id = ${sqlText(union)}::uuid` : 'x.owner_id in (select owner_id from below)';
  return `with recursive ${below(union)}
    ${cut(
      `select x.union_code as row_key, x.owner_id as union_id, u.name, count(*) over () as total
    from own x join organisations.union u on u.union_id = x.owner_id
    where x.live and ${where} and ${inScope}`,
      page,
    )}`;
}
