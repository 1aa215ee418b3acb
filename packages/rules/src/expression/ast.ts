/**
 * The one formula language of the product. Facts filter rows with it, measures combine facts, schemes state
 * conditions. It has SQL's three-valued logic: an empty value makes the result empty, never a pass.
 */
export type ValueType = 'number' | 'text' | 'boolean' | 'date';

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/';
export type LogicOperator = 'and' | 'or';

/** Functions of the language; every other `name(words)` is a reference with arguments. */
export const functions = [
  'add_years',
  'add_months',
  'in_year',
  'in_last_year',
  'year',
  'month',
  'days',
  'complete_months',
  'coalesce',
  'least',
  'greatest',
  'if',
] as const;
export type FunctionName = (typeof functions)[number];

/** Scopes of a fact: own rows, the subtree, the place (division tree), the jurisdiction by kind of union. */
export const scopes = ['own', 'tree', 'place', 'area'] as const;
export type Scope = (typeof scopes)[number];

/** A reference such as `kind`, `members.rows` or `meetings.yearly(plenary|regular)`. */
export interface Reference {
  readonly node: 'reference';
  readonly name: string;
  /** One list of alternatives per argument; a `$parameter` stands for the caller's list. */
  readonly args: readonly (readonly string[])[];
}

export type Expression =
  | { readonly node: 'number'; readonly value: number }
  | { readonly node: 'text'; readonly value: string }
  | { readonly node: 'boolean'; readonly value: boolean }
  | Reference
  | { readonly node: 'parameter'; readonly name: string }
  | { readonly node: 'scoped'; readonly scope: Scope; readonly fact: Reference }
  | { readonly node: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] }
  | { readonly node: 'not'; readonly of: Expression }
  | { readonly node: 'negative'; readonly of: Expression }
  | { readonly node: 'logic'; readonly op: LogicOperator; readonly left: Expression; readonly right: Expression }
  | { readonly node: 'compare'; readonly op: ComparisonOperator; readonly left: Expression; readonly right: Expression }
  | {
      readonly node: 'arithmetic';
      readonly op: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly node: 'in'; readonly of: Expression; readonly list: readonly string[] }
  | { readonly node: 'contains'; readonly of: Expression; readonly list: readonly string[] }
  | { readonly node: 'empty'; readonly of: Expression; readonly negated: boolean };

/** `meetings.yearly(plenary|regular)`: the canonical spelling of a reference, used as its identity. */
export function referenceText(reference: Reference): string {
  if (reference.args.length === 0) return reference.name;
  return `${reference.name}(${reference.args.map((list) => list.join('|')).join(', ')})`;
}

/** Calls `visit` for every node, parents first. */
export function walk(expression: Expression, visit: (node: Expression) => void): void {
  visit(expression);
  for (const child of children(expression)) walk(child, visit);
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.node) {
    case 'scoped':
      return [expression.fact];
    case 'call':
      return expression.args;
    case 'not':
    case 'negative':
    case 'in':
    case 'contains':
    case 'empty':
      return [expression.of];
    case 'logic':
    case 'compare':
    case 'arithmetic':
      return [expression.left, expression.right];
    default:
      return [];
  }
}
