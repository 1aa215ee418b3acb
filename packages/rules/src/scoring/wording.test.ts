import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadSchemes, noFormulaChecks } from '../scheme/load.ts';
import { effectTexts, ruleText, type ScoringWords } from './wording.ts';

const root = new URL('../../../../standards/examples/wangchuan/', import.meta.url);
const files = Object.fromEntries(readdirSync(root).map((name) => [name, readFileSync(new URL(name, root), 'utf8')]));
const [scheme] = loadSchemes([{ folder: 'wangchuan', files }], noFormulaChecks).schemes;
const same = (id: string) => `‹${id}›`;
const words: ScoringWords = { class: same, kind: same, parameter: same, track: same, level: same, part: same };

const texts = new Map(
  (scheme?.tracks ?? []).flatMap(({ items }) =>
    items.flatMap((item) => {
      const scoring = item.as === 'indicator' ? item.scoring : undefined;
      if (!scoring) return [];
      return [
        [item.id, [...(scoring.rule ? [ruleText(scoring.rule, words)] : []), ...effectTexts(scoring, words)]] as const,
      ];
    }),
  ),
);

it('says every rule of the example sheet in Chinese', () => {
  expect(Object.fromEntries(texts)).toMatchObject({
    'join-rate': ['基准95%，从10分起，每低1%扣0.5分（不足一个单位不计），最低0分，最高10分'],
    'verified-rate': ['分档：不低于95%得5分；不低于90%得3分；不低于80%得1.5分；其余不得分'],
    plans: [
      '分项相加，最高3分：‹plan›（符合得1分，不符合不得分）；‹half›（符合得0.5分，不符合不得分）；‹summary›（符合得1.5分，不符合不得分）',
    ],
    'contract-rate': ['不低于「‹contract_rate_target›」得5分，其余不得分'],
    'full-time-chair': ['符合得（‹large›5分、‹middle›3分、‹small›不考核），不符合不得分'],
    incidents: ['从10分起，每次扣3分，最低-5分，最高10分'],
    skills: ['在同类中按由高到低排名，前1名得10分，前30%得8分，前60%得5分，其余得2分'],
    feature: ['由人在0分至10分之间评分，最小分差0.5分'],
    sharing: ['从0分起，每次加0.5分，最低0分，不封顶'],
    accident: ['一票否决，追溯36个月：不符合的不评等次'],
    trained: ['一票否决：不符合的最高只能评为‹standard›'],
    'in-term': ['每有一家不符合，扣其直接上级0.5分，最多扣2分'],
    sampled: ['取全部下级中被抽查的‹enterprise›总分达到80分的比例乘以20分，最高20分'],
    'mean-of-enterprises': ['取直接下级‹enterprise›平均分的50%，最高50分'],
  });
});

it('leaves no rule and no effect without words', () => {
  expect(texts.size).toBeGreaterThan(25);
  for (const [id, told] of texts) expect(told.join(''), id).toMatch(/\p{Script=Han}/u);
});
