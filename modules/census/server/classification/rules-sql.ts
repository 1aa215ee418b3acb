import type { PoolClient } from '@jianjia/db';
import { actingUnion } from '../checks/acting-union.ts';
import { placeInSight } from '@jianjia/organisations/server';
import type { Decision, IndustryGroup } from '../../domain/classification/decisions.ts';
import { isIndustrialUnion } from '../../domain/classification/industrial-union.ts';
import { problems } from '../problems.ts';

/** A union that rules are looked at from. */
export interface LookedFrom {
  readonly unionId: string;
  readonly code: string;
  readonly name: string;
  readonly division: string;
  readonly divisionName: string;
  /** It is a federation, and the actor may decide for it. */
  readonly mayWrite: boolean;
}

/**
 * The union looked from: the one named, else that of the actor.
 * @throws Problem organisations.noUnion, census.noPlace
 */
export async function lookedFrom(client: PoolClient, at: string | undefined): Promise<LookedFrom> {
  const unionId = at === undefined ? await ownUnion(client) : (await placeInSight(client, at)).unionId;
  const found = await client.query<LookedFrom>(
    `select u.union_id as "unionId", u.union_code as code, u.name, u.division_code as division, d.name as "divisionName",
       u.kind in ('city', 'county', 'zone', 'township', 'federation') and identity.may('census:write', u.union_id) as "mayWrite"
     from organisations.union u join kernel.division d on d.code = u.division_code where u.union_id = $1`,
    [unionId],
  );
  const [place] = found.rows;
  if (!place) throw problems.noPlace();
  return place;
}

/** The highest union whose list the actor reads. */
async function ownUnion(client: PoolClient): Promise<string | null> {
  const all = await client.query<{ id: string }>(
    `select union_id as id from organisations.union where (select identity.sees_all('census:read')) and parent_id is null
     order by union_code collate "C" limit 1`,
  );
  return all.rows[0]?.id ?? actingUnion(client, 'census:read');
}

/** A decision with what is told of it. */
export interface ToldDecision extends Decision {
  readonly divisionName: string;
  /** Null for a federation out of sight. */
  readonly code: string | null;
  readonly unionName: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date;
}

/** What federations above a place, at it and below it have decided. */
export async function decisionsAround(client: PoolClient, division: string): Promise<readonly ToldDecision[]> {
  const found = await client.query<Omit<ToldDecision, 'union'> & { readonly union: string }>(
    `select r.union_id as "unionId", r.division_code as division, d.name as "divisionName", r.industry_code as industry,
       r.industrial_union as union, u.union_code as code, u.name as "unionName", w.decided_by as "decidedBy", r.decided_at as "decidedAt"
     from (
       select * from census.industry_rules_over($1)
       union
       select r.union_id, u.division_code, r.industry_code, r.industrial_union, r.decided_at
       from census.industry_rule r join organisations.union u on u.union_id = r.union_id
       where starts_with(u.division_code, $1)
     ) r
     join kernel.division d on d.code = r.division_code
     left join organisations.union u on u.union_id = r.union_id
     left join census.industry_rule w on w.union_id = r.union_id and w.industry_code = r.industry_code`,
    [division],
  );
  return found.rows.flatMap(({ union, ...row }) => (isIndustrialUnion(union) ? [{ ...row, union }] : []));
}

/**
 * Classified employers of a place by industry, and by the nearest of some places they lie in, which hold rules of their own.
 * @param within the places below that have such rules
 */
export async function industryGroups(
  client: PoolClient,
  division: string,
  within: readonly string[],
): Promise<readonly IndustryGroup[]> {
  // A code that begins with another one lies in it; the longest is the nearest.
  const found = await client.query<IndustryGroup>(
    `select c.industry_code as industry,
       coalesce((select max(w collate "C") from unnest($2::text[]) w where starts_with(c.division_code, w)), $1) as division,
       count(*)::integer as employers
     from census.classification c
     where c.industry_code is not null and starts_with(c.division_code, $1)
     group by 1, 2`,
    [division, within],
  );
  return found.rows;
}
