import type { CodeTable } from '@jianjia/codes';
import type { IndustrialUnion } from '../../contract/classification.ts';
import { overridden, type IndustrialUnionTable } from './industrial-union.ts';
import { type IndustryRules, rulesFor } from './industry-tables.ts';

/** What a federation decided about an industry, in place of the national table. */
export interface Decision {
  readonly unionId: string;
  /** Division of the federation: it decides for this place and all below. */
  readonly division: string;
  readonly industry: string;
  readonly union: IndustrialUnion;
}

/** Decisions that hold at a place, by industry: of several federations the nearest one's. */
export function decisionsAt<D extends Decision>(decisions: readonly D[], division: string): ReadonlyMap<string, D> {
  const nearest = new Map<string, D>();
  for (const decision of decisions.toSorted(widestFirst)) {
    if (division.startsWith(decision.division)) nearest.set(decision.industry, decision);
  }
  return nearest;
}

function widestFirst(one: Decision, other: Decision): number {
  return one.division.length - other.division.length || (one.unionId < other.unionId ? -1 : 1);
}

/** The industrial unions as they are at a place. */
export function industrialUnionsAt(
  national: IndustrialUnionTable,
  decisions: readonly Decision[],
  division: string,
): IndustrialUnionTable {
  const here = decisionsAt(decisions, division);
  if (here.size === 0) return national;
  return overridden(national, new Map([...here].map(([industry, { union }]) => [industry, union])));
}

/** A rule that holds at a place; `decision` null: of the national table. */
export interface Rule<D extends Decision> {
  readonly industry: string;
  readonly union: IndustrialUnion;
  readonly decision: D | null;
}

/** Every rule that holds at a place, by industry. */
export function rulesAt<D extends Decision>(
  national: IndustrialUnionTable,
  decisions: readonly D[],
  division: string,
): IndustryRules<Rule<D>> {
  const rules = new Map<string, readonly Rule<D>[]>();
  for (const [industry, [union]] of national) {
    if (union !== undefined) rules.set(industry, [{ industry, union, decision: null }]);
  }
  for (const [industry, decision] of decisionsAt(decisions, division)) {
    rules.set(industry, [{ industry, union: decision.union, decision }]);
  }
  return rules;
}

/** Employers of one industry in one place. */
export interface IndustryGroup {
  readonly industry: string;
  readonly division: string;
  readonly employers: number;
}

/** How many employers fall under each rule; `at` gives the rules of a place there are employers in. */
export function countByRule<D extends Decision>(
  industries: CodeTable,
  groups: readonly IndustryGroup[],
  at: (division: string) => IndustryRules<Rule<D>>,
): (rule: Rule<D>) => number {
  const counts = new Map<string, number>();
  for (const { industry, division, employers } of groups) {
    const [rule] = rulesFor(at(division), industries, industry);
    if (rule) counts.set(keyOf(rule), (counts.get(keyOf(rule)) ?? 0) + employers);
  }
  return (rule) => counts.get(keyOf(rule)) ?? 0;
}

function keyOf({ industry, decision }: Rule<Decision>): string {
  return `${decision?.unionId ?? ''}/${industry}`;
}

/** How many employers a rule for an industry would concern, beside the rules there are: nearer ones keep theirs. */
export function countUnder(
  industries: CodeTable,
  groups: readonly IndustryGroup[],
  rules: IndustryRules<unknown>,
  code: string,
): number {
  const withIt: IndustryRules<string> = new Map([
    ...[...rules.keys()].map((one) => [one, [one]] as const),
    [code, [code]],
  ]);
  return groups.reduce(
    (sum, { industry, employers }) => sum + (rulesFor(withIt, industries, industry)[0] === code ? employers : 0),
    0,
  );
}
