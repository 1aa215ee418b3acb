import fc from 'fast-check';
import { expect, test } from 'vitest';
import { employers } from '../employers/index.ts';
import type { EmployerRecord } from '../record.ts';
import { defaultModel } from './default.ts';
import { explainPair } from './explain.ts';
import { pairScorer } from './score.ts';

const record: fc.Arbitrary<EmployerRecord> = fc.record(
  {
    id: fc.constant('1'),
    name: fc.constantFrom(
      '安庆市红光酒业有限公司',
      '红光酒业有限公司',
      '安庆市宏光酒业有限公司城南分公司',
      '宜城小吃店',
      '',
    ),
    uscc: fc.constantFrom('91150172XD0005NH7R', '91150172XD0005HN7R', 'XD0005NH7', '340800000000001'),
    division: fc.constantFrom('340802', '340803001', '新城区'),
    address: fc.constantFrom('人民路12号', '安庆市迎江区人民路12号', '金融大厦A座1203室'),
    representative: fc.constantFrom('张三', '李四'),
    phone: fc.constantFrom('0556-5550001', '13800000000'),
  },
  { requiredKeys: ['id', 'name'] },
);

test('a score is the probability of the explanation, whatever stood in the row before', () => {
  const scorer = pairScorer(defaultModel, employers);
  const words = new Uint32Array(3 * scorer.width);
  fc.assert(
    fc.property(record, record, (a, b) => {
      scorer.encode(a, words, scorer.width);
      scorer.encode(b, words, 2 * scorer.width);
      expect(scorer.probability(words, scorer.width, 2 * scorer.width)).toBe(
        explainPair(defaultModel, employers, a, b).probability,
      );
    }),
    { numRuns: 500 },
  );
});
