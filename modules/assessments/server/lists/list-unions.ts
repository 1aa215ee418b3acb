import { inTransaction, type PoolClient, type Source } from '@jianjia/db';
import { placeInSight } from '@jianjia/organisations/server';
import type { ListFilter, UnionListQuery, UnionRow } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { describeFilters } from './describe.ts';
import { positionOf, positionText } from './position.ts';
import { problems } from './problems.ts';
import { type ListDays, type Selection, selectionOf } from './selection.ts';
import { UnionRows } from './union-rows.ts';
import { countUnionsSql, type ListedRow, type ListWanted, unionListSql } from './unions-sql.ts';

/** One page of the list of unions. */
export interface UnionPage {
  readonly as_of: string;
  readonly filters: readonly ListFilter[];
  readonly indicator: { readonly id: string; readonly clause: string; readonly at: string } | null;
  readonly total: number;
  readonly rows: readonly UnionRow[];
  readonly next: string | null;
}

/** How a page is cut. */
export interface Cut {
  readonly after?: string | undefined;
  readonly size: number;
}

/**
 * A page of the unions a query asks for, as far as the actor reaches.
 * @throws Problem for a union out of sight, for what the standards do not know, and for parts that do not fit together
 */
export async function listUnions(
  deps: AssessmentDeps,
  source: Source,
  query: UnionListQuery,
  { after, size }: Cut,
): Promise<UnionPage> {
  const chosen = await chooseList(deps, query);
  const position = after === undefined ? null : positionOf(after);
  return inTransaction(
    source,
    async (client) => {
      const wanted = await wantedIn(client, query, chosen);
      const statement = unionListSql(wanted, { after: position, limit: size + 1 });
      const { rows: found } = await client.query<ListedRow>(statement.sql, [...statement.values]);
      const { selection, days } = chosen;
      const rows = new UnionRows(deps.standards, selection.chosen);
      const last = found.length > size ? found[size - 1] : undefined;
      return {
        as_of: days.t,
        filters: describeFilters(wanted),
        indicator: indicatorOf(selection),
        total: found[0]?.total ?? (await countUnions(client, wanted)),
        rows: found.slice(0, size).map((row) => rows.row(row)),
        next: last ? positionText({ place: last.place, code: last.union_code, scheme: last.scheme }) : null,
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

/** What a query chooses, with results of its day at hand. */
export interface ChosenList {
  readonly days: ListDays;
  readonly selection: Selection;
}

/** Checks a query against the standards and makes the results of its day current. */
export async function chooseList(deps: AssessmentDeps, query: UnionListQuery): Promise<ChosenList> {
  const t = deps.asOf(query.as_of);
  const since = query.since === undefined ? null : deps.asOf(query.since);
  const days = { t, since };
  const selection = selectionOf(deps.standards, query, days);
  if (selection.of === 'results') await deps.evaluated(t);
  return { days, selection };
}

/** The query with its unions looked up as the actor sees them. @throws Problem for one out of sight */
export async function wantedIn(
  client: PoolClient,
  query: UnionListQuery,
  { days, selection }: ChosenList,
): Promise<ListWanted> {
  if (days.since !== null) {
    const kept = await client.query('select from assessments.evaluation where as_of = $1', [days.since]);
    if (kept.rowCount === 0) throw problems.notEvaluated(days.since);
  }
  const at = query.at === undefined ? null : await placeInSight(client, query.at);
  const district = query.district === undefined ? null : await placeInSight(client, query.district);
  return { query, days, selection, at, district };
}

/** How many rows the list has. */
export async function countUnions(client: PoolClient, wanted: ListWanted): Promise<number> {
  const { sql, values } = countUnionsSql(wanted);
  const counted = await client.query<{ total: number }>(sql, [...values]);
  return counted.rows[0]?.total ?? 0;
}

function indicatorOf({ chosen }: Selection): UnionPage['indicator'] {
  if (!chosen) return null;
  const { item, clause } = chosen.item;
  return { id: clause.indicator, clause: item.quote, at: item.at };
}
