import { cursorRows, openTransaction, type PoolClient, type Source } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { MILLI, UNLIMITED } from '@jianjia/rules';
import { requireUnion } from '@jianjia/organisations/server';
import type { ScoreLine, ScoreSummary } from '../contract/index.ts';
import type { PlannedTrack } from '../domain/plan.ts';
import { pointRange } from '../domain/points.ts';
import { ALONE, SUBTREE, tracksOf, type OutcomeFilter } from './selection.ts';
import type { Standards } from './standards.ts';

/**
 * The kept scores as of t, by scheme, track and union; run ensureEvaluated first. Streams like `outcomes`. Throws
 * Problem for an unknown scheme or union; a scheme without points gives no line.
 */
export async function* scores(
  source: Source,
  standards: Standards,
  t: PlainDate,
  filter: OutcomeFilter = {},
): AsyncGenerator<ScoreLine> {
  const tracks = tracksOf(standards, filter.scheme).filter(({ scoring }) => scoring);
  const { client, rollback } = await openTransaction(source, { readOnly: true });
  try {
    if (filter.union !== undefined) await requireUnion(client, filter.union);
    for (const planned of tracks) yield* trackScores(client, planned, t, filter);
  } finally {
    await rollback();
  }
}

async function* trackScores(
  client: PoolClient,
  { scheme, track }: PlannedTrack,
  t: PlainDate,
  { union: below, alone }: OutcomeFilter,
): AsyncGenerator<ScoreLine> {
  const sql = `${below === undefined ? '' : alone ? ALONE : SUBTREE}
    select u.union_code as union, s.scheme, s.track, s.low, s.high, s.level, s.possible
    from assessments.score s join organisations.union u on u.union_id = s.union_id
    where s.as_of = $1 and s.scheme = $2 and s.track = $3
      ${below === undefined ? '' : 'and s.union_id in (select union_id from subtree)'}
    order by u.union_code collate "C"`;
  const values = [t, scheme.id, track.id, ...(below === undefined ? [] : [below])];
  for await (const { low, high, ...line } of cursorRows<KeptLine>(client, { sql, values })) {
    yield { ...line, ...pointRange(low, high) };
  }
}

type KeptLine = Omit<ScoreLine, 'high'> & { readonly high: number };

/** The scores of a track's unions summed up; none where the track gives no points. */
export async function scoreSummary(
  client: PoolClient,
  { scheme, track, scoring }: PlannedTrack,
  t: PlainDate,
  { union: below, alone }: OutcomeFilter,
): Promise<ScoreSummary | undefined> {
  if (!scoring) return undefined;
  const { full, levels } = scoring.plan.scoring;
  const found = await client.query<{
    low: number;
    high: number;
    open: number;
    unbounded: boolean;
    reached: Readonly<Record<string, number>>;
  }>(
    `${below === undefined ? 'with' : `${alone ? ALONE : SUBTREE},`}
    chosen as (
      select s.low, s.high, s.level, s.possible from assessments.score s
      where s.as_of = $1 and s.scheme = $2 and s.track = $3
        ${below === undefined ? '' : 'and s.union_id in (select union_id from subtree)'}
    )
    select coalesce(avg(low), 0)::float8 as low, coalesce(avg(high), 0)::float8 as high,
      count(*) filter (where level is distinct from possible) as open,
      coalesce(max(high), 0) >= ${UNLIMITED / 2} as unbounded,
      (select coalesce(jsonb_object_agg(level, unions), '{}') from (
        select level, count(*) as unions from chosen where level is not null group by level) l) as reached
    from chosen`,
    below === undefined ? [t, scheme.id, track.id] : [t, scheme.id, track.id, below],
  );
  const [row] = found.rows;
  if (!row) return undefined;
  return {
    full: full / MILLI,
    mean: row.unbounded ? { ...pointRange(row.low, 0), high: null } : pointRange(row.low, row.high),
    levels: levels.map(({ id, title }) => ({ id, title, unions: row.reached[id] ?? 0 })),
    open: row.open,
  };
}
