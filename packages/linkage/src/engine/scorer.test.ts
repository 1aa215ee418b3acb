import fc from 'fast-check';
import { expect, test } from 'vitest';
import { employers } from '../employers/index.ts';
import { defaultModel } from '../model/default.ts';
import { weightsOf } from '../model/weights.ts';
import type { EmployerRecord } from '../record.ts';
import { rowWidth } from '../spec/spec.ts';
import { Scorer } from './scorer.ts';

const NAMES =
  `安庆市红光酒业有限公司 红光酒业有限公司 安庆市宏光酒业有限责任公司 红光有限公司 迎江区酒业公司 安庆市宏光酒业有限公司城南分公司
徽商银行城南支行 徽商银行城南营业部 宜城小吃店 红光 。`.split(/\s+/u);

const record: fc.Arbitrary<EmployerRecord> = fc.record(
  {
    id: fc.constant('1'),
    name: fc.constantFrom(...NAMES),
    uscc: fc.constantFrom('91150172XD0005NH7R', '91150172XD0005HN7R', 'XD0005NH7', '340800000000001', '无'),
    division: fc.constantFrom('340802', '340803001', '34', '新城区', '某地'),
    address: fc.constantFrom('人民路12号', '安庆市迎江区人民路12号', '人民路', '金融大厦A座1203室', '金融大厦', '楼上'),
    formerNames: fc.constantFrom(['红光酒业有限公司'], ['宏光酒业有限公司', '宜城小吃店']),
    representative: fc.constantFrom('张三', '李四'),
    phone: fc.constantFrom('0556-5550001', '13800000000'),
  },
  { requiredKeys: ['id', 'name'] },
);

const width = rowWidth(employers);

/** Two rows of registers in which each word occurs as often as its hash says, from once to eighty times. */
function rows(a: EmployerRecord, b: EmployerRecord): Uint32Array {
  const words = new Uint32Array(2 * width);
  for (const [index, one] of [a, b].entries()) {
    employers.encode(one, words, index * width);
    for (const { word, count } of employers.terms) {
      const hash = words[index * width + word] ?? 0;
      words[index * width + count] = hash === 0 ? 0 : 1 + (hash % 4 === 0 ? hash % 80 : hash % 3);
    }
  }
  return words;
}

test('what a row is said to reach at most, it reaches with no other beyond', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      const words = rows(a, b);
      for (const { id, compare, reach } of employers.comparisons) {
        const level = compare(words, 0, words, width);
        for (const at of [0, width]) {
          expect([id, reach?.(words, at)?.includes(level) ?? true]).toEqual([id, true]);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('a pair weighs the sum of its levels, and is given up only below the floor', () => {
  const weights = weightsOf(defaultModel, employers);
  fc.assert(
    fc.property(record, record, fc.boolean(), fc.constantFrom(-8, 4), (a, b, swapped, floor) => {
      const words = rows(a, b);
      const scorer = new Scorer(employers, weights, floor);
      scorer.hold(words, swapped ? width : 0);
      const odds = scorer.odds(words, swapped ? 0 : width, swapped);
      const levels = employers.comparisons.map(({ compare }) => compare(words, 0, words, width));
      const sum = levels.reduce((all, level, index) => all + (weights.levels[index]?.[level] ?? 0), weights.prior);
      if (sum >= floor) expect(odds).toBe(sum);
      else expect(odds).toBeLessThan(floor);
    }),
    { numRuns: 1000 },
  );
});
