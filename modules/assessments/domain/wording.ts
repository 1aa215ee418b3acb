import {
  comparisons,
  referenceText,
  toChinese,
  type Clause,
  type Comparison,
  type Measure,
  type Reference,
  type Scheme,
  type Scope,
  type Threshold,
} from '@jianjia/rules';
import type { Fact } from './fact-book.ts';
import type { Plan } from './plan.ts';

const SCOPE: Readonly<Record<Scope, string>> = { own: '本级', tree: '本级及下级', place: '辖区内', area: '所辖范围内' };
/** How a comparison is said. */
export const comparisonWords: Readonly<Record<string, string>> = {
  '>=': '不低于',
  '<=': '不多于',
  '>': '高于',
  '<': '低于',
  '=': '等于',
};

/** «不低于» for `>=`. */
export const comparisonWord = (op: string): string => comparisonWords[op] ?? op;

/** Chinese titles of words used as arguments, e.g. column ids and closed lists. */
export type WordTitles = (word: string, register?: string) => string;

/** «本级本年全委会次数»: a fact in a scope. Arguments stand in its title as `{param:a|b}`. */
export function factTitle(fact: Fact, scope: Scope, titles: WordTitles): string {
  const title = fact.title.replaceAll(/\{[a-z_]+:([^}]*)\}/g, (_match, words: string) =>
    words
      .split('|')
      .map((word) => titles(word, fact.source.registers[0]))
      .join('或'),
  );
  return `${SCOPE[scope]}${title}`;
}

/** The formula of a measure in Chinese. */
export function measureFormula(plan: Plan, measure: Measure, titles: WordTitles): string {
  const words = {
    fact: (scope: Scope, reference: Reference) => factTitle(plan.factOf(reference), scope, titles),
    reference: (reference: Reference) => titles(reference.name),
  };
  const numerator = toChinese(measure.numerator, words);
  return measure.denominator ? `${numerator} ÷ ${toChinese(measure.denominator, words)}` : numerator;
}

/** A condition in Chinese: columns and measures by their titles. */
export function conditionText(plan: Plan, condition: Parameters<typeof toChinese>[0], titles: WordTitles): string {
  const text = toChinese(condition, {
    fact: (scope, reference) => factTitle(plan.factOf(reference), scope, titles),
    reference: (reference) =>
      reference.name in plan.unionColumns ? titles(reference.name) : plan.catalogue.get(reference).title,
    text: (value) => titles(value, 'unions'),
  });
  // The brackets around the whole tell nothing.
  return condition.node === 'logic' ? text.slice(1, -1) : text;
}

/** «职工入会率不低于80%»: what a criterion asks. */
export function criterionText(measure: Measure, comparison: Comparison, scheme: Scheme): string {
  const checks = comparisons(comparison);
  if (checks.length === 0) return measure.title;
  const number = (threshold: Threshold) => {
    if (threshold.kind === 'parameter') {
      const title = scheme.parameters.find((parameter) => parameter.id === threshold.parameter)?.title;
      return `「${title ?? threshold.parameter}」`;
    }
    return formatNumber(threshold.p / threshold.q, measure.unit);
  };
  return (
    measure.title +
    checks.map(({ op, thresholds }) => `${comparisonWords[op] ?? op}${thresholds.map(number).join('或')}`).join('且')
  );
}

/** A value with its unit: rates as percent, yes/no in words. */
export function formatNumber(value: number, unit: string): string {
  if (unit === '%') return `${trim(value * 100)}%`;
  if (unit === '是否') return value === 1 ? '是' : '否';
  return `${trim(value)}${unit}`;
}

/** At most two decimals, none where the number is whole. */
function trim(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Canonical spelling of a scoped fact, for keys. */
export function scopedKey(scope: Scope, reference: Reference): string {
  return `${scope}(${referenceText(reference)})`;
}

/** What an item asks as one Chinese sentence, its condition first. */
export function asksText(plan: Plan, scheme: Scheme, clause: Clause, titles: WordTitles): string {
  const { kind, parts } = clause.criterion;
  const asked =
    kind === 'judged'
      ? '由人评定'
      : parts
          .map(({ measure, comparison }) => criterionText(measure, comparison, scheme))
          .join(kind === 'any' ? '，或者' : '，并且');
  return clause.when ? `${conditionText(plan, clause.when, titles)}的，${asked}` : asked;
}

/** Which way a threshold that is shown is meant. */
export function boundOf({ criterion }: Clause): 'at_least' | 'at_most' | 'other' {
  const ops = new Set(
    criterion.parts.flatMap(({ comparison }) => comparisons(comparison).map(({ op }) => op.charAt(0))),
  );
  if (ops.size !== 1) return 'other';
  return ops.has('>') ? 'at_least' : ops.has('<') ? 'at_most' : 'other';
}
