import type { PoolClient } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { scoringColumns, scoringSql } from '@jianjia/rules';
import type { Plan } from '../domain/plan.ts';
import {
  inputSql,
  keepScoresSql,
  reachedByScoreSql,
  relationName,
  scoredTracks,
  SCORING_TREE,
  type ScoredTrack,
} from './sql/score.ts';

/**
 * Scores all unions of the scored schemes from their kept results: places, quotas and sums from below depend on other
 * unions, so one changed union may move anybody's level. The registers are not read again (ADR 0025). Schemes without
 * points cost nothing.
 */
export async function scoreResults(client: PoolClient, plan: Plan, t: PlainDate): Promise<void> {
  const schemes = scoredTracks(plan);
  if (schemes.size === 0) return;
  // The facts are counted with sorting off; places and quotas are windows, which sort. Results just written have no
  // statistics: taken for a single row they would be joined row by row, in quadratic time.
  for (const setting of ['enable_sort', 'enable_mergejoin']) await client.query(`set local ${setting} = on`);
  await client.query('set local enable_nestloop = off');
  for (const sql of SCORING_TREE) await client.query(sql);
  for (const [scheme, tracks] of schemes) {
    await client.query('delete from assessments.score where as_of = $1 and scheme = $2', [t, scheme]);
    await scoreScheme(client, plan, tracks, t);
  }
  await client.query('set local enable_nestloop = on');
}

async function scoreScheme(
  client: PoolClient,
  plan: Plan,
  tracks: readonly ScoredTrack[],
  t: PlainDate,
): Promise<void> {
  const made: string[] = [];
  const make = async (name: string, sql: string) => {
    await client.query(sql);
    await client.query(`analyze ${name} (union_id)`);
    made.push(name);
  };
  for (const planned of tracks) {
    const name = relationName('input', tracks, planned.track.id);
    await make(name, inputSql(plan, planned, scoringColumns(planned.scoring.plan), name, t));
  }
  const statements = scoringSql(
    tracks.map(({ scoring }) => scoring.plan),
    {
      input: (track) => relationName('input', tracks, track),
      points: (track) => relationName('points', tracks, track),
      scores: (track) => relationName('scores', tracks, track),
      tree: 'scoring_tree',
      asOf: t,
    },
  );
  for (const { creates, sql } of statements) await make(creates, sql);
  for (const planned of tracks) {
    const [points, scores] = [
      relationName('points', tracks, planned.track.id),
      relationName('scores', tracks, planned.track.id),
    ];
    await client.query(keepScoresSql(planned, points, scores, t));
    if (planned.scoring.plan.scoring.levels.length > 0) await client.query(reachedByScoreSql(planned, t));
  }
  await client.query(`drop table ${made.join(', ')}`);
}
