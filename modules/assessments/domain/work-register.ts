import { walk, type Measure } from '@jianjia/rules';
import type { Fact } from './fact-book.ts';
import type { Plan } from './plan.ts';

/** Registers that only say how many there are to be counted; the work that moves a rate is done in another. */
const BASES: ReadonlySet<string> = new Set(['employers', 'unions']);

/** The fact a measure's numerator counts first; null where it looks at columns of the union only. */
export function countedFact(plan: Plan, measure: Measure): Fact | null {
  const found: Fact[] = [];
  walk(measure.numerator, (node) => {
    if (node.node === 'scoped') found.push(plan.factOf(node.fact));
  });
  return found[0] ?? null;
}

/**
 * The register in which the work behind a measure is recorded: where its numerator's rows lie; where these are employers
 * or unions, the register that says what becomes of them (contracts, mechanisms, disclosures).
 */
export function workRegister(plan: Plan, measure: Measure): string {
  const rows = countedFact(plan, measure)?.source.registers[0];
  const needs = measure.needs.map(({ register }) => register);
  if (rows !== undefined && !BASES.has(rows)) return rows;
  return needs.findLast((register) => !BASES.has(register)) ?? rows ?? needs[0] ?? 'unions';
}

/** What a measure's numerator is counted in: a number's own unit, a rate's by its rows. */
export function countingUnit(plan: Plan, measure: Measure): string {
  return measure.kind === 'ratio' ? (countedFact(plan, measure)?.unit ?? '') : measure.unit;
}
