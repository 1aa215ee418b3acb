import { cursorRows, inTransaction, openTransaction, type PoolClient, type Source } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { requireUnion } from '@jianjia/organisations/server';
import type { OutcomeLine, ScoreSummary } from '../contract/index.ts';
import type { PlannedTrack } from '../domain/plan.ts';
import { ResultReader } from '../domain/results.ts';
import { scoreSummary } from './scores.ts';
import { ALONE, SUBTREE, tracksOf, type OutcomeFilter } from './selection.ts';
import type { Standards } from './standards.ts';

/**
 * The kept outcomes as of t, by scheme, track, union and indicator; run ensureEvaluated first. Reads through a cursor,
 * so that memory does not grow with the number of unions. Throws Problem for an unknown scheme or union.
 */
export async function* outcomes(
  source: Source,
  standards: Standards,
  t: PlainDate,
  filter: OutcomeFilter = {},
): AsyncGenerator<OutcomeLine> {
  const tracks = tracksOf(standards, filter.scheme);
  const { client, rollback } = await openTransaction(source, { readOnly: true });
  try {
    if (filter.union !== undefined) await requireUnion(client, filter.union);
    for (const planned of tracks) yield* trackOutcomes(client, planned, t, filter);
  } finally {
    await rollback();
  }
}

async function* trackOutcomes(
  client: PoolClient,
  planned: PlannedTrack,
  t: PlainDate,
  { union: below, alone }: OutcomeFilter,
): AsyncGenerator<OutcomeLine> {
  const reader = new ResultReader(planned);
  const sql = `${below === undefined ? '' : alone ? ALONE : SUBTREE}
    select u.union_code, r.verdicts, r.numbers
    from assessments.result r join organisations.union u on u.union_id = r.union_id
    where r.as_of = $1 and r.scheme = $2 and r.track = $3
      ${below === undefined ? '' : 'and r.union_id in (select union_id from subtree)'}
    order by u.union_code collate "C"`;
  const values = [t, planned.scheme.id, planned.track.id, ...(below === undefined ? [] : [below])];
  for await (const row of cursorRows<KeptRow>(client, { sql, values })) yield* lines(planned, reader, row);
}

interface KeptRow {
  readonly union_code: string;
  readonly verdicts: string;
  readonly numbers: readonly (number | null)[];
}

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
  /** Only of tracks that give points. */
  readonly score?: ScoreSummary;
}

/** Sums up the kept results as of t, one row per track that fits any union; run ensureEvaluated first. */
export async function summary(
  source: Source,
  standards: Standards,
  t: PlainDate,
  filter: OutcomeFilter = {},
): Promise<readonly TrackSummary[]> {
  return inTransaction(source, async (client) => {
    const below = filter.union;
    if (below !== undefined) await requireUnion(client, below);
    const letter = (l: string) => `sum(length(r.verdicts) - length(replace(r.verdicts, '${l}', '')))::int8`;
    const rows: TrackSummary[] = [];
    for (const planned of tracksOf(standards, filter.scheme)) {
      const { scheme, track } = planned;
      const found = await client.query<Omit<TrackSummary, 'scheme' | 'schemeTitle' | 'track' | 'trackTitle' | 'score'>>(
        `${below === undefined ? '' : filter.alone ? ALONE : SUBTREE}
        select count(*) as unions, count(*) filter (where r.reached) as reached, ${letter('m')} as met, ${letter('u')} as unmet,
          ${letter('k')} as unknown, ${letter('p')} as pending, ${letter('n')} as "notApplicable"
        from assessments.result r
        where r.as_of = $1 and r.scheme = $2 and r.track = $3
          ${below === undefined ? '' : 'and r.union_id in (select union_id from subtree)'}`,
        below === undefined ? [t, scheme.id, track.id] : [t, scheme.id, track.id, below],
      );
      const [row] = found.rows;
      if (!row || row.unions === 0) continue;
      const score = await scoreSummary(client, planned, t, filter);
      const titles = { scheme: scheme.id, schemeTitle: scheme.title, track: track.id, trackTitle: track.title };
      rows.push({ ...titles, ...row, ...(score ? { score } : {}) });
    }
    return rows;
  });
}
