import { describe, expect, it } from 'vitest';
import { loadSchemes, noFormulaChecks } from './load.ts';
import { nearest } from './nearest.ts';
import type { FormulaChecks, SchemeFiles } from './types.ts';

const source = '一、组织建设\n1．职工入会率达到80%以\n上，每年召开一次全委会。\n2．有牌子。\n';

const scheme = `id: sample
title: 示例活动
place: 示例市总工会
division: '9901'
version: '2025'
source: source.txt
tracks:
  - { id: enterprise, title: 企业工会, file: enterprise.yaml, fits: kind = 'enterprise' }
parameters:
  - { id: rate_target, title: 上级考核值, unit: '%' }
`;

const track = `track: enterprise
items:
  - id: join-rate
    at: 一/1
    quote: 职工入会率达到80%以上
    measure: members.join_rate
    at_least: 80%
  - id: plaque
    at: 一/2
    quote: 有牌子
    measure: union.plaque
`;

const measures = ['members.join_rate', 'union.plaque', 'meetings.yearly(plenary)'];
const checks: FormulaChecks = {
  checkMeasure: (text) => {
    if (measures.includes(text)) return null;
    const known = nearest(text, measures);
    return { sentence: `没有指标「${text}」。`, suggestion: known ? `是否想写「${known}」？` : undefined };
  },
  checkExpression: (text) => (text.includes('=') ? null : { sentence: '公式不完整。' }),
};

function folder(changes: Record<string, string | undefined> = {}): SchemeFiles {
  const files: Record<string, string> = { 'scheme.yaml': scheme, 'enterprise.yaml': track, 'source.txt': source };
  for (const [name, text] of Object.entries(changes)) {
    if (text === undefined) delete files[name];
    else files[name] = text;
  }
  return { folder: 'sample', files };
}

/** Errors as one line each, with the suggestion behind an arrow. */
function faults(files: SchemeFiles): string[] {
  return loadSchemes([files], checks).errors.map(
    (error) =>
      `${error.file}:${error.line}:${error.column} ${error.path} ${error.sentence}` +
      (error.suggestion ? ` → ${error.suggestion}` : ''),
  );
}

describe('loading a scheme', () => {
  it('gives typed items with decimals as printed and their places', () => {
    const { schemes, errors } = loadSchemes([folder()], checks);
    expect(errors).toEqual([]);
    expect(schemes[0]?.tracks[0]?.items[0]).toEqual({
      as: 'indicator',
      id: 'join-rate',
      at: '一/1',
      quote: '职工入会率达到80%以上',
      mandatory: true,
      criterion: {
        kind: 'measure',
        measure: 'members.join_rate',
        comparison: { atLeast: { kind: 'decimal', p: 80, q: 100, value: 0.8, text: '80%' } },
      },
      place: { file: 'sample/enterprise.yaml', line: 3, column: 5 },
    });
  });

  it('says file, line and column, and suggests the nearest key, measure or value', () => {
    const broken = track
      .replace('at_least: 80%', 'at_leest: 80%')
      .replace('measure: union.plaque', 'measure: union.plague\n    as: indicatr');
    expect(faults(folder({ 'enterprise.yaml': broken }))).toEqual([
      'sample/enterprise.yaml:7:5 items.0.at_leest 没有「at_leest」这一项。 → 是否想写「at_least」？',
      expect.stringMatching(
        /^sample\/enterprise.yaml:12:9 items.1.as 「as」不能是「indicatr」。 → 是否想写「indicator」？/,
      ),
    ]);
    const misnamed = track.replace('union.plaque', 'union.plague');
    expect(faults(folder({ 'enterprise.yaml': misnamed }))).toEqual([
      'sample/enterprise.yaml:11:14 items.1.measure 没有指标「union.plague」。 → 是否想写「union.plaque」？',
    ]);
  });

  it.each([
    ['a wrong type', track.replace('id: plaque', 'id: 12'), '「id」应为文字，写成了数字'],
    ['an id that is not kebab-case', track.replace('id: plaque', 'id: Has_Plaque'), '编号须用小写英文字母'],
    ['a duplicate id', track.replace('id: plaque', 'id: join-rate'), '编号「join-rate」在本文件中重复'],
    ['both measure and judged', `${track}    judged: []\n`, 'measure、judged 只能写其中之一'],
    ['neither', track.replace('    measure: union.plaque\n', ''), '没有写明如何评定'],
    ['a missing quote', track.replace('    quote: 有牌子\n', ''), '缺少「quote」'],
    ['a quote not in the source', track.replace('有牌子', '有个牌子'), '引文在原文中找不到'],
    ['an undeclared parameter', track.replace('80%\n', '{ parameter: other }\n'), '参数「other」没有在 scheme.yaml'],
    ['a threshold that is no number', track.replace('at_least: 80%', 'at_least: 八成'), '此处应为数字、百分数'],
    [
      'a comparison without measure',
      track.replace('measure: union.plaque', 'judged: []\n    at_least: 3'),
      '须与 measure 同用',
    ],
    ['a key of another kind', `${track}    stage: plan\n`, '「stage」只用于 as: procedure'],
    ['a procedure without stage', track.replace('measure: union.plaque', 'as: procedure'), '缺少「stage」'],
    ['a bad condition', `${track}    when: kind\n`, '公式不完整'],
    ['another track', track.replace('track: enterprise', 'track: joint'), '此文件写的是 track: joint'],
    ['a duplicate key', `${track}    quote: 有牌子\n`, '「quote」在同一处写了两次'],
    ['a tab', track.replace('    at: 一/2', '\tat: 一/2'), 'YAML 写法有误'],
    ['an unclosed quotation', track.replace('at: 一/2', 'at: "一/2'), 'YAML 写法有误'],
    ['an alias', `${track.replace('quote: 有牌子', 'quote: &a 有牌子')}    note: *a\n`, '不使用 YAML'],
    ['deep nesting', `track: ${'['.repeat(20_000)}`, '嵌套超过 30 层'],
    ['deep block nesting', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), '嵌套超过 30 层'],
    ['a huge file', `track: ${'长'.repeat(500_001)}`, '文件超过 50 万字'],
    ['a hundred thousand quotation marks', '"'.repeat(100_000), 'YAML 写法有误'],
    ['fifty thousand keys', Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join('\n'), '没有「k0」'],
    ['an empty file', '', '没有内容'],
  ])('refuses %s with a sentence', (_, text, sentence) => {
    const found = faults(folder({ 'enterprise.yaml': text }));
    expect(found.join('\n')).toContain(sentence);
    expect(found.every((line) => /^sample\/enterprise\.yaml:\d+:\d+ /.test(line))).toBe(true);
  });

  it('refuses an alias bomb at once', () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
    );
    const text = ['l0: &l0 x', ...levels].join('\n');
    expect(faults(folder({ 'enterprise.yaml': text })).join()).toContain('不使用 YAML');
  });

  it('shows where a quote departs from the source', () => {
    const broken = track.replace('职工入会率达到80%以上', '职工入会率达到80％以上');
    expect(faults(folder({ 'enterprise.yaml': broken }))[0]).toContain('其后原文是「%以上，每年召开…」');
  });

  it('lets a broken file stop nothing but itself', () => {
    const two = scheme.replace(
      'parameters:',
      '  - { id: joint, title: 联合, file: joint.yaml, fits: kind = 1 }\nparameters:',
    );
    const joint = track.replace('enterprise', 'joint').replace('quote: 有牌子', 'quote: 没有');
    const other = {
      folder: 'other',
      files: { ...folder().files, 'scheme.yaml': scheme.replace('id: sample', 'id: other') },
    };
    const broken = { folder: 'broken', files: { 'scheme.yaml': 'id: [' } };
    const loaded = loadSchemes([broken, folder({ 'scheme.yaml': two, 'joint.yaml': joint }), other], checks);
    expect(loaded.schemes.map((one) => [one.id, one.tracks.map((entry) => entry.id), one.brokenFiles])).toEqual([
      ['sample', ['enterprise'], ['joint.yaml']],
      ['other', ['enterprise'], []],
    ]);
    expect(new Set(loaded.errors.map((error) => error.file))).toEqual(
      new Set(['broken/scheme.yaml', 'sample/joint.yaml']),
    );
  });

  it('names missing files and a second scheme of the same id', () => {
    expect(faults(folder({ 'enterprise.yaml': undefined })).join()).toContain('没有找到类别文件 enterprise.yaml');
    expect(faults(folder({ 'source.txt': undefined })).join()).toContain('没有找到原文文件 source.txt');
    expect(faults({ folder: 'empty', files: {} }).join()).toContain('没有找到 scheme.yaml');
    const twice = loadSchemes([folder(), { ...folder(), folder: 'again' }], noFormulaChecks);
    expect(twice.errors[0]?.sentence).toContain('与 sample 重复');
  });
});
