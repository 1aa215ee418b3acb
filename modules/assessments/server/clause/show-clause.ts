import { inTransaction, type PoolClient, type Source } from '@jianjia/db';
import { unionKinds } from '@jianjia/organisations/contract';
import { placeInSight } from '@jianjia/organisations/server';
import { verdictOf } from '@jianjia/rules';
import type { ClauseAnswer, VerdictCounts } from '../../contract/index.ts';
import { conditionText, criterionText, measureFormula } from '../../domain/wording.ts';
import type { AssessmentDeps } from '../deps.ts';
import { type ChosenIndicator, indicatorOf } from '../lists/selection.ts';
import type { Standards } from '../standards.ts';
import { wordTitles } from '../titles.ts';
import { clauseCountsSql, type ClauseWanted, type CountRow } from './clause-sql.ts';
import { distributionsOf } from './distribution.ts';

/** What is asked: which indicator, from where, as of which day. */
export interface ClauseQuery {
  readonly indicator: string;
  readonly at?: string | undefined;
  readonly as_of?: string | undefined;
}

/**
 * One clause across all unions that the actor reaches.
 * @throws Problem assessments.noListedIndicator, organisations.noUnion
 */
export async function showClause(deps: AssessmentDeps, source: Source, query: ClauseQuery): Promise<ClauseAnswer> {
  const { standards } = deps;
  const chosen = indicatorOf(standards, query.indicator);
  const t = deps.asOf(query.as_of);
  await deps.evaluated(t);
  return inTransaction(
    source,
    async (client) => {
      const at = query.at === undefined ? null : await placeInSight(client, query.at);
      const wanted = { chosen, t, at };
      const counts = await countsOf(client, wanted);
      return {
        as_of: t,
        at: at && { code: at.code, name: at.name },
        ...aboutClause(standards, chosen),
        ...counts,
        distributions: await distributionsOf(client, wanted),
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

type About = Omit<ClauseAnswer, 'as_of' | 'at' | 'totals' | 'kinds' | 'districts' | 'distributions'>;

/** What the standard says of the indicator, in Chinese. */
function aboutClause({ plan }: Standards, { planned, item: { clause, item } }: ChosenIndicator): About {
  const { scheme, track } = planned;
  const { kind, parts, evidence } = clause.criterion;
  const measures = [...new Set([...parts.map(({ measure }) => measure), ...evidence])];
  const section = track.scoring?.sections.find(({ id }) => id === item.scoring?.section);
  return {
    indicator: clause.indicator,
    scheme: { id: scheme.id, title: scheme.title, issuer: scheme.issuer, version: scheme.version },
    track: { id: track.id, title: track.title },
    clause: item.quote,
    place: item.at,
    section: section?.title ?? null,
    mandatory: item.mandatory,
    judged: kind === 'judged',
    condition: clause.when ? conditionText(plan, clause.when, wordTitles) : null,
    together: kind === 'measure' ? 'one' : kind,
    asks: parts.map(({ measure, comparison }) => criterionText(measure, comparison, scheme)),
    ruling: item.ruling === undefined ? null : (scheme.rulings[item.ruling] ?? item.ruling),
    note: item.note ?? null,
    measures: measures.map((measure) => ({
      id: measure.id,
      title: measure.title,
      unit: measure.unit,
      formula: measureFormula(plan, measure, wordTitles),
      note: measure.note,
      evidence: evidence.includes(measure),
    })),
  };
}

type Counts = Pick<ClauseAnswer, 'totals' | 'kinds' | 'districts'>;

async function countsOf(client: PoolClient, wanted: ClauseWanted): Promise<Counts> {
  const { sql, values } = clauseCountsSql(wanted);
  const { rows } = await client.query<CountRow>(sql, [...values]);
  const kinds = grouped(rows, 'kind').map(({ id, counts }) => ({ kind: id ?? '', title: kindTitle(id), ...counts }));
  const order = Object.keys(unionKinds);
  const districts = grouped(rows, 'district').map(({ id, name, counts }) => ({
    code: id,
    name: name ?? (wanted.at ? `${wanted.at.name}直接管理的工会` : '直接管理的工会'),
    ...counts,
  }));
  return {
    totals: summed(rows.filter(({ by }) => by === 'kind')),
    kinds: kinds.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)),
    // By code; what has no district comes last.
    districts: districts.toSorted((a, b) => (a.code === null ? 1 : b.code === null ? -1 : a.code < b.code ? -1 : 1)),
  };
}

function kindTitle(kind: string | null): string {
  return (unionKinds as Readonly<Record<string, string>>)[kind ?? ''] ?? '';
}

interface Group {
  readonly id: string | null;
  readonly name: string | null;
  readonly counts: VerdictCounts;
}

function grouped(rows: readonly CountRow[], by: CountRow['by']): readonly Group[] {
  const groups = Map.groupBy(
    rows.filter((row) => row.by === by),
    ({ id }) => id,
  );
  return [...groups].map(([id, inside]) => ({ id, name: inside[0]?.name ?? null, counts: summed(inside) }));
}

function summed(rows: readonly CountRow[]): VerdictCounts {
  const counts = { unions: 0, met: 0, unmet: 0, unknown: 0, pending: 0, not_applicable: 0 };
  for (const { letter, unions } of rows) {
    counts.unions += unions;
    counts[verdictOf(letter)] += unions;
  }
  return counts;
}
