import type { z } from 'zod';
import { errorAt } from './faults.ts';
import type { comparisonShape, criterionShape } from './leaves.ts';
import type { Comparison, Criterion, MeasureCriterion } from './criterion.ts';
import type { FormulaChecks, SchemeError } from './types.ts';
import type { YamlText } from './yaml-text.ts';

/** Comparison keys as they stand in YAML. */
type ComparisonYaml = z.output<z.ZodObject<typeof comparisonShape>>;
export type CriterionYaml = z.output<z.ZodObject<typeof criterionShape>>;

/** What is needed to look at one file's items: its text, the formula checks, and where faults are put. */
export interface ItemContext {
  readonly yaml: YamlText;
  readonly checks: FormulaChecks;
  readonly parameters: ReadonlySet<string>;
  readonly errors: SchemeError[];
}

/** Builds the criterion of an item or of a part of one: exactly one of measure, judged, any, all. */
export function buildCriterion(
  yaml: CriterionYaml,
  path: readonly PropertyKey[],
  context: ItemContext,
): Criterion | null {
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
  path: readonly PropertyKey[],
  context: ItemContext,
): MeasureCriterion {
  checkFormula(context, [...path, 'measure'], yaml.measure, 'measure');
  checkThresholds(yaml, path, context);
  return { kind: 'measure', measure: yaml.measure, comparison: buildComparison(yaml) };
}

/** Refuses parameters that the scheme does not declare. */
export function checkThresholds(yaml: ComparisonYaml, path: readonly PropertyKey[], context: ItemContext): void {
  for (const key of comparisonKeys) {
    const listed = yaml[key] === undefined ? [] : [yaml[key]].flat();
    for (const threshold of listed) {
      if (threshold.kind === 'parameter') checkParameter(context, [...path, key], threshold.parameter);
    }
  }
}

/** The comparison of YAML keys at_least, at_most ... */
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
