import type { Expression, Reference } from './ast.ts';

/** Parameter values by name with its `$`: `{ $kind: ['plenary', 'regular'] }`. */
export type Substitution = Readonly<Record<string, readonly string[]>>;

/** Replaces `$parameters` by their values; unknown parameters stay and are reported when the formula is used. */
export function substitute(expression: Expression, values: Substitution): Expression {
  const into = (part: Expression): Expression => substitute(part, values);
  switch (expression.node) {
    case 'parameter':
      return parameterValue(expression, values[expression.name]);
    case 'reference':
      return substituteReference(expression, values);
    case 'scoped':
      return { ...expression, fact: substituteReference(expression.fact, values) };
    case 'call':
      return { ...expression, args: expression.args.map(into) };
    case 'not':
    case 'negative':
    case 'empty':
      return { ...expression, of: into(expression.of) };
    case 'in':
    case 'contains':
      return { ...expression, of: into(expression.of), list: fill(expression.list, values) };
    case 'logic':
    case 'compare':
    case 'arithmetic':
      return { ...expression, left: into(expression.left), right: into(expression.right) };
    default:
      return expression;
  }
}

function substituteReference(reference: Reference, values: Substitution): Reference {
  return { ...reference, args: reference.args.map((list) => fill(list, values)) };
}

function fill(list: readonly string[], values: Substitution): readonly string[] {
  return list.flatMap((item) => (item.startsWith('$') ? (values[item] ?? [item]) : [item]));
}

/** A parameter standing alone is a number or the name of a column; of several columns any may hold. */
function parameterValue(expression: Expression, value: readonly string[] | undefined): Expression {
  const [only] = value ?? [];
  if (value === undefined || only === undefined) return expression;
  if (/^\d+(\.\d+)?$/.test(only)) return { node: 'number', value: Number(only) };
  return value
    .map((name): Expression => ({ node: 'reference', name, args: [] }))
    .reduce((left, right) => ({ node: 'logic', op: 'or', left, right }));
}
