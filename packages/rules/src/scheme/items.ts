import { errorAt } from './faults.ts';
import type { ItemYaml } from './shape.ts';
import type { Comparison, Criterion, FormulaChecks, Indicator, Item, MeasureCriterion, SchemeError } from './types.ts';
import type { YamlText } from './yaml-text.ts';

/** Comparison keys as they stand in YAML. */
type ComparisonYaml = Pick<ItemYaml, 'at_least' | 'at_most' | 'more_than' | 'less_than' | 'equals' | 'one_of'>;
export type CriterionYaml = ComparisonYaml & Pick<ItemYaml, 'measure' | 'judged' | 'any' | 'all'>;

/** What is needed to look at one file's items: its text, the formula checks, and where faults are put. */
export interface ItemContext {
  readonly yaml: YamlText;
  readonly checks: FormulaChecks;
  readonly parameters: ReadonlySet<string>;
  readonly errors: SchemeError[];
}

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
        return criterion && ({ ...base, as, criterion } satisfies Indicator);
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

function missing(context: ItemContext, path: PropertyKey[], key: string): null {
  context.errors.push(errorAt(context.yaml, path, `缺少「${key}」。`));
  return null;
}

const KEYS_OF: Readonly<Record<Item['as'], readonly (keyof ItemYaml)[]>> = {
  indicator: ['measure', 'at_least', 'at_most', 'more_than', 'less_than', 'equals', 'one_of', 'judged', 'any', 'all'],
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

/** Builds the criterion of an item or of a part of one: exactly one of measure, judged, any, all. */
export function buildCriterion(yaml: CriterionYaml, path: PropertyKey[], context: ItemContext): Criterion | null {
  const ways = (['measure', 'judged', 'any', 'all'] as const).filter((key) => yaml[key] !== undefined);
  if (ways.length !== 1) {
    const sentence =
      ways.length === 0
        ? '没有写明如何评定：须写 measure、judged、any、all 之一。'
        : `${ways.join('、')} 只能写其中之一。`;
    context.errors.push(errorAt(context.yaml, path, sentence));
    return null;
  }
  if (yaml.measure !== undefined) return buildMeasure({ ...yaml, measure: yaml.measure }, path, context);
  const stray = comparisonKeys.find((key) => yaml[key] !== undefined);
  if (stray) context.errors.push(errorAt(context.yaml, [...path, stray], `「${stray}」须与 measure 同用。`));
  if (yaml.judged !== undefined) {
    yaml.judged.forEach((text, index) => checkFormula(context, [...path, 'judged', index], text, 'measure'));
    return { kind: 'judged', evidence: yaml.judged };
  }
  const kind = yaml.any ? 'any' : 'all';
  const of = (yaml[kind] ?? []).map((condition, index) => buildMeasure(condition, [...path, kind, index], context));
  return { kind, of };
}

/** Builds a measure with its comparison, checking the measure's name and the parameters. */
export function buildMeasure(
  yaml: ComparisonYaml & { readonly measure: string },
  path: PropertyKey[],
  context: ItemContext,
): MeasureCriterion {
  checkFormula(context, [...path, 'measure'], yaml.measure, 'measure');
  for (const key of comparisonKeys) {
    const listed = yaml[key] === undefined ? [] : [yaml[key]].flat();
    for (const threshold of listed) {
      if (threshold.kind === 'parameter') checkParameter(context, [...path, key], threshold.parameter);
    }
  }
  return { kind: 'measure', measure: yaml.measure, comparison: buildComparison(yaml) };
}

export function buildComparison(yaml: ComparisonYaml): Comparison {
  return {
    atLeast: yaml.at_least,
    atMost: yaml.at_most,
    moreThan: yaml.more_than,
    lessThan: yaml.less_than,
    equals: yaml.equals,
    oneOf: yaml.one_of,
  };
}

const comparisonKeys = ['at_least', 'at_most', 'more_than', 'less_than', 'equals', 'one_of'] as const;

export function checkParameter(context: ItemContext, path: readonly PropertyKey[], id: string): void {
  if (context.parameters.has(id)) return;
  const known = [...context.parameters];
  context.errors.push(
    errorAt(
      context.yaml,
      path,
      `参数「${id}」没有在 scheme.yaml 的 parameters 中说明。`,
      known.length > 0 ? `已说明的参数：${known.join('、')}。` : '请在 scheme.yaml 中加上它的编号和名称。',
    ),
  );
}

export function checkFormula(
  context: ItemContext,
  path: readonly PropertyKey[],
  text: string,
  kind: 'measure' | 'expression',
): void {
  const fault = kind === 'measure' ? context.checks.checkMeasure(text) : context.checks.checkExpression(text);
  if (fault) context.errors.push(errorAt(context.yaml, path, fault.sentence, fault.suggestion));
}
