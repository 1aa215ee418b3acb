import { buildItemScoring, scores } from '../scoring/build-item.ts';
import { errorAt } from './faults.ts';
import type { ItemYaml } from './shape.ts';
import { buildCriterion, checkFormula, type ItemContext } from './build-criterion.ts';
import type { Criterion } from './criterion.ts';
import type { Indicator, Item } from './types.ts';

/** Builds an item from its YAML; null when it is faulty (the faults are added to the context). */
export function buildItem(yaml: ItemYaml, index: number, context: ItemContext): Item | null {
  const path = ['items', index];
  const before = context.errors.length;
  const as = yaml.as ?? 'indicator';
  const base = {
    id: yaml.id,
    at: yaml.at,
    quote: yaml.quote,
    mandatory: yaml.mandatory ?? true,
    when: yaml.when,
    ruling: yaml.ruling,
    note: yaml.note,
    place: context.yaml.valueAt(path),
  };
  if (yaml.when !== undefined) checkFormula(context, [...path, 'when'], yaml.when, 'expression');
  refuseForeignKeys(yaml, as, path, context);
  const item = ((): Item | null => {
    switch (as) {
      case 'indicator': {
        const criterion = buildCriterion(yaml, path, context);
        const scoring = scores(yaml) ? buildItemScoring(yaml, path, context) : undefined;
        if (criterion && scoring?.veto?.lookBackMonths !== undefined) checkLookBack(criterion, path, context);
        return criterion && ({ ...base, as, criterion, scoring } satisfies Indicator);
      }
      case 'procedure':
        return yaml.stage ? { ...base, as, stage: yaml.stage } : missing(context, path, 'stage');
      case 'register':
        return yaml.kept_in ? { ...base, as, keptIn: yaml.kept_in } : missing(context, path, 'kept_in');
      case 'mechanism':
        return yaml.offered_by ? { ...base, as, offeredBy: yaml.offered_by } : missing(context, path, 'offered_by');
      case 'constraint':
        return yaml.on ? { ...base, as, on: yaml.on } : missing(context, path, 'on');
    }
  })();
  return context.errors.length > before ? null : item;
}

/** A look-back over a measure without days would read this year only, and let an earlier occurrence pass. */
function checkLookBack(criterion: Criterion, path: readonly PropertyKey[], context: ItemContext): void {
  const measures = criterion.kind === 'judged' ? [] : criterion.kind === 'measure' ? [criterion] : criterion.of;
  for (const { measure } of measures) {
    if (context.checks.checkMeasure(measure)) continue;
    const fault = context.checks.checkLookBack?.(measure);
    if (fault) {
      const at = [...path, 'veto', 'look_back'];
      context.errors.push(errorAt(context.yaml, at, fault.sentence, fault.suggestion));
    }
  }
}

function missing(context: ItemContext, path: PropertyKey[], key: string): null {
  context.errors.push(errorAt(context.yaml, path, `缺少「${key}」。`));
  return null;
}

const scoringKeys = ['section', 'score', 'gate', 'veto', 'excludes', 'clawback', 'level'] as const;

const KEYS_OF: Readonly<Record<Item['as'], readonly (keyof ItemYaml)[]>> = {
  indicator: [
    'measure',
    'at_least',
    'at_most',
    'more_than',
    'less_than',
    'equals',
    'one_of',
    'judged',
    'any',
    'all',
    ...scoringKeys,
  ],
  procedure: ['stage'],
  register: ['kept_in'],
  mechanism: ['offered_by'],
  constraint: ['on'],
};

function refuseForeignKeys(yaml: ItemYaml, as: Item['as'], path: PropertyKey[], context: ItemContext): void {
  for (const [kind, keys] of Object.entries(KEYS_OF)) {
    if (kind === as) continue;
    for (const key of keys) {
      if (yaml[key] === undefined) continue;
      const sentence = `「${key}」只用于 as: ${kind}，此条是 as: ${as}。`;
      context.errors.push({ ...errorAt(context.yaml, [...path, key], sentence), ...context.yaml.keyAt(path, key) });
    }
  }
}
