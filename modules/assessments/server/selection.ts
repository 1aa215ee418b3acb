import { nearest } from '@jianjia/rules';
import type { PlannedTrack } from '../domain/plan.ts';
import { problems } from './problems.ts';
import type { Standards } from './standards.ts';

/** Which kept results are asked for. */
export interface OutcomeFilter {
  readonly scheme?: string;
  /** union_code: this union and everything below it. */
  readonly union?: string;
  /** Only the union itself, nothing below it. */
  readonly alone?: boolean;
}

/** The tracks of one scheme, or of all. */
export function tracksOf(standards: Standards, scheme: string | undefined): readonly PlannedTrack[] {
  const tracks = standards.plan.tracks.filter((planned) => scheme === undefined || planned.scheme.id === scheme);
  if (scheme === undefined || standards.schemes.some(({ id }) => id === scheme)) return tracks;
  throw problems.noScheme(
    scheme,
    nearest(
      scheme,
      standards.schemes.map(({ id }) => id),
    ),
  );
}

/**
 * The tracks of one scheme or of all, or one of them.
 * @throws Problem assessments.noScheme, assessments.noTrack
 */
export function requireTrack(
  standards: Standards,
  scheme: string | undefined,
  track: string | undefined,
): readonly PlannedTrack[] {
  const tracks = tracksOf(standards, scheme);
  if (track === undefined) return tracks;
  const wanted = tracks.filter((planned) => planned.track.id === track);
  if (wanted.length > 0) return wanted;
  throw problems.noTrack(
    track,
    nearest(
      track,
      tracks.map((planned) => planned.track.id),
    ),
  );
}

/** The union $4 by itself. */
export const ALONE = 'with subtree as (select union_id from organisations.union where union_code = $4)';

/** The union $4 and everything below it. */
export const SUBTREE = `with recursive subtree(union_id) as (
      select union_id from organisations.union where union_code = $4
      union all
      select u.union_id from organisations.union u join subtree s on u.parent_id = s.union_id
    )`;
