/** A formula that cannot be read: what is wrong (Chinese) and where (offset in the text, from 0). */
export class ExpressionError extends Error {
  readonly offset: number;

  constructor(sentence: string, offset: number) {
    super(sentence);
    this.name = 'ExpressionError';
    this.offset = offset;
  }
}

export interface Token {
  readonly kind: 'number' | 'string' | 'word' | 'symbol' | 'parameter' | 'end';
  readonly text: string;
  readonly offset: number;
}

const PATTERN =
  /\s*(?:(\d+(?:\.\d+)?%?)|'((?:[^']|'')*)'|(\$[a-z_]+)|([\p{L}_][\p{L}\p{N}_.-]*)|(<=|>=|!=|[-+*/()=<>,|]))/uy;

/** Splits a formula into tokens; the longest formula is 4,000 characters. */
export function tokenize(text: string): Token[] {
  if (text.length > 4000) throw new ExpressionError('公式过长(超过4000字),请拆成几个指标。', 4000);
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < end) {
    const start = PATTERN.lastIndex;
    const match = PATTERN.exec(text);
    if (!match)
      throw new ExpressionError(`公式中第${start + 1}个字符起无法识别:「${text.slice(start, start + 10)}」。`, start);
    tokens.push({ ...classify(match), offset: PATTERN.lastIndex - match[0].trimStart().length });
  }
  tokens.push({ kind: 'end', text: '', offset: end });
  return tokens;
}

function classify(match: RegExpExecArray): Pick<Token, 'kind' | 'text'> {
  if (match[1] !== undefined) return { kind: 'number', text: match[1] };
  if (match[2] !== undefined) return { kind: 'string', text: match[2].replaceAll("''", "'") };
  if (match[3] !== undefined) return { kind: 'parameter', text: match[3] };
  if (match[4] !== undefined) return { kind: 'word', text: match[4] };
  return { kind: 'symbol', text: match[5] ?? '' };
}
