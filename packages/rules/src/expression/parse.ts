import {
  functions,
  scopes,
  type ArithmeticOperator,
  type ComparisonOperator,
  type Expression,
  type FunctionName,
  type Reference,
  type Scope,
} from './ast.ts';
import { ExpressionError, tokenize, type Token } from './tokens.ts';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
const MAX_DEPTH = 60;

/** Reads a formula. Throws ExpressionError with a Chinese sentence and the offset of the fault. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokenize(text));
  const expression = parser.expression();
  parser.expectEnd();
  return expression;
}

/** Reads a reference such as `meetings.yearly(plenary)`; anything else is an error. */
export function parseReference(text: string): Reference {
  const parsed = parseExpression(text);
  if (parsed.node !== 'reference') throw new ExpressionError(`「${text}」应是一个名称,例如 members.join_rate。`, 0);
  return parsed;
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  expression(): Expression {
    if (++this.depth > MAX_DEPTH) this.fail('公式嵌套过深');
    let left = this.conjunction();
    while (this.takeWord('or')) left = { node: 'logic', op: 'or', left, right: this.conjunction() };
    this.depth--;
    return left;
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') this.fail(`公式在「${this.peek().text}」处应已结束`);
  }

  private conjunction(): Expression {
    let left = this.negation();
    while (this.takeWord('and')) left = { node: 'logic', op: 'and', left, right: this.negation() };
    return left;
  }

  private negation(): Expression {
    if (!this.takeWord('not')) return this.comparison();
    if (++this.depth > MAX_DEPTH) this.fail('公式嵌套过深');
    const of = this.negation();
    this.depth--;
    return { node: 'not', of };
  }

  private comparison(): Expression {
    const left = this.sum();
    const token = this.peek();
    if (token.kind === 'symbol' && COMPARISONS.has(token.text)) {
      this.position++;
      return { node: 'compare', op: token.text as ComparisonOperator, left, right: this.sum() };
    }
    if (this.takeWord('in')) return { node: 'in', of: left, list: this.choices() };
    if (this.takeWord('contains')) return { node: 'contains', of: left, list: this.choices() };
    if (this.takeWord('is')) {
      const negated = this.takeWord('not');
      if (!this.takeWord('empty')) this.fail('is 之后应为 empty 或 not empty');
      return { node: 'empty', of: left, negated };
    }
    return left;
  }

  private sum(): Expression {
    let left = this.product();
    for (let op = this.takeOneOf('+', '-'); op; op = this.takeOneOf('+', '-')) {
      left = { node: 'arithmetic', op, left, right: this.product() };
    }
    return left;
  }

  private product(): Expression {
    let left = this.unary();
    for (let op = this.takeOneOf('*', '/'); op; op = this.takeOneOf('*', '/')) {
      left = { node: 'arithmetic', op, left, right: this.unary() };
    }
    return left;
  }

  private unary(): Expression {
    if (this.takeOneOf('-')) return { node: 'negative', of: this.primary() };
    return this.primary();
  }

  private primary(): Expression {
    const token = this.next();
    if (token.kind === 'number') return { node: 'number', value: numberValue(token.text) };
    if (token.kind === 'string') return { node: 'text', value: token.text };
    if (token.kind === 'parameter') return { node: 'parameter', name: token.text };
    if (token.kind === 'symbol' && token.text === '(') {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (token.kind !== 'word')
      return this.fail(token.kind === 'end' ? '公式不完整' : `此处不应出现「${token.text}」`, token);
    if (token.text === 'true' || token.text === 'false') return { node: 'boolean', value: token.text === 'true' };
    return this.named(token);
  }

  private named(token: Token): Expression {
    const opened = this.peek().kind === 'symbol' && this.peek().text === '(';
    if (opened && (scopes as readonly string[]).includes(token.text)) {
      this.position++;
      const fact = this.reference(this.next());
      this.expect(')');
      return { node: 'scoped', scope: token.text as Scope, fact };
    }
    if (opened && (functions as readonly string[]).includes(token.text)) {
      this.position++;
      const args = [this.expression()];
      while (this.takeSymbol(',')) args.push(this.expression());
      this.expect(')');
      return { node: 'call', name: token.text as FunctionName, args };
    }
    return this.reference(token);
  }

  private reference(token: Token): Reference {
    if (token.kind !== 'word') return this.fail('此处应为名称', token);
    if (!this.takeSymbol('(')) return { node: 'reference', name: token.text, args: [] };
    const args = [this.alternatives()];
    while (this.takeSymbol(',')) args.push(this.alternatives());
    this.expect(')');
    return { node: 'reference', name: token.text, args };
  }

  /** `('a', 'b')`, or a `$parameter` filled in by the caller. */
  private choices(): string[] {
    if (this.peek().kind === 'parameter') return [this.next().text];
    if (this.peek().kind === 'string') return [this.next().text];
    this.expect('(');
    const list = [this.choice()];
    while (this.takeSymbol(',')) list.push(this.choice());
    this.expect(')');
    return list;
  }

  private choice(): string {
    const token = this.next();
    if (token.kind !== 'string') this.fail("此处应为带引号的文字,如 'joint'", token);
    return token.text;
  }

  private alternatives(): string[] {
    const list = [this.alternative()];
    while (this.takeSymbol('|')) list.push(this.alternative());
    return list;
  }

  private alternative(): string {
    const token = this.next();
    if (token.kind === 'symbol' || token.kind === 'end') this.fail('括号内应为词语', token);
    return token.text;
  }

  private peek(): Token {
    return this.tokens[this.position] ?? (this.tokens.at(-1) as Token);
  }

  private next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  private takeWord(word: string): boolean {
    const token = this.peek();
    if (token.kind !== 'word' || token.text !== word) return false;
    this.position++;
    return true;
  }

  private takeSymbol(symbol: string): boolean {
    const token = this.peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.position++;
    return true;
  }

  private takeOneOf(...symbols: ArithmeticOperator[]): ArithmeticOperator | null {
    return symbols.find((symbol) => this.takeSymbol(symbol)) ?? null;
  }

  private expect(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.fail(`此处缺少「${symbol}」`);
  }

  private fail(sentence: string, token: Token = this.peek()): never {
    throw new ExpressionError(`${sentence}(第${token.offset + 1}个字符)。`, token.offset);
  }
}

function numberValue(text: string): number {
  return text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
}
