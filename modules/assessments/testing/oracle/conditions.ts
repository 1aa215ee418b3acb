import type { Answer } from './answers.ts';
import { addYears } from './days.ts';
import { cell, type House, type Row } from './house.ts';

/** Asks for a measure by its canonical text. */
export type Ask = (measure: string) => Answer;

type Value = number | string | boolean | null;

const TOKEN = /\s*(>=|<=|!=|[=<>(),|]|'[^']*'|\d+|[\p{L}_][\p{L}\p{N}_.]*)/uy;

/** Does the condition hold? null: the registers cannot tell. Reads just what the schemes write in when and fits. */
export function holds(text: string, union: Row, house: House, ask: Ask): boolean | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) tokens.push(match[1] ?? '');
  const reader = new Reader(tokens, union, house, ask);
  const value = reader.either();
  if (!reader.atEnd()) throw new Error(`cannot read the condition ${text}`);
  return value as boolean | null;
}

class Reader {
  private readonly tokens: string[];
  private readonly union: Row;
  private readonly house: House;
  private readonly ask: Ask;

  constructor(tokens: string[], union: Row, house: House, ask: Ask) {
    this.tokens = tokens;
    this.union = union;
    this.house = house;
    this.ask = ask;
  }

  atEnd(): boolean {
    return this.tokens.length === 0;
  }

  either(): Value {
    let left = this.both();
    while (this.take('or')) {
      const right = this.both();
      left = left === true || right === true ? true : left === null || right === null ? null : false;
    }
    return left;
  }

  private both(): Value {
    let left = this.comparison();
    while (this.take('and')) {
      const right = this.comparison();
      left = left === false || right === false ? false : left === null || right === null ? null : true;
    }
    return left;
  }

  private comparison(): Value {
    if (this.take('not')) {
      const value = this.comparison();
      return value === null ? null : !value;
    }
    const left = this.operand();
    const operator = this.tokens[0] ?? '';
    if (operator === 'in') {
      this.tokens.shift();
      const list = this.list();
      return left === null ? null : list.includes(String(left));
    }
    if (!['=', '!=', '<', '<=', '>', '>='].includes(operator)) return left;
    this.tokens.shift();
    const right = this.operand();
    if (left === null || right === null) return null;
    if (operator === '=') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '<') return left < right;
    if (operator === '<=') return left <= right;
    return operator === '>' ? left > right : left >= right;
  }

  private operand(): Value {
    const token = this.tokens.shift() ?? '';
    if (token === '(') {
      const value = this.either();
      this.expect(')');
      return value;
    }
    if (token.startsWith("'")) return token.slice(1, -1);
    if (/^\d+$/.test(token)) return Number(token);
    if (token === 't') return this.house.t;
    if (token === 'add_years') {
      this.expect('(');
      const day = this.operand();
      this.expect(',');
      const years = this.operand();
      this.expect(')');
      return day === null ? null : addYears(String(day), Number(years));
    }
    return token.includes('.') ? this.measure(token) : cell(this.union, token) || null;
  }

  private measure(name: string): Value {
    let text = name;
    if (this.tokens[0] === '(') {
      for (let token = ''; token !== ')'; text += token === ',' ? ', ' : token) token = this.tokens.shift() ?? ')';
    }
    const answer = this.ask(text);
    return answer.known ? answer.value : null;
  }

  private list(): readonly string[] {
    this.expect('(');
    const found: string[] = [];
    do found.push((this.tokens.shift() ?? '').slice(1, -1));
    while (this.take(','));
    this.expect(')');
    return found;
  }

  private take(token: string): boolean {
    if (this.tokens[0] !== token) return false;
    this.tokens.shift();
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new Error(`expected ${token} before ${this.tokens.join(' ')}`);
  }
}
