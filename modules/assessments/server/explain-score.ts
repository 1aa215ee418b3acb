import type { PoolClient } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { effectTexts, MILLI, ruleText, sectionList, type ItemScoring, type ScoringWords } from '@jianjia/rules';
import type { ExplainedScore } from '../contract/index.ts';
import type { PlannedScoring } from '../domain/scoring.ts';
import type { PlannedItem, PlannedTrack } from '../domain/plan.ts';
import { pointRange } from '../domain/points.ts';
import { criterionText } from '../domain/wording.ts';
import { wordTitles } from './titles.ts';

/** What an item counts for and the union's kept score as of t; null where the item counts for nothing. */
export async function explainScore(
  client: PoolClient,
  planned: PlannedTrack,
  { item }: PlannedItem,
  t: PlainDate,
  union: string,
): Promise<ExplainedScore | null> {
  const { scoring } = planned;
  if (!scoring || !item.scoring) return null;
  const found = await client.query<KeptScore>(
    `select low, high, class, level, possible, items -> $5 as points from assessments.score
    where union_id = $1 and as_of = $2 and scheme = $3 and track = $4`,
    [union, t, planned.scheme.id, planned.track.id, item.id],
  );
  const [kept] = found.rows;
  if (!kept) return null;
  const words = scoringWords(planned, scoring, item.id);
  const { levels, sections, full, classing } = scoring.plan.scoring;
  const level = (id: string | null) => levels.find((one) => one.id === id)?.title ?? null;
  return {
    rule: item.scoring.rule ? ruleText(item.scoring.rule, words) : null,
    effects: effectTexts(item.scoring, words),
    section: sectionTitle(sections, item.scoring),
    points: kept.points && pointRange(...kept.points),
    full: full / MILLI,
    total: pointRange(kept.low, kept.high),
    class: classing?.classes.find(({ id }) => id === kept.class)?.title ?? null,
    level: level(kept.level),
    possible: level(kept.possible),
  };
}

interface KeptScore {
  readonly low: number;
  readonly high: number;
  readonly class: string | null;
  readonly level: string | null;
  readonly possible: string | null;
  readonly points: readonly [number, number] | null;
}

function sectionTitle(
  sections: PlannedScoring['plan']['scoring']['sections'],
  { section }: ItemScoring,
): string | null {
  return sectionList(sections).find(({ id }) => id === section)?.title ?? null;
}

/** Chinese titles of what the rule of an item mentions. */
export function scoringWords({ scheme }: PlannedTrack, scoring: PlannedScoring, item: string): ScoringWords {
  const { classing, levels } = scoring.plan.scoring;
  const title = (list: readonly { readonly id: string; readonly title: string }[], id: string) =>
    list.find((one) => one.id === id)?.title ?? id;
  const part = (id: string) => {
    const input = scoring.inputs.find((one) => one.input.item === item && one.input.part === id);
    const asks =
      input?.clause.criterion.parts.map(({ measure, comparison }) => criterionText(measure, comparison, scheme)) ?? [];
    return asks.length > 0 ? asks.join(input?.clause.criterion.kind === 'any' ? '或' : '且') : id;
  };
  return {
    class: (id) => title(classing?.classes ?? [], id),
    kind: (id) => wordTitles(id, 'unions'),
    parameter: (id) => title(scheme.parameters, id),
    track: (id) => title(scheme.tracks, id),
    level: (id) => title(levels, id),
    part,
  };
}
