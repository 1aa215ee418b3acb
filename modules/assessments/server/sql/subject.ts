import type { Fact } from '../../domain/fact-book.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Gathering } from './gather.ts';
import { placedGatherings, placeFacts } from './place.ts';
import { treeFacts } from './tree.ts';

/** Kinds whose jurisdiction is their division, whichever union covers the employers there. */
const BY_PLACE = ['city', 'county', 'zone', 'township', 'community'] as const;

/** True for unions judged over their place: these kinds, and federations without an industry. */
export const judgedByPlace = (alias: string) =>
  `(${alias}.kind in (${BY_PLACE.map((kind) => `'${kind}'`).join(', ')}) or ${alias}.kind = 'federation' and ${alias}.industry_code is null)`;

/** The same of one union. */
export function isJudgedByPlace(kind: string, industry: string | null): boolean {
  return BY_PLACE.some((one) => one === kind) || (kind === 'federation' && industry === null);
}

/** Kinds that are never judged (ruling «Who is judged»). */
export const NEVER_JUDGED = ['city', 'branch', 'group'] as const;

/** SQL column of a fact in a scope, in the table `subject`. */
export function subjectColumn(scope: 'own' | 'tree' | 'place' | 'area', fact: Fact): string {
  return `${scope.charAt(0)}_${fact.column}`;
}

/**
 * `subject`: one row per union that may be judged, with every fact in every scope a formula uses. A view: each track
 * reads only the columns it needs. It goes when the tables below it are dropped at commit.
 */
export function subjectSql(plan: Plan, gatherings: readonly Gathering[]): string {
  const placed = placedGatherings(plan, gatherings);
  const source = (fact: Fact) => placed.find((gathering) => gathering.facts.includes(fact))?.relation.source.name ?? '';
  const tree = (fact: Fact) => `coalesce(t.${fact.column}, o.${fact.column})`;
  const place = (fact: Fact) => `coalesce(place_${source(fact)}.${fact.column}, 0)`;
  const uncovered = (fact: Fact) =>
    source(fact) === 'employers' ? ` + coalesce(uncovered_employers.${fact.column}, 0)` : '';
  const columns = [
    ...[...plan.scopes.own.values()].map((fact) => `o.${fact.column} as ${subjectColumn('own', fact)}`),
    ...treeFacts(plan).map((fact) => `${tree(fact)} as ${subjectColumn('tree', fact)}`),
    ...placeFacts(plan).map((fact) => `${place(fact)} as ${subjectColumn('place', fact)}`),
    ...[...plan.scopes.area.values()].map(
      (fact) =>
        `case when ${judgedByPlace('o')} then ${place(fact)} else ${tree(fact)}${uncovered(fact)} end as ${subjectColumn('area', fact)}`,
    ),
  ];
  const joins = [
    ...(treeFacts(plan).length > 0 ? ['left join tree t on t.owner_id = o.owner_id'] : []),
    ...placed.map(
      ({
        relation: {
          source: { name },
        },
      }) => `left join place_${name} on place_${name}.division_code = o.division_code`,
    ),
    ...(placed.some(({ relation }) => relation.source.name === 'employers')
      ? ['left join uncovered_employers on uncovered_employers.owner_id = o.owner_id']
      : []),
  ];
  const own = ['owner_id', 'parent_id', 'depth', 'union_code', ...Object.keys(plan.unionColumns)];
  return `create temporary view subject as
    select ${own.map((column) => `o.${column}`).join(', ')}${columns.map((sql) => `, ${sql}`).join('')}
    from own o ${joins.join('\n')}
    where o.live and o.kind not in (${NEVER_JUDGED.map((kind) => `'${kind}'`).join(', ')})`;
}
