import type { PoolClient } from '@jianjia/db';
import { unionKinds } from '@jianjia/organisations/contract';
import { tracksOf } from '../selection.ts';
import type { Standards } from '../standards.ts';
import { sharesSql, topsSql, type SharesQuery } from './shares-sql.ts';
import type { View } from './view.ts';

interface Row {
  readonly scheme: string;
  readonly key: string | null;
  readonly title: string | null;
  readonly unions: number;
  readonly reached: number;
}

/** The share of unions that reach their standard, per standard and part; standards and their tracks in their own order. */
export async function shares(client: PoolClient, standards: Standards, view: View, query: SharesQuery) {
  const tracks = tracksOf(standards, query.scheme);
  const start = query.by === 'district' ? await districtStart(client, view) : [];
  const { sql, values } = sharesSql(view, query, start);
  const found = await client.query<Row>(sql, [...values]);
  const places = new Map(orderOf(query).map((key, place) => [key, place]));
  const schemes = [...new Map(tracks.map(({ scheme }) => [scheme.id, scheme])).values()];
  return schemes.flatMap((scheme) => {
    const trackTitles = new Map(scheme.tracks.map(({ id, title }) => [id, title]));
    const order = (row: Row) =>
      query.by === 'scheme' ? [...trackTitles.keys()].indexOf(row.key ?? '') : (places.get(row.key ?? '') ?? 0);
    return found.rows
      .filter((row) => row.scheme === scheme.id)
      .toSorted((a, b) => Number(a.key === null) - Number(b.key === null) || order(a) - order(b) || compare(a, b))
      .map((row) => ({
        scheme: scheme.id,
        scheme_title: scheme.title,
        track: query.by === 'scheme' ? row.key : null,
        key: row.key,
        title: titleOf(query, row, trackTitles),
        unions: row.unions,
        reached: row.reached,
        share: row.reached / row.unions,
      }));
  });
}

/** The unions whose children are the districts: the viewed one, or the highest within sight and, if it is one, below it. */
async function districtStart(client: PoolClient, { at }: View): Promise<readonly string[]> {
  if (at !== null) return [at.unionId];
  const { sql, values } = topsSql();
  const { rows } = await client.query<{ id: string }>(sql, [...values]);
  return rows.map(({ id }) => id);
}

const orderOf = ({ by }: SharesQuery): readonly string[] => (by === 'kind' ? Object.keys(unionKinds) : []);

const compare = (a: Row, b: Row): number => ((a.key ?? '') < (b.key ?? '') ? -1 : 1);

function titleOf({ by }: SharesQuery, { key, title }: Row, tracks: ReadonlyMap<string, string>): string {
  if (by === 'scheme') return tracks.get(key ?? '') ?? key ?? '';
  if (by === 'kind') return unionKinds[key as keyof typeof unionKinds] ?? key ?? '';
  if (by === 'district') return title ?? '直属和本级';
  return title ?? '未填';
}
