import type { Expression, Reference, Scope } from './ast.ts';

/** Chinese names for what a formula mentions. */
export interface Vocabulary {
  reference(reference: Reference): string;
  fact(scope: Scope, fact: Reference): string;
  /** A literal text, such as the id of a kind; left out, it stands as it is. */
  text?(value: string): string;
}

const COMPARISON: Readonly<Record<string, string>> = {
  '=': '等于',
  '!=': '不等于',
  '<': '少于',
  '<=': '不多于',
  '>': '多于',
  '>=': '不少于',
};
const ARITHMETIC: Readonly<Record<string, string>> = { '+': ' + ', '-': ' − ', '*': ' × ', '/': ' ÷ ' };

/** A formula in plain Chinese, as shown beside a verdict. */
export function toChinese(expression: Expression, words: Vocabulary): string {
  const say = (part: Expression): string => toChinese(part, words);
  const quoted = (text: string) => `「${words.text?.(text) ?? text}」`;
  switch (expression.node) {
    case 'number':
      return String(expression.value);
    case 'text':
      return quoted(expression.value);
    case 'boolean':
      return expression.value ? '是' : '否';
    case 'reference':
      return expression.name === 't' ? '评定日' : words.reference(expression);
    case 'parameter':
      return expression.name;
    case 'scoped':
      return words.fact(expression.scope, expression.fact);
    case 'call':
      return callText(expression.name, expression.args.map(say));
    case 'not':
      return `并非(${say(expression.of)})`;
    case 'negative':
      return `−${say(expression.of)}`;
    case 'logic':
      return `(${say(expression.left)}${expression.op === 'and' ? ',且' : ',或'}${say(expression.right)})`;
    case 'compare':
      return `${say(expression.left)}${COMPARISON[expression.op]}${say(expression.right)}`;
    case 'arithmetic':
      return `(${say(expression.left)}${ARITHMETIC[expression.op]}${say(expression.right)})`;
    case 'in':
      return `${say(expression.of)}为${expression.list.map(quoted).join('或')}`;
    case 'contains':
      return `${say(expression.of)}含${expression.list.map(quoted).join('或')}`;
    case 'empty':
      return `${say(expression.of)}${expression.negated ? '已填' : '未填'}`;
  }
}

function callText(name: string, args: readonly string[]): string {
  const [first = '', second = '', third = ''] = args;
  switch (name) {
    case 'add_years':
      return `${first}后${second}年`;
    case 'add_months':
      return `${first}后${second}个月`;
    case 'month':
      return `${first}的月份`;
    case 'days':
      return first;
    case 'complete_months':
      return '本年已完整的月数';
    case 'in_year':
      return `${first}在评定年度内`;
    case 'in_last_year':
      return `${first}在上一年度内`;
    case 'year':
      return `${first}的年份`;
    case 'coalesce':
      return args.join(',否则');
    case 'least':
      return `最小值(${args.join('、')})`;
    case 'greatest':
      return `最大值(${args.join('、')})`;
    default:
      return `若${first}则${second},否则${third}`;
  }
}
