import type { AnswerOf } from '@jianjia/http';
import { MILLI, type Outcome, type Verdict } from '@jianjia/rules';
import type { getChecklist } from '../../contract/index.ts';
import { nextSteps } from '../../domain/next-steps.ts';
import type { Plan, PlannedItem, PlannedTrack } from '../../domain/plan.ts';
import { pointRange } from '../../domain/points.ts';
import { sectionsOf } from '../../domain/sections.ts';
import type { Standing } from '../../domain/standing.ts';
import { asksText, boundOf } from '../../domain/wording.ts';
import { missingTitles, registerTitle, wordTitles } from '../titles.ts';

type Standard = AnswerOf<typeof getChecklist>['standards'][number];
type Item = Standard['sections'][number]['items'][number];

/** What is kept of a union's score; all null where the track gives none. */
export interface KeptScore {
  readonly version: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: string | null;
  readonly possible: string | null;
  /** Thousandths by item. */
  readonly items: Readonly<Record<string, readonly [number, number]>> | null;
}

/** One standard's checklist of a union: sections in the order of the document, and what to do next. */
export function standardOf(plan: Plan, standing: Standing, score: KeptScore): Standard {
  const { planned, kept, outcomes } = standing;
  const { scheme, track } = planned;
  const items = planned.items.map((item, index) => itemOf(plan, planned, item, outcomes[index], score));
  const total = totalOf(planned, score);
  return {
    scheme: scheme.id,
    scheme_title: scheme.title,
    issuer: scheme.issuer,
    version: score.version,
    track: track.id,
    track_title: track.title,
    reached: kept.reached,
    counts: counted(items),
    ...(total ? { score: total } : {}),
    sections: sectionsOf(planned).map(({ path, title, items: places }) => {
      const own = places.flatMap((place) => items[place] ?? []);
      return { path, title, counts: counted(own), items: own };
    }),
    next_steps: nextSteps(plan, standing, wordTitles).map(({ registers, ...step }) => ({
      ...step,
      registers: registers.map((id) => ({ id, title: registerTitle(id) })),
    })),
  };
}

function itemOf(
  plan: Plan,
  planned: PlannedTrack,
  { item, clause }: PlannedItem,
  outcome: Outcome | undefined,
  { items }: KeptScore,
): Item {
  if (!outcome) throw new Error(`${clause.indicator} has no outcome`);
  const { parts, evidence, kind } = clause.criterion;
  const points = items?.[item.id];
  const { missing, ...told } = outcome;
  return {
    indicator: clause.indicator,
    quote: item.quote,
    at: item.at,
    mandatory: item.mandatory,
    ...told,
    bound: told.threshold === null ? null : boundOf(clause),
    asks: asksText(plan, planned.scheme, clause, wordTitles),
    looks_at: [...new Set([...parts.map(({ measure }) => measure.title), ...evidence.map(({ title }) => title)])],
    missing: missingTitles(planned.scheme, missing),
    judged: kind === 'judged',
    ...(points ? { points: pointRange(...points) } : {}),
  };
}

function totalOf({ scoring }: PlannedTrack, { low, high, level, possible }: KeptScore): Standard['score'] {
  if (!scoring || low === null || high === null) return undefined;
  const { levels, full } = scoring.plan.scoring;
  const title = (id: string | null) => levels.find((one) => one.id === id)?.title ?? null;
  return { ...pointRange(low, high), full: full / MILLI, level: title(level), possible: title(possible) };
}

function counted(items: readonly { readonly verdict: Verdict }[]): Standard['counts'] {
  const counts = { met: 0, unmet: 0, unknown: 0, pending: 0, not_applicable: 0 };
  for (const { verdict } of items) counts[verdict]++;
  return counts;
}
