import { parsePlainDate, toDays, type PlainDate } from '@jianjia/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ExpressionError,
  evaluateExpression,
  parseExpression,
  parseReference,
  referenceText,
  substitute,
  toChinese,
  toSql,
} from './index.ts';
import type { Environment, SqlEnvironment, Value } from './index.ts';

const day = (text: string) => toDays(parsePlainDate(text) as PlainDate);

function env(columns: Readonly<Record<string, Value>>, t = '2024-02-29'): Environment {
  return {
    t: day(t),
    reference: ({ name }) => columns[name] ?? null,
    fact: (scope, { name }) => columns[`${scope}.${name}`] ?? null,
  };
}

const value = (text: string, columns: Readonly<Record<string, Value>> = {}, t?: string) =>
  evaluateExpression(parseExpression(text), env(columns, t));

const sqlEnv: SqlEnvironment = {
  t: '2024-02-29',
  reference: ({ name }) => ({
    sql: name,
    type: name === 'd' ? 'date' : name === 'b' ? 'boolean' : name === 'x' ? 'number' : 'text',
  }),
  fact: (scope, { name }) => ({ sql: `${scope}_${name}`, type: 'number' }),
};
const sql = (text: string) => toSql(parseExpression(text), sqlEnv).sql;

describe('a formula', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['- 2 + 5', 3],
    ['80%', 0.8],
    ['7 / 0', null],
    ['least(3, 2, 5)', 2],
    ['if(1 > 2, 10, 20)', 20],
  ])('%s = %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each([
    ['b and false', null, false],
    ['b or true', null, true],
    ['b and true', null, null],
    ['not b', null, null],
    ['b is empty', null, true],
    ['coalesce(b, false)', null, false],
    ['b is not empty', true, true],
  ])('%s with b = %s is %s: three-valued as in SQL', (text, b, expected) => {
    expect(value(text, { b })).toBe(expected);
  });

  it.each([
    ['2020-02-29', 1, '2021-02-28'],
    ['2020-02-29', 4, '2024-02-29'],
    ['2023-01-31', 1, '2024-01-31'],
  ])('%s plus %i years is %s', (from, years, expected) => {
    expect(value(`days(add_years(d, ${years}))`, { d: day(from) })).toBe(day(expected));
  });

  it.each([
    ['2024-01-30', 0],
    ['2024-01-31', 1],
    ['2024-02-29', 2],
    ['2024-12-30', 11],
    ['2024-12-31', 12],
  ])('on %s %i months of the year are complete', (t, months) => {
    expect(value('complete_months(t)', {}, t)).toBe(months);
  });

  it('knows the year up to t, and the year before', () => {
    expect(value('in_year(d)', { d: day('2024-02-29') })).toBe(true);
    expect(value('in_year(d)', { d: day('2024-03-01') })).toBe(false);
    expect(value('in_last_year(d)', { d: day('2023-12-31') })).toBe(true);
    expect(value('in_last_year(d)', { d: day('2022-12-31') })).toBe(false);
  });

  it('fills parameters: lists, numbers, columns, and several columns as any of them', () => {
    const filled = (text: string, params: Readonly<Record<string, readonly string[]>>) =>
      substitute(parseExpression(text), params);
    const kinds = filled('kind in $kind', { $kind: ['a', 'b'] });
    expect(evaluateExpression(kinds, env({ kind: 'b' }))).toBe(true);
    expect(evaluateExpression(filled('x > $n', { $n: ['3'] }), env({ x: 4 }))).toBe(true);
    const either = filled('$mechanism', { $mechanism: ['disclosure', 'bargaining'] });
    expect(evaluateExpression(either, env({ disclosure: false, bargaining: true }))).toBe(true);
    expect(() => evaluateExpression(filled('x > $n', {}), env({ x: 4 }))).toThrow(/\$n/);
  });

  it('reads references with alternatives in their canonical spelling', () => {
    expect(referenceText(parseReference('officers.post( committee , chair|director )'))).toBe(
      'officers.post(committee, chair|director)',
    );
    expect(referenceText(parseReference('documents.rule(例会)'))).toBe('documents.rule(例会)');
  });

  it.each([
    ['1 +', '公式不完整'],
    ['(1', '缺少「)」'],
    ['a b', '应已结束'],
    ['a in 3', '缺少「(」'],
    ['a # b', '无法识别'],
    ["kind in ('a'", '缺少「)」'],
    ['not', '公式不完整'],
    [`${'('.repeat(70)}1${')'.repeat(70)}`, '嵌套过深'],
    ['1'.repeat(5000), '公式过长'],
  ])('says in Chinese what is wrong with %s', (text, sentence) => {
    expect(() => parseExpression(text)).toThrow(sentence);
    expect(() => parseExpression(text)).toThrow(ExpressionError);
  });

  it('never fails otherwise, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z(). ,'|<>=+$%0-9-]{0,40}$/)), (text) => {
        try {
          parseExpression(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the SQL of a formula', () => {
  it('quotes texts', () => {
    expect(sql("kind = 'it''s'")).toBe("(kind = 'it''s')");
  });

  it('divides by nothing to nothing', () => {
    expect(sql('x / 2')).toContain('nullif(');
  });

  it.each([
    ["x = 'a'", '不能把数字与文字相比较'],
    ['not x', '应为是否'],
    ['x and b', '应为是否'],
    ['add_years(x, 1)', '应为日期'],
    ['add_years(d)', '参数个数不对'],
    ['if(b, 1, d)', '类型须一致'],
  ])('refuses %s: %s', (text, sentence) => {
    expect(() => sql(text)).toThrow(sentence);
  });
});

describe('a formula in Chinese', () => {
  it('reads as a person would say it', () => {
    const words = {
      reference: ({ name }: { name: string }) => name,
      fact: (_scope: string, { name }: { name: string }) => `〔${name}〕`,
    };
    expect(toChinese(parseExpression("tree(a.b) >= 25 and not (kind = 'joint')"), words)).toBe(
      '(〔a.b〕不少于25,且并非(kind等于「joint」))',
    );
  });
});
