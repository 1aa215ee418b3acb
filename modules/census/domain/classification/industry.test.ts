import { readFileSync } from 'node:fs';
import { readCodeTable } from '@jianjia/codes/reference';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trainCalibrated } from './calibration.ts';
import { classifyIndustry, LEAST_CONFIDENCE } from './industry.ts';
import { seedExamples } from './seeds.ts';
import { type Example, guess, piecesOf, reader, train } from './text-classifier.ts';

const industries = readCodeTable('industries');
const seeds = seedExamples(
  industries,
  readFileSync(new URL('../../../../reference/industry-words.csv', import.meta.url), 'utf8'),
);
const { model, calibration } = trainCalibrated('seeds', seeds, []);
const asked = reader(model);
const clues = { code: null, edition: null, scope: null } as const;

describe('without any coded row, from the words of the standard', () => {
  test.each([
    ['呼和浩特示例晨光恒远餐饮有限公司', '62'],
    ['内蒙古某某乳业股份有限公司', '14'],
    ['赛罕区瑞丰保洁服务有限公司', '82'],
    ['玉泉区天成家政服务有限公司', '80'],
    ['新华街第一小学', '83'],
    ['托县福满楼酒店', '61'],
    ['青禾公共交通有限公司', '54'],
    ['武川县鑫源商贸有限公司', '51'],
  ])('%s is of %s, and says by which words', (name, division) => {
    const found = classifyIndustry(industries, asked, { ...clues, name });
    expect(found.code).toBe(division);
    expect(found.basis).toBe('text');
    expect(found.words.length).toBeGreaterThan(0);
    expect(name).toContain(found.words[0]?.word);
    expect(found.confidence).toBeGreaterThanOrEqual(LEAST_CONFIDENCE);
  });

  test('what says nothing stays uncertain', () => {
    expect(classifyIndustry(industries, asked, { ...clues, name: '某某有限公司' })).toMatchObject({
      code: null,
      basis: 'none',
    });
    expect(classifyIndustry(industries, asked, { ...clues, name: 'ABC' })).toMatchObject({ code: null, basis: 'none' });
    const torn = classifyIndustry(industries, asked, { ...clues, name: '综合经营部' });
    if (torn.code === null) expect(torn.reason).toMatch(/不确定|没有认得/);
  });

  test('confidence is honest on classes it had not seen: mean square error below 0.15, above nine in ten right where it is sure', () => {
    expect(calibration.rows).toBeGreaterThan(1900);
    expect(calibration.brier).toBeLessThan(0.15);
    expect(calibration.bins[9]?.right).toBeGreaterThan(0.9);
  });
});

test('a code of the source decides, whatever the name', () => {
  const found = classifyIndustry(industries, asked, { ...clues, code: '3311', name: '晨光餐饮' });
  expect(found).toMatchObject({ code: '3311', basis: 'code', confidence: 1 });
});

test('a code that two editions have is read as the name says', () => {
  const school = classifyIndustry(industries, asked, { ...clues, code: '8221', name: '新华街第一小学' });
  expect(school).toMatchObject({ code: '8321', basis: 'code_2011' });
  const pets = classifyIndustry(industries, asked, { ...clues, code: '8221', name: '萌爪宠物服务店' });
  expect(pets).toMatchObject({ code: '8221', basis: 'code' });
});

test('the scope helps where the name is silent', () => {
  const found = classifyIndustry(industries, asked, { ...clues, name: '恒远有限公司', scope: '餐饮服务；小吃制售' });
  expect(found.code).toBe('62');
});

test('coded rows teach it the words of a place', () => {
  const rows: readonly Example[] = Array.from({ length: 120 }, (_, index) => ({
    text: `${index % 2 ? '乌兰' : '白塔'}${index}号敖包相会`,
    label: index % 2 ? '90' : '62',
  }));
  const before = guess(asked, '乌兰敖包相会');
  expect(before?.label).not.toBe('90');
  const taught = trainCalibrated('taught', seeds, rows);
  expect(guess(reader(taught.model), '乌兰敖包相会')?.label).toBe('90');
  expect(taught.model.trained).toBe(120);
});

const examples = fc.array(
  fc.record({
    text: fc.string({ unit: fc.constantFrom(...'餐饮机械制造学校医院运输软件'), minLength: 2, maxLength: 8 }),
    label: fc.constantFrom('62', '34', '83', '84'),
  }),
  { minLength: 1, maxLength: 40 },
);

test('the order of the rows does not matter, and the same text always gets the same answer', () => {
  fc.assert(
    fc.property(examples, fc.string({ unit: fc.constantFrom(...'餐饮机械制造学校'), maxLength: 8 }), (given, text) => {
      const forward = train('v', given, given.length);
      expect(train('v', given.toReversed(), given.length)).toEqual(forward);
      const found = guess(reader(forward), text);
      expect(guess(reader(forward), text)).toEqual(found);
      if (found !== null) {
        expect(found.confidence).toBeGreaterThan(0);
        expect(found.confidence).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 100 },
  );
});

test('legal forms are no words of a trade', () => {
  expect(piecesOf('晨光餐饮有限责任公司')).toEqual(['晨光', '光餐', '餐饮', '晨光餐', '光餐饮']);
});
