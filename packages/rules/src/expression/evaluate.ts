import { addMonths, fromDays } from '@jianjia/kernel';
import type { Expression, Reference, Scope } from './ast.ts';

/** null is «unknown»; dates are days since 1970-01-01. */
export type Value = number | string | boolean | null;

/** Where names get their values: `t` and columns or measures by reference, facts by scope. */
export interface Environment {
  readonly t: number;
  reference(reference: Reference): Value;
  fact(scope: Scope, fact: Reference): Value;
}

/**
 * The reference interpreter: does the very operations of the generated SQL, in doubles and with three-valued
 * logic. Division by zero is unknown. Throws only where a formula's types are wrong (refused at load).
 */
export function evaluateExpression(expression: Expression, env: Environment): Value {
  switch (expression.node) {
    case 'number':
    case 'text':
    case 'boolean':
      return expression.value;
    case 'reference':
      return expression.name === 't' && expression.args.length === 0 ? env.t : env.reference(expression);
    case 'parameter':
      throw new Error(`formula parameter ${expression.name} was not filled in`);
    case 'scoped':
      return env.fact(expression.scope, expression.fact);
    case 'call':
      return call(expression.name, expression.args, env);
    case 'not':
      return negate(truth(evaluateExpression(expression.of, env)));
    case 'negative': {
      const value = evaluateExpression(expression.of, env);
      return value === null ? null : -Number(value);
    }
    case 'logic':
      return logic(expression.op, expression.left, expression.right, env);
    case 'compare':
    case 'arithmetic': {
      const left = evaluateExpression(expression.left, env);
      const right = evaluateExpression(expression.right, env);
      if (left === null || right === null) return null;
      return expression.node === 'compare'
        ? compare(expression.op, left, right)
        : arithmetic(expression.op, Number(left), Number(right));
    }
    case 'in':
    case 'contains': {
      const value = evaluateExpression(expression.of, env);
      if (value === null) return null;
      const has = (item: string) => (expression.node === 'in' ? value === item : String(value).includes(item));
      return expression.list.some(has);
    }
    case 'empty':
      return (evaluateExpression(expression.of, env) === null) !== expression.negated;
  }
}

function logic(op: 'and' | 'or', leftSide: Expression, rightSide: Expression, env: Environment): boolean | null {
  const decisive = op === 'or';
  const left = truth(evaluateExpression(leftSide, env));
  if (left === decisive) return decisive;
  const right = truth(evaluateExpression(rightSide, env));
  if (right === decisive) return decisive;
  return left === null || right === null ? null : !decisive;
}

function compare(op: string, left: string | number | boolean, right: string | number | boolean): boolean {
  switch (op) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function arithmetic(op: string, left: number, right: number): number | null {
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      return right === 0 ? null : left / right;
  }
}

function call(name: string, args: readonly Expression[], env: Environment): Value {
  if (name === 'if') {
    const [condition, yes, no] = args as [Expression, Expression, Expression];
    return evaluateExpression(truth(evaluateExpression(condition, env)) ? yes : no, env);
  }
  const values = args.map((arg) => evaluateExpression(arg, env));
  switch (name) {
    case 'coalesce':
      return values.find((value) => value !== null) ?? null;
    case 'least':
    case 'greatest': {
      // As in SQL, empty values are passed over; all empty gives empty.
      const numbers = values.filter((value) => value !== null).map(Number);
      if (numbers.length === 0) return null;
      return name === 'least' ? Math.min(...numbers) : Math.max(...numbers);
    }
    default:
      return dateFunction(name, values, env.t);
  }
}

function dateFunction(name: string, values: readonly Value[], t: number): Value {
  const day = values[0] ?? null;
  if (day === null) return null;
  const year = yearOf(Number(day));
  if (name === 'days') return day;
  if (name === 'year') return year;
  if (name === 'month') return monthOf(Number(day));
  if (name === 'complete_months') return completeMonths(Number(day));
  if (name === 'in_year') return year === yearOf(t) && Number(day) <= t;
  if (name === 'in_last_year') return year === yearOf(t) - 1;
  const amount = values[1] ?? null;
  return amount === null ? null : addMonths(Number(day), Number(amount) * (name === 'add_years' ? 12 : 1));
}

function yearOf(days: number): number {
  return Number(fromDays(days).slice(0, 4));
}

function monthOf(days: number): number {
  return Number(fromDays(days).slice(5, 7));
}

/** Months of the day's year that are over on that day: a month is complete when its last day is there. */
export function completeMonths(days: number): number {
  return monthOf(days + 1) === monthOf(days) ? monthOf(days) - 1 : monthOf(days);
}

function truth(value: Value): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function negate(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}
