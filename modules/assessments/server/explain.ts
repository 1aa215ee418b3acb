import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { parsePlainDate, toDays, type PlainDate } from '@jianjia/kernel';
import {
  evaluateExpression,
  interpretClause,
  interpretMeasure,
  nearest,
  conditionValue,
  type Environment,
  type Judgement,
  type Outcome,
  type UnionEnvironment,
  type Value,
} from '@jianjia/rules';
import type { Explanation } from '../contract/index.ts';
import type { Plan, PlannedItem, PlannedTrack } from '../domain/plan.ts';
import { conditionText, criterionText } from '../domain/wording.ts';
import { explainMeasures } from './explain-measures.ts';
import { explainScore } from './explain-score.ts';
import { prepareFactsOf } from './prepare.ts';
import { problems } from './problems.ts';
import { ensureEvaluated } from './refresh.ts';
import { setParameterSql } from './evaluate.ts';
import { judgementKeys } from './sql/judgement-keys.ts';
import { parameterColumns, parameterSql } from './sql/judge.ts';
import { subjectColumn } from './sql/subject.ts';
import type { Standards } from './standards.ts';
import { missingTitles, wordTitles } from './titles.ts';

/**
 * Says why a union has its verdict on one indicator as of t: computed afresh from the registers by the reference
 * interpreter. `indicator` may be the full id or the end of it where that is unambiguous.
 */
export async function explain(
  pool: Pool,
  standards: Standards,
  t: PlainDate,
  unionCode: string,
  indicator: string,
): Promise<Explanation> {
  const candidates = findIndicator(standards, indicator);
  // Points and levels depend on other unions: they are of a whole evaluation, not of this one indicator.
  if (candidates.some(({ planned }) => planned.scoring)) await ensureEvaluated(pool, standards, t);
  return inTransaction(pool, async (client) => {
    const union = await unionByCode(client, unionCode);
    for (const { planned, item } of candidates) {
      const explained = await explainItem(client, standards.plan.narrow(planned, item), t, union);
      if (explained) {
        const score = await explainScore(client, planned, item, t, union.union_id);
        return score ? { ...explained, score } : explained;
      }
      await dropTables(client);
    }
    throw problems.notJudged(unionCode, indicator);
  });
}

interface Candidate {
  readonly planned: PlannedTrack;
  readonly item: PlannedItem;
}

/** Indicators by id, or by the end of it. Several of one scheme are tried in turn: a union has one track of it. */
function findIndicator(standards: Standards, wanted: string): readonly Candidate[] {
  const all = standards.plan.tracks.flatMap((planned) => planned.items.map((item) => ({ planned, item })));
  const exact = all.filter(({ item }) => item.clause.indicator === wanted);
  if (exact.length > 0) return exact;
  const ends = all.filter(({ item }) => item.clause.indicator.endsWith(`.${wanted}`));
  if (ends.length === 0) {
    throw problems.noIndicator(
      wanted,
      nearest(
        wanted,
        all.map(({ item }) => item.clause.indicator),
      ),
    );
  }
  if (new Set(ends.map(({ planned }) => planned.scheme.id)).size > 1) {
    throw problems.ambiguousIndicator(
      wanted,
      ends.map(({ item }) => item.clause.indicator),
    );
  }
  return ends;
}

interface FoundUnion {
  readonly union_id: string;
  readonly union_code: string;
  readonly name: string;
}

async function unionByCode(client: PoolClient, code: string): Promise<FoundUnion> {
  const found = await client.query<FoundUnion>(
    'select union_id, union_code, name from organisations.union where union_code = $1',
    [code],
  );
  const [union] = found.rows;
  if (!union) throw problems.noUnion(code);
  return union;
}

async function explainItem(
  client: PoolClient,
  plan: Plan,
  t: PlainDate,
  union: FoundUnion,
): Promise<Explanation | null> {
  const [planned] = plan.tracks;
  const [item] = planned?.items ?? [];
  if (!planned || !item) return null;
  const gathered = await prepareFactsOf(client, plan, t, union.union_id);
  await client.query(setParameterSql(t));
  await client.query(parameterSql(plan, t));
  const found = await client.query<Record<string, unknown>>(
    'select s.*, q.* from subject s join subject_parameter q on q.owner_id = s.owner_id where s.owner_id = $1',
    [union.union_id],
  );
  const [row] = found.rows;
  if (!row) return null;
  const env = unionEnvironment(plan, row, t);
  const expressions: Environment = {
    ...env,
    fact: env.fact,
    reference: (reference) => conditionValue(reference, env, expressions),
  };
  if (evaluateExpression(planned.fits, expressions) !== true) return null;
  const judgement = await latestJudgement(client, planned, item, union.union_id, t);
  const outcome = interpretClause(
    item.clause,
    env,
    parameterOf(plan, planned, row),
    judgement ? judgement.verdict : null,
  );
  const measures = await explainMeasures(client, plan, planned, gathered, t, union.union_id, {
    value: (measure) => interpretMeasure(measure, expressions),
    fact: (scope, reference) => env.fact(scope, reference),
  });
  return { ...about(plan, planned, item, t, union, outcome), judgement, measures };
}

function about(
  plan: Plan,
  planned: PlannedTrack,
  item: PlannedItem,
  t: PlainDate,
  union: FoundUnion,
  outcome: Outcome,
) {
  const { scheme, track } = planned;
  const { clause, item: source } = item;
  return {
    union: { code: union.union_code, name: union.name },
    scheme: { id: scheme.id, title: scheme.title, issuer: scheme.issuer, version: scheme.version },
    track: { id: track.id, title: track.title },
    indicator: clause.indicator,
    asOf: t,
    clause: source.quote,
    at: source.at,
    mandatory: source.mandatory,
    condition: clause.when ? conditionText(plan, clause.when, wordTitles) : null,
    asks: clause.criterion.parts.map((part) => criterionText(part.measure, part.comparison, scheme)),
    outcome,
    ruling: source.ruling === undefined ? null : (scheme.rulings[source.ruling] ?? source.ruling),
    note: source.note ?? null,
    missing: missingTitles(scheme, outcome.missing),
  };
}

/** The union's row of the table `subject`, as the interpreter sees it: dates as days. */
function unionEnvironment(plan: Plan, row: Readonly<Record<string, unknown>>, t: PlainDate): UnionEnvironment {
  return {
    t: toDays(t),
    catalogue: plan.catalogue,
    column: (name) => (name in plan.unionColumns ? columnValue(row[name]) : undefined),
    fact: (scope, reference) => columnValue(row[subjectColumn(scope, plan.factOf(reference))]),
  };
}

function columnValue(value: unknown): Value {
  if (typeof value === 'string') {
    const day = parsePlainDate(value);
    return day ? toDays(day) : value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function parameterOf(plan: Plan, planned: PlannedTrack, row: Readonly<Record<string, unknown>>) {
  return (id: string) => {
    const columns = parameterColumns(plan, planned.scheme.id, id);
    const [p, q] = [row[columns.p], row[columns.q]];
    return typeof p === 'number' && typeof q === 'number' ? { p, q } : null;
  };
}

async function latestJudgement(
  client: PoolClient,
  planned: PlannedTrack,
  item: PlannedItem,
  union: string,
  t: PlainDate,
) {
  const found = await client.query<{ verdict: Judgement; on: string; judge: string; reason: string }>(
    `select verdict, judged_on as on, judge, reason from assessments.judgement
    where union_id = $1 and scheme = $2 and indicator = any($3) and judged_on <= $4
    order by array_position($3, indicator), judged_on desc limit 1`,
    [union, planned.scheme.id, judgementKeys(planned.scheme.id, item.clause.indicator), t],
  );
  return found.rows[0] ?? null;
}

/** The temporary tables of one attempt, before the next track is tried. */
async function dropTables(client: PoolClient): Promise<void> {
  await client.query('discard temp');
}
