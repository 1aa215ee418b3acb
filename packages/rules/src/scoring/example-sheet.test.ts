import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverage } from '../scheme/coverage.ts';
import { loadSchemes, noFormulaChecks } from '../scheme/load.ts';
import type { SchemeFiles } from '../scheme/types.ts';
import { dependence, planTrack } from './plan.ts';
import { ruleShapeWith } from './rule.ts';

const root = new URL('../../../../standards/examples/wangchuan/', import.meta.url);
const texts = Object.fromEntries(
  readdirSync(root).map((name) => [name, readFileSync(new URL(name, root), 'utf8')] as const),
);

/** The example sheet with one text replaced, which must be there. */
function changed(file: string, from: string, to: string): SchemeFiles {
  const text = texts[file] ?? '';
  expect(text).toContain(from);
  return { folder: 'wangchuan', files: { ...texts, [file]: text.replace(from, to) } };
}

function faults(files: SchemeFiles): string {
  return loadSchemes([files], noFormulaChecks)
    .errors.map((error) => `${error.file}:${error.line} ${error.path} ${error.sentence}`)
    .join('\n');
}

describe('the example sheet', () => {
  const { schemes, errors } = loadSchemes([{ folder: 'wangchuan', files: texts }], noFormulaChecks);
  const tracks = schemes[0]?.tracks ?? [];
  const plans = tracks.flatMap(({ scoring, ...track }) => (scoring ? [planTrack({ ...track, scoring })] : []));
  const scorings = plans.flatMap((plan) => plan.items.map((item) => item.scoring));
  const rules = scorings.flatMap((scoring) => (scoring.rule ? [scoring.rule] : []));

  it('loads with all its worked examples, and its source is covered', () => {
    expect(errors).toEqual([]);
    expect(schemes.map(coverage).map((one) => one.uncovered)).toEqual([[]]);
  });

  it('uses every kind of rule and everything around rules', () => {
    const all = ruleShapeWith({}).options.map((option) => option.shape.by.value);
    expect(new Set(rules.map((rule) => rule.by))).toEqual(new Set(all));
    const uses = {
      classes: rules.some((rule) => dependence(rule).onClass),
      kinds: rules.some((rule) => dependence(rule).kinds !== null),
      zeroIf: scorings.some((one) => one.zeroIf.length > 0),
      gate: scorings.some((one) => one.gate),
      lookBack: scorings.some((one) => one.veto?.lookBackMonths !== undefined),
      exclusion: scorings.some((one) => one.excludes.length > 0),
      clawback: scorings.some((one) => one.clawback),
      levelItems: scorings.some((one) => one.level !== undefined),
      bonusCapped: plans.some((plan) =>
        plan.scoring.sections.some((one) => one.bonus && one.sections.some((s) => s.points)),
      ),
      bonusOpen: plans.some((plan) =>
        plan.scoring.sections.some((one) => one.bonus && one.sections.some((s) => !s.points)),
      ),
      quota: plans.some((plan) => plan.scoring.levels.some((level) => level.quota)),
      cumulative: plans.some((plan) => plan.scoring.cumulative),
      columns: plans.some((plan) => plan.scoring.columns.length === 4),
      parameters: plans.some((plan) => plan.parameters.length > 0),
      negative: plans.some((plan) => plan.scoring.sections.some((one) => one.floor < 0)),
    };
    expect(Object.entries(uses).filter(([, used]) => !used)).toEqual([]);
    expect(new Set(scorings.flatMap((one) => (one.veto ? [one.veto.effect.kind] : [])))).toEqual(
      new Set(['no_level', 'zero', 'at_most']),
    );
    const counts = rules.flatMap((rule) => (rule.by === 'linear' ? [rule.count] : []));
    expect(new Set(counts)).toEqual(new Set(['whole', 'started', 'exact']));
    expect(scorings.every((one) => !one.rule || one.rule.by === 'narrative' || one.examples.length >= 2)).toBe(true);
  });

  it.each([
    [
      'an example that is wrong',
      'enterprise.yaml',
      '{ value: 93.2%, points: 9.5 }',
      '{ value: 93.2%, points: 9 }',
      '算例不符：写的是 9 分，按规则算出 9.5 分',
    ],
    ['a rule that changed under its examples', 'enterprise.yaml', 'minus: 0.5', 'minus: 0.4', '算例不符'],
    ['fewer than two examples', 'enterprise.yaml', '        - { value: 99.9%, points: 0 }\n', '', '至少要有两个算例'],
    [
      'a wrong world',
      'scheme.yaml',
      'level: none, possible: advanced',
      'level: advanced, possible: advanced',
      '的等次写的是 advanced，按规则算出 none',
    ],
    ['a wrong total in a world', 'scheme.yaml', 'total: 115.75', 'total: 115', '的总分写的是 115，按规则算出 115.75'],
    [
      'a subtotal that is no sum',
      'enterprise.yaml',
      'title: 财务经审, points: 20',
      'title: 财务经审, points: 25',
      '「财务经审」写 25 分，其下各项合计 20 分',
    ],
    ['full marks that are no sum', 'township.yaml', 'full: 150', 'full: 140', '满分写 140 分，各部分合计 150 分'],
    ['an unknown section', 'enterprise.yaml', 'section: honour', 'section: honor', '没有末级部分「honor」'],
    ['an unknown level', 'enterprise.yaml', 'excludes: [model]', 'excludes: [mode]', '没有等次「mode」'],
    [
      'an unknown class',
      'enterprise.yaml',
      'large: 5, middle: 3, small: none',
      'large: 5, middle: 3, tiny: 1',
      '没有类别「tiny」',
    ],
    [
      'a class left out',
      'enterprise.yaml',
      'large: 5, middle: 3, small: none',
      'large: 5, middle: 3',
      '没有写明类别「small」',
    ],
    ['levels out of order', 'enterprise.yaml', 'at_least: 95, quota', 'at_least: 85, quota', '等次须由高到低排列'],
    [
      'a better place with fewer points',
      'enterprise.yaml',
      '{ to: 1, points: 10 }',
      '{ to: 1, points: 7 }',
      '名次靠前的得分不能低于',
    ],
    [
      'an undeclared parameter',
      'enterprise.yaml',
      'by: threshold\n      at_least: { parameter: contract_rate_target }',
      'by: threshold\n      at_least: { parameter: other }',
      '参数「other」没有',
    ],
    ['an unknown kind of rule', 'enterprise.yaml', 'by: tiers', 'by: steps', '「by」的写法不对'],
    ['too many decimals', 'enterprise.yaml', 'minus: 0.5', 'minus: 0.0005', '最多三位小数'],
    [
      'minus and plus together',
      'enterprise.yaml',
      'minus: 0.5',
      'minus: 0.5\n      plus: 1',
      'minus（扣分）与 plus（加分）须写且只写其一',
    ],
    [
      'a score without a sheet',
      'programme.yaml',
      'on: inspection }',
      'on: inspection, gate: true }',
      '「gate」只用于 as: indicator',
    ],
    [
      'an unknown track below',
      'township.yaml',
      'tracks: [enterprise]',
      'tracks: [enterprises]',
      '没有类别「enterprises」',
    ],
    ['tracks in a circle', 'township.yaml', 'tracks: [enterprise]', 'tracks: [township]', '成了循环'],
  ])('refuses %s', (_, file, from, to, sentence) => {
    expect(faults(changed(file, from, to))).toContain(sentence);
  });
});
