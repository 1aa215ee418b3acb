import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldName, parseName } from '../index.ts';
import { DIFFERENT, SAME } from './fixtures/pairs.ts';
import { PARTS } from './fixtures/parts.ts';

const rows = (table: string, sign: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(` ${sign} `) as [string, string]);

const standard = (name: string, division?: string) => parseName(name, { division }).standard;

describe('a name comes apart', () => {
  it.each(rows(PARTS, '→'))('%s', (name, parts) => {
    expect(standard(name)).toBe(parts);
  });

  it('into parts that say what they are', () => {
    expect(parseName('安徽红光大药房（潜山县）连锁有限公司人民路第三分店')).toEqual({
      folded: '安徽红光大药房潜山县连锁有限公司人民路第三分店',
      places: ['340882'],
      brand: '红光',
      trade: ['大药房', '连锁'],
      form: 'limited',
      branch: { kind: 'outlet', text: '人民路', ordinal: '3' },
      parent: '安徽红光大药房连锁有限公司',
      aliases: [],
      standard: '340882|红光|大药房连锁|limited|outlet:人民路:3',
    });
  });

  it('and keeps former names and abbreviations aside', () => {
    const name = parseName('红光酒业有限公司（原安庆市酒厂）（简称红光酒业）');
    expect(name.aliases).toEqual(['安庆市酒厂', '红光酒业']);
    expect(name.parent).toBe('红光酒业有限公司');
    expect(parseName('红光酒业有限公司曾用名：安庆市酒厂').aliases).toEqual(['安庆市酒厂']);
  });
});

describe('one employer has one standard form', () => {
  it.each(rows(SAME, '='))('%s = %s', (a, b) => {
    expect(standard(a)).toBe(standard(b));
  });
});

describe('two employers have two', () => {
  it.each(rows(DIFFERENT, '≠'))('%s ≠ %s', (a, b) => {
    expect(standard(a)).not.toBe(standard(b));
  });
});

describe('the division of the register', () => {
  it.each([
    ['朝阳区红光图文有限公司', '110105', '110105|红光|图文|limited'],
    ['朝阳区红光图文有限公司', '吉林省长春市', '220104|红光|图文|limited'],
    ['朝阳红光图文有限公司', '北京市朝阳区', '110105|红光|图文|limited'],
    ['鼓楼区红光药店', '320106001', '320106|红光|药店|household'],
    ['大观红光药店', '340803', '340803|红光|药店|household'],
    ['大观红光药店', undefined, '|大观红光|药店|household'],
    ['平安红光药店', '6302', '630203|红光|药店|household'],
    ['潜山红光药店', 'nowhere', '340882|红光|药店|household'],
  ])('of %s in %s', (name, division, parts) => {
    expect(standard(name, division)).toBe(parts);
  });
});

const cities = fc.constantFrom('北京市', '安庆', '呼和浩特市', '昆明市', '安徽省', '曲靖');
const brands = fc.constantFrom('红光', '大地春', '鼎盛', 'ABC', '一心堂');
const trades = fc.constantFrom('酒业', '科技发展', '餐饮管理', '建筑工程');
const forms = fc.constantFrom('有限公司', '有限责任公司', '股份有限公司');
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'红光安庆市潜山县（）()第三一分公司店行有限股份院校原（简称'), maxLength: 500 }),
);

describe('whatever the text', () => {
  it('the place may stand before, in brackets or behind', () => {
    fc.assert(
      fc.property(cities, brands, trades, forms, (city, brand, trade, form) => {
        const before = standard(`${city}${brand}${trade}${form}`);
        expect(standard(`${brand}（${city}）${trade}${form}`)).toBe(before);
        expect(standard(`${brand}${trade}(${city})${form}`)).toBe(before);
        expect(standard(`${brand}${trade}${form}【${city}】`)).toBe(before);
      }),
    );
  });

  it('folding twice changes nothing more, and folding first does not change the folded name', () => {
    fc.assert(
      fc.property(text, (name) => {
        const folded = foldName(name);
        expect(foldName(folded)).toBe(folded);
        expect(parseName(name.slice(0, 400)).folded).toBe(foldName(name.slice(0, 400)));
      }),
      { numRuns: 1000 },
    );
  });

  it('every single character folds once and for all', () => {
    const unstable: number[] = [];
    for (let unit = 0; unit < 0x30000; unit++) {
      if (unit >= 0xd800 && unit <= 0xdfff) continue;
      const folded = foldName(String.fromCodePoint(unit));
      if (foldName(folded) !== folded) unstable.push(unit);
    }
    expect(unstable).toEqual([]);
  });

  it('names come apart without a fault, equal texts equally', () => {
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), (name, division) => {
        expect(parseName(name, { division })).toEqual(parseName(name, { division }));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['500 characters', `安庆市${'红光'.repeat(240)}有限公司`],
    ['brackets without end', '（'.repeat(100_000)],
    ['brackets within brackets', '（'.repeat(50_000) + '）'.repeat(50_000)],
    ['one word without end', '分公司'.repeat(50_000)],
    ['numerals without end', '第一'.repeat(50_000)],
    ['places without end', '安庆市'.repeat(50_000)],
    ['marks without end', `e${'\u0301'.repeat(100_000)}`],
    ['halves of pairs', '\ud800\udc00\ud800'.repeat(30_000)],
  ])('%s takes no time', (_case, name) => {
    const start = performance.now();
    expect(parseName(name).folded.length).toBeLessThanOrEqual(name.length);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
