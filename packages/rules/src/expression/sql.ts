import type { Expression, Reference, Scope, ValueType } from './ast.ts';

export interface SqlTerm {
  readonly sql: string;
  readonly type: ValueType;
}

/** How names are spelled in SQL where the formula is used. `t` is the as-of day, `YYYY-MM-DD`, already checked. */
export interface SqlEnvironment {
  readonly t: string;
  reference(reference: Reference): SqlTerm;
  fact(scope: Scope, fact: Reference): SqlTerm;
}

/** A formula whose types do not fit; the sentence is Chinese. */
export class ExpressionTypeError extends Error {
  override readonly name = 'ExpressionTypeError';
}

/** Quotes a text for SQL. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** The SQL of a formula: the same doubles, the same three-valued logic as the interpreter. */
export function toSql(expression: Expression, env: SqlEnvironment): SqlTerm {
  switch (expression.node) {
    case 'number':
      return { sql: `${numberLiteral(expression.value)}::float8`, type: 'number' };
    case 'text':
      return { sql: sqlText(expression.value), type: 'text' };
    case 'boolean':
      return { sql: String(expression.value), type: 'boolean' };
    case 'reference':
      if (expression.name === 't' && expression.args.length === 0) return { sql: `date '${env.t}'`, type: 'date' };
      return env.reference(expression);
    case 'parameter':
      throw new ExpressionTypeError(`公式中的参数 ${expression.name} 没有给出值。`);
    case 'scoped':
      return env.fact(expression.scope, expression.fact);
    case 'call':
      return call(expression.name, expression.args, env);
    case 'not':
      return { sql: `(not ${typed(expression.of, 'boolean', env)})`, type: 'boolean' };
    case 'negative':
      return { sql: `(- ${typed(expression.of, 'number', env)})`, type: 'number' };
    case 'logic':
      return {
        sql: `(${typed(expression.left, 'boolean', env)} ${expression.op} ${typed(expression.right, 'boolean', env)})`,
        type: 'boolean',
      };
    case 'compare':
      return comparison(expression, env);
    case 'arithmetic': {
      const [left, right] = [typed(expression.left, 'number', env), typed(expression.right, 'number', env)];
      const divisor = expression.op === '/' ? `nullif(${right}, 0)` : right;
      return { sql: `(${left} ${expression.op} ${divisor})`, type: 'number' };
    }
    case 'in':
      return { sql: membership(typed(expression.of, 'text', env), expression.list.map(sqlText)), type: 'boolean' };
    case 'contains': {
      const of = typed(expression.of, 'text', env);
      const parts = expression.list.map((part) => `strpos(${of}, ${sqlText(part)}) > 0`);
      return { sql: `(${parts.join(' or ')})`, type: 'boolean' };
    }
    case 'empty':
      return { sql: `(${toSql(expression.of, env).sql} is ${expression.negated ? 'not ' : ''}null)`, type: 'boolean' };
  }
}

/** A few equalities are quicker than a search in an array, and facts are tested by the million. */
function membership(of: string, list: readonly string[]): string {
  if (list.length > 4) return `(${of} in (${list.join(', ')}))`;
  return `(${list.map((item) => `${of} = ${item}`).join(' or ')})`;
}

function comparison(expression: Expression & { node: 'compare' }, env: SqlEnvironment): SqlTerm {
  const left = toSql(expression.left, env);
  const right = toSql(expression.right, env);
  if (left.type !== right.type) {
    throw new ExpressionTypeError(`不能把${typeTitles[left.type]}与${typeTitles[right.type]}相比较。`);
  }
  return { sql: `(${left.sql} ${expression.op === '!=' ? '<>' : expression.op} ${right.sql})`, type: 'boolean' };
}

function call(name: string, args: readonly Expression[], env: SqlEnvironment): SqlTerm {
  const arity = ARITY[name] ?? { min: 1, max: 20 };
  if (args.length < arity.min || args.length > arity.max)
    throw new ExpressionTypeError(`函数 ${name} 的参数个数不对。`);
  if (name === 'if') return conditional(args, env);
  if (name === 'coalesce' || name === 'least' || name === 'greatest') {
    const terms = args.map((arg) => toSql(arg, env));
    const type = terms[0]?.type ?? 'number';
    if (terms.some((term) => term.type !== type)) throw new ExpressionTypeError(`函数 ${name} 的各项类型须一致。`);
    return { sql: `${name}(${terms.map((term) => term.sql).join(', ')})`, type };
  }
  const day = typed(args[0] as Expression, 'date', env);
  const year = Number(env.t.slice(0, 4));
  switch (name) {
    case 'year':
      return { sql: `date_part('year', ${day})`, type: 'number' };
    case 'month':
      return { sql: `date_part('month', ${day})`, type: 'number' };
    case 'days':
      return { sql: `(${day} - date '1970-01-01')::float8`, type: 'number' };
    case 'complete_months':
      return {
        sql: `(date_part('month', ${day}) - case when date_part('month', ${day} + 1) = date_part('month', ${day}) then 1 else 0 end)`,
        type: 'number',
      };
    case 'in_year':
      return { sql: `(${day} >= date '${year}-01-01' and ${day} <= date '${env.t}')`, type: 'boolean' };
    case 'in_last_year':
      return { sql: `(${day} >= date '${year - 1}-01-01' and ${day} < date '${year}-01-01')`, type: 'boolean' };
    default: {
      const amount = typed(args[1] as Expression, 'number', env);
      const unit = name === 'add_years' ? 'years' : 'months';
      return { sql: `(${day} + make_interval(${unit} => (${amount})::int))::date`, type: 'date' };
    }
  }
}

function conditional(args: readonly Expression[], env: SqlEnvironment): SqlTerm {
  const condition = typed(args[0] as Expression, 'boolean', env);
  const [yes, no] = [toSql(args[1] as Expression, env), toSql(args[2] as Expression, env)];
  if (yes.type !== no.type) throw new ExpressionTypeError('函数 if 的两种结果类型须一致。');
  return { sql: `(case when ${condition} then ${yes.sql} else ${no.sql} end)`, type: yes.type };
}

function typed(expression: Expression, type: ValueType, env: SqlEnvironment): string {
  const term = toSql(expression, env);
  if (term.type !== type) throw new ExpressionTypeError(`此处应为${typeTitles[type]},不是${typeTitles[term.type]}。`);
  return term.sql;
}

/** Shortest decimal that reads back to the same double, never in exponent form for usual sizes. */
function numberLiteral(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}

const ARITY: Readonly<Record<string, { min: number; max: number }>> = {
  add_years: { min: 2, max: 2 },
  add_months: { min: 2, max: 2 },
  in_year: { min: 1, max: 1 },
  in_last_year: { min: 1, max: 1 },
  year: { min: 1, max: 1 },
  month: { min: 1, max: 1 },
  days: { min: 1, max: 1 },
  complete_months: { min: 1, max: 1 },
  if: { min: 3, max: 3 },
};

const typeTitles: Readonly<Record<ValueType, string>> = { number: '数字', text: '文字', boolean: '是否', date: '日期' };
