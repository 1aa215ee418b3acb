import { inTransaction, type Source } from '@jianjia/db';
import { Problem, type PlainDate } from '@jianjia/kernel';

/** Rows on one page of a list. */
export const PAGE = 50;

/** One statement with the eyes of the source. */
async function read<Row extends object>(
  source: Source,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const { rows } = await inTransaction(source, (client) => client.query<Row>(sql, [...values]), { readOnly: true });
  return rows;
}

/** A union in a list; no person is in it. */
export interface ListedUnion {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  /** Results as of the day, `scheme.track`, by scheme. */
  readonly results: readonly { readonly scheme: string; readonly track: string; readonly reached: boolean }[];
}

export interface UnionHead {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly foundedOn: string;
  readonly dissolvedOn: string | null;
  /** From the root down to the parent. */
  readonly above: readonly { readonly code: string; readonly name: string }[];
}

const RESULTS = `
  select coalesce(jsonb_agg(jsonb_build_object('scheme', r.scheme, 'track', r.track, 'reached', r.reached) order by r.scheme), '[]')
  from assessments.result r where r.union_id = u.union_id and r.as_of = $1`;

/** A union by its code. Throws Problem when there is none. */
export async function unionHead(source: Source, code: string): Promise<UnionHead> {
  const found = await read<Omit<UnionHead, 'above'> & { parent: string | null }>(
    source,
    `select union_id as id, union_code as code, name, kind, founded_on as "foundedOn", dissolved_on as "dissolvedOn",
      parent_id as parent from organisations.union where union_code = $1`,
    [code],
  );
  const [row] = found;
  if (!row)
    throw new Problem('server.noUnion', 'missing', `没有编码为“${code}”的工会。请在“查工会”中按名称或编码查找。`);
  const above = await read<{ code: string; name: string }>(
    source,
    `with recursive up(union_id, parent_id, code, name, height) as (
      select union_id, parent_id, union_code, name, 1 from organisations.union where union_id = $1
      union all
      select u.union_id, u.parent_id, u.union_code, u.name, height + 1
      from up join organisations.union u on u.union_id = up.parent_id
    ) select code, name from up order by height desc`,
    [row.parent],
  );
  const { parent: _parent, ...head } = row;
  return { ...head, above };
}

/**
 * The unions directly below one that are in being on the day; for null the uppermost within sight. One more than a page,
 * if there are.
 */
export async function unionsBelow(
  source: Source,
  parent: string | null,
  t: PlainDate,
  page: number,
): Promise<readonly ListedUnion[]> {
  const found = await read<ListedUnion>(
    source,
    `select u.union_code as code, u.name, u.kind, (${RESULTS}) as results
    from organisations.union u
    where ($2::uuid is null and not exists (select from organisations.union p where p.union_id = u.parent_id)
      or u.parent_id = $2) and (u.dissolved_on is null or u.dissolved_on > $1)
    order by u.union_code collate "C" limit ${PAGE + 1} offset $3`,
    [t, parent, (page - 1) * PAGE],
  );
  return found;
}

/** Unions whose name contains the text or whose code begins with it. */
export async function searchUnions(
  source: Source,
  text: string,
  t: PlainDate,
  page: number,
): Promise<readonly ListedUnion[]> {
  const pattern = text.replaceAll(/[\\%_]/g, '\\$&');
  const found = await read<ListedUnion>(
    source,
    `select u.union_code as code, u.name, u.kind, (${RESULTS}) as results
    from organisations.union u
    where u.name ilike '%' || $2 || '%' or u.union_code ilike $2 || '%'
    order by u.union_code collate "C" limit ${PAGE + 1} offset $3`,
    [t, pattern, (page - 1) * PAGE],
  );
  return found;
}

/** A union in the list of a track. */
export interface TrackUnion {
  readonly code: string;
  readonly name: string;
  readonly reached: boolean;
  /** One letter per indicator, see words.ts. */
  readonly verdicts: string;
}

/** The unions a track was held against, those that reached it and those nearest to it first. */
export async function unionsOfTrack(
  source: Source,
  scheme: string,
  track: string,
  t: PlainDate,
  page: number,
): Promise<readonly TrackUnion[]> {
  const found = await read<TrackUnion>(
    source,
    `select u.union_code as code, u.name, r.reached, r.verdicts
    from assessments.result r join organisations.union u on u.union_id = r.union_id
    where r.as_of = $1 and r.scheme = $2 and r.track = $3
    order by r.reached desc, length(replace(replace(r.verdicts, 'm', ''), 'n', '')), u.union_code collate "C"
    limit ${PAGE + 1} offset $4`,
    [t, scheme, track, (page - 1) * PAGE],
  );
  return found;
}

/** How the verdicts on every indicator of a track fall: place (from 0) and letter → number of unions. */
export async function verdictsOfTrack(
  source: Source,
  scheme: string,
  track: string,
  t: PlainDate,
): Promise<readonly ReadonlyMap<string, number>[]> {
  const found = await read<{ place: number; letter: string; unions: number }>(
    source,
    `select l.place, l.letter, count(*) as unions
    from assessments.result r, unnest(string_to_array(r.verdicts, null)) with ordinality as l(letter, place)
    where r.as_of = $1 and r.scheme = $2 and r.track = $3
    group by l.place, l.letter`,
    [t, scheme, track],
  );
  const places: Map<string, number>[] = [];
  for (const { place, letter, unions } of found) {
    const counts = (places[place - 1] ??= new Map<string, number>());
    counts.set(letter, unions);
  }
  return places;
}

/** What a union reached as of a day, `scheme.track`. */
export async function reachedTracks(source: Source, union: string, t: PlainDate): Promise<ReadonlySet<string>> {
  const found = await read<{ key: string }>(
    source,
    `select scheme || '.' || track as key from assessments.result where union_id = $1 and as_of = $2 and reached`,
    [union, t],
  );
  return new Set(found.map((row) => row.key));
}

/** Unions within sight to choose from, the upper ones first; who has more of them types the code. */
export function someUnions(source: Source): Promise<readonly { readonly code: string; readonly name: string }[]> {
  return read(
    source,
    `select union_code as code, name from organisations.union where dissolved_on is null
    order by length(union_code), union_code collate "C" limit 300`,
    [],
  );
}
