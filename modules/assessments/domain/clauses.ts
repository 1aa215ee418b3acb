import {
  parseExpression,
  parseReference,
  walk,
  type Clause,
  type Criterion,
  type Expression,
  type FactSource,
  type Measure,
  type MeasureCatalogue,
} from '@jianjia/rules';

/** Compiles a criterion with its condition into what is needed to reach a verdict. */
export function compileClause(
  indicator: string,
  condition: string | undefined,
  criterion: Criterion,
  catalogue: MeasureCatalogue,
  unions: FactSource,
): Clause {
  const measure = (text: string) => catalogue.get(parseReference(text));
  const parts = criterion.kind === 'judged' ? [] : criterion.kind === 'measure' ? [criterion] : criterion.of;
  const when = condition === undefined ? null : parseExpression(condition);
  return {
    indicator,
    when,
    conditionMeasures: when ? mentionedMeasures(when, catalogue, unions) : [],
    criterion: {
      kind: criterion.kind,
      parts: parts.map((part) => ({ measure: measure(part.measure), comparison: part.comparison })),
      evidence: criterion.kind === 'judged' ? criterion.evidence.map(measure) : [],
    },
  };
}

/** Every measure that decides a clause. */
export function decidingMeasures({ criterion, conditionMeasures }: Clause): readonly Measure[] {
  return [...criterion.parts.map((part) => part.measure), ...conditionMeasures];
}

/** Measures that a condition mentions by name; columns of the union and `t` are none. */
export function mentionedMeasures(
  condition: Expression,
  catalogue: MeasureCatalogue,
  unions: FactSource,
): readonly Measure[] {
  const found: Measure[] = [];
  walk(condition, (node) => {
    if (node.node === 'reference' && node.name !== 't' && !(node.name in unions.columns))
      found.push(catalogue.get(node));
  });
  return found;
}
