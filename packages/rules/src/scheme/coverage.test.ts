import { describe, expect, it } from 'vitest';
import { coverage } from './coverage.ts';
import type { Item, Scheme } from './types.ts';

const place = { file: '', line: 1, column: 1 };

function scheme(source: string, quotes: readonly (readonly [string, string])[], remaining: readonly string[] = []) {
  const items = quotes.map(([at, quote], index): Item => ({
    as: 'mechanism',
    offeredBy: 'x',
    id: `i-${index}`,
    at,
    quote,
    mandatory: true,
    place,
  }));
  return {
    source,
    tracks: [],
    programme: items,
    remaining: remaining.map((quote) => ({ quote, because: 'heading' as const, place })),
  } satisfies Partial<Scheme>;
}

const source = `一、组织建设
1．职工入会率达到80%以
上，每年召开一次全委会；有牌子、有章子。
二、附则
本办法由示例市总工会解释。
`;

describe('coverage', () => {
  it('asks for every phrase of a sentence, across line breaks', () => {
    const found = coverage(
      scheme(
        source,
        [
          ['一/1', '职工入会率达到80%以上'],
          ['一/1', '有牌子、有章子'],
        ],
        ['一、组织建设'],
      ),
    );
    expect(found).toEqual({
      sentences: 5,
      covered: 1,
      remaining: 1,
      uncovered: [
        {
          text: '1．职工入会率达到80%以上，每年召开一次全委会；',
          line: 2,
          heading: false,
          phrases: ['每年召开一次全委会'],
        },
        { text: '二、附则', line: 4, heading: true, phrases: ['附则'] },
        { text: '本办法由示例市总工会解释。', line: 5, heading: false, phrases: ['本办法由示例市总工会解释'] },
      ],
    });
  });

  it('counts a phrase only half quoted as open, and conjunctions as nothing', () => {
    expect(coverage(scheme('有计划和总结。', [['1', '计划']])).uncovered[0]?.phrases).toEqual(['有计划和总结']);
    expect(
      coverage(
        scheme('有计划和总结。', [
          ['1', '有计划'],
          ['1', '总结'],
        ]),
      ).uncovered,
    ).toEqual([]);
  });

  it('covers a repeated sentence only in the annex its item names', () => {
    const twice = '附件1\n一、建家\n有牌子。\n附件2\n一、建家\n有牌子。\n';
    const one = coverage(scheme(twice, [['附件2/一', '有牌子']], ['附件1', '附件2', '建家']));
    expect(one.uncovered.map((entry) => [entry.text, entry.line])).toEqual([['有牌子。', 3]]);
    const both = coverage(
      scheme(
        twice,
        [
          ['附件1/一', '有牌子'],
          ['附件2/一', '有牌子'],
        ],
        ['附件1', '附件2', '建家'],
      ),
    );
    expect(both.uncovered).toEqual([]);
  });

  it('keeps a closing quotation mark with its sentence', () => {
    expect(coverage(scheme('建成“有牌子。”后验收。', [])).uncovered.map((entry) => entry.text)).toEqual([
      '建成“有牌子。”',
      '后验收。',
    ]);
  });
});
