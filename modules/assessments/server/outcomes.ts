import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { requireUnion } from '@jianjia/organisations/server';
import { nearest } from '@jianjia/rules';
import type { OutcomeLine } from '../contract/index.ts';
import type { PlannedTrack } from '../domain/plan.ts';
import { ResultReader } from '../domain/results.ts';
import { problems } from './problems.ts';
import type { Standards } from './standards.ts';

export interface OutcomeFilter {
  readonly scheme?: string;
  /** union_code: this union and everything below it. */
  readonly union?: string;
  /** Only the union itself, nothing below it. */
  readonly alone?: boolean;
}

const BATCH = 500;

/**
 * The kept outcomes as of t, by scheme, track, union and indicator; run ensureEvaluated first. Reads through a cursor,
 * so that memory does not grow with the number of unions. Throws Problem for an unknown scheme or union.
 */
export async function* outcomes(
  pool: Pool,
  standards: Standards,
  t: PlainDate,
  filter: OutcomeFilter = {},
): AsyncGenerator<OutcomeLine> {
  const tracks = tracksOf(standards, filter.scheme);
  const client = await pool.connect();
  try {
    await client.query('begin read only');
    if (filter.union !== undefined) await requireUnion(client, filter.union);
    for (const planned of tracks) yield* trackOutcomes(client, planned, t, filter);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** The tracks of one scheme, or of all. */
export function tracksOf(standards: Standards, scheme: string | undefined): readonly PlannedTrack[] {
  const tracks = standards.plan.tracks.filter((planned) => scheme === undefined || planned.scheme.id === scheme);
  if (scheme === undefined || standards.schemes.some(({ id }) => id === scheme)) return tracks;
  throw problems.noScheme(scheme, nearest(scheme, standards.schemes.map(({ id }) => id)));
}

async function* trackOutcomes(
  client: PoolClient,
  planned: PlannedTrack,
  t: PlainDate,
  { union: below, alone }: OutcomeFilter,
): AsyncGenerator<OutcomeLine> {
  const reader = new ResultReader(planned);
  await client.query(
    `declare kept no scroll cursor for
    ${below === undefined ? '' : alone ? ALONE : SUBTREE}
    select u.union_code, r.verdicts, r.numbers
    from assessments.result r join organisations.union u on u.union_id = r.union_id
    where r.as_of = $1 and r.scheme = $2 and r.track = $3
      ${below === undefined ? '' : 'and r.union_id in (select union_id from subtree)'}
    order by u.union_code collate "C"`,
    below === undefined ? [t, planned.scheme.id, planned.track.id] : [t, planned.scheme.id, planned.track.id, below],
  );
  for (;;) {
    const batch = await client.query<KeptRow>(`fetch ${BATCH} from kept`);
    for (const row of batch.rows) yield* lines(planned, reader, row);
    if (batch.rows.length < BATCH) break;
  }
  await client.query('close kept');
}

interface KeptRow {
  readonly union_code: string;
  readonly verdicts: string;
  readonly numbers: readonly (number | null)[];
}

/** The union $4 by itself. */
const ALONE = 'with subtree as (select union_id from organisations.union where union_code = $4)';

/** The union $4 and everything below it. */
const SUBTREE = `with recursive subtree(union_id) as (
      select union_id from organisations.union where union_code = $4
      union all
      select u.union_id from organisations.union u join subtree s on u.parent_id = s.union_id
    )`;

function* lines(planned: PlannedTrack, reader: ResultReader, row: KeptRow): Generator<OutcomeLine> {
  const { scheme, track, items } = planned;
  for (const [index, outcome] of reader.outcomes(row).entries()) {
    const planned = items[index];
    if (!planned) continue;
    yield {
      union: row.union_code,
      scheme: scheme.id,
      track: track.id,
      indicator: planned.clause.indicator,
      clause: planned.item.quote,
      at: planned.item.at,
      mandatory: planned.item.mandatory,
      verdict: outcome.verdict,
      value: outcome.value,
      numerator: outcome.numerator,
      denominator: outcome.denominator,
      unit: outcome.unit,
      threshold: outcome.threshold,
      missing: outcome.missing,
    };
  }
}

/** How many unions of each track reach their standard, and how the verdicts fall. */
export interface TrackSummary {
  readonly scheme: string;
  readonly schemeTitle: string;
  readonly track: string;
  readonly trackTitle: string;
  readonly unions: number;
  readonly reached: number;
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
  readonly pending: number;
  readonly notApplicable: number;
}

/** Sums up the kept results as of t, one row per track that fits any union; run ensureEvaluated first. */
export async function summary(pool: Pool, standards: Standards, t: PlainDate, filter: OutcomeFilter = {}): Promise<readonly TrackSummary[]> {
  return inTransaction(pool, async (client) => {
    const below = filter.union;
    if (below !== undefined) await requireUnion(client, below);
    const letter = (l: string) => `sum(length(r.verdicts) - length(replace(r.verdicts, '${l}', '')))::int8`;
    const rows: TrackSummary[] = [];
    for (const { scheme, track } of tracksOf(standards, filter.scheme)) {
      const found = await client.query<Omit<TrackSummary, 'scheme' | 'schemeTitle' | 'track' | 'trackTitle'>>(
        `${below === undefined ? '' : SUBTREE}
        select count(*) as unions, count(*) filter (where r.reached) as reached, ${letter('m')} as met, ${letter('u')} as unmet,
          ${letter('k')} as unknown, ${letter('p')} as pending, ${letter('n')} as "notApplicable"
        from assessments.result r
        where r.as_of = $1 and r.scheme = $2 and r.track = $3
          ${below === undefined ? '' : 'and r.union_id in (select union_id from subtree)'}`,
        below === undefined ? [t, scheme.id, track.id] : [t, scheme.id, track.id, below],
      );
      const [row] = found.rows;
      if (!row || row.unions === 0) continue;
      rows.push({ scheme: scheme.id, schemeTitle: scheme.title, track: track.id, trackTitle: track.title, ...row });
    }
    return rows;
  });
}
