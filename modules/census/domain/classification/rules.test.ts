import { readFileSync } from 'node:fs';
import { readCodeTable } from '@jianjia/codes/reference';
import { describe, expect, test } from 'vitest';
import { industrialUnions } from '../../contract/classification.ts';
import { newFormOf, parkOf } from './growth.ts';
import { industrialUnionOf, overridden, readIndustrialUnions } from './industrial-union.ts';
import { readIndustryCode } from './industry-code.ts';
import { aboveScale, readScaleTable } from './scale.ts';
import { levelOf, sectorOf } from './sector.ts';

const industries = readCodeTable('industries');
const reference = (file: string) => readFileSync(new URL(`../../../../reference/${file}`, import.meta.url), 'utf8');

describe('codes of industries', () => {
  test.each([
    ['3311', null, [['3311', 'same']]],
    ['C3311', null, [['3311', 'same']]],
    ['３３１１', null, [['3311', 'same']]],
    ['C', null, [['C', 'same']]],
    ['111', null, [['111', 'same']]],
    ['820', null, [['0820', 'same']]],
    ['5', null, [['05', 'same']]],
    ['3399999', null, []],
    ['3300', null, [['33', 'ancestor']]],
    ['0000', null, []],
    ['', null, []],
    ['餐饮', null, []],
  ] as const)('%s of %s', (text, edition, readings) => {
    expect(readIndustryCode(industries, text, edition).map(({ code, how }) => [code, how])).toEqual(readings);
  });

  test('education was division 82 in 2011 and is 83 since 2017', () => {
    const told = (text: string, edition: '2011' | '2017' | null) =>
      readIndustryCode(industries, text, edition).map(({ code, how }) => `${code} ${how}`);
    // Whole codes that the edition of 2017 does not have.
    expect(told('8210', null)[0]).toBe('8310 edition_2011');
    expect(told('8210', '2011')).toEqual(['8310 edition_2011']);
    expect(told('8210', '2017')).toEqual(['821 ancestor']);
    // 8221 is pet breeding now and was primary schools then.
    expect(told('8221', null)).toEqual(['8221 same', '8321 edition_2011']);
    expect(told('3311', '2011')).toEqual(['3311 same']);
    expect(told('78', '2011')).toEqual(['78 same']);
    expect(told('96', '2011')).toEqual(['97 edition_2011']);
  });
});

describe('sectors', () => {
  test.each([
    ['11150100MB1234567X', null, '某局', 'government'],
    ['12150100MB1234567X', null, '某校', 'public_institution'],
    ['52150100MB1234567X', null, '某协会', 'social_org'],
    ['92150100MB1234567X', null, '某店', 'private'],
    ['N2150100MB1234567X', null, '某村', 'collective'],
    ['91150100MB1234567X', '有限责任公司（自然人投资或控股）', '某公司', 'private'],
    ['91150100MB1234567X', '有限责任公司（国有独资）', '某公司', 'state'],
    ['91150100MB1234567X', '全民所有制', '某厂', 'state'],
    ['91150100MB1234567X', '股份合作制', '某厂', 'collective'],
    ['91150100MB1234567X', '国有控股', '某公司', 'mixed'],
    ['91150100MB1234567X', '有限责任公司（非国有控股）', '某公司', 'private'],
    ['91150100MB1234567X', '台港澳法人独资', '某公司', 'private'],
    [null, null, '某县第一小学', 'public_institution'],
    [null, null, '某镇人民政府', 'government'],
    ['91150100MB1234567X', null, '某某有限公司', null],
    ['91150100MB1234567X', null, '某某口腔医院', null],
  ])('%s %s %s is %s', (uscc, registration, name, sector) => {
    const found = sectorOf({ uscc, registration, name });
    expect(found.value).toBe(sector);
    expect(found.reason).not.toBe('');
  });

  test('the level of the office that registered', () => {
    expect(levelOf('91100000MB1234567X').value).toBe('national');
    expect(levelOf('91150000MB1234567X').value).toBe('province');
    expect(levelOf('91150100MB1234567X').value).toBe('city');
    expect(levelOf('91150102MB1234567X').value).toBe('county');
    expect(levelOf(null).value).toBeNull();
  });
});

describe('above scale: on the bound, and one below', () => {
  const table = readScaleTable(reference('above-scale.csv'), industries);
  test.each([
    ['3311', 2000],
    ['5112', 2000],
    ['5211', 500],
    ['6210', 200],
    ['6513', 2000],
    ['7221', 1000],
    ['7020', 1000],
    ['8010', 500],
    ['8411', 2000],
    ['8511', 500],
  ])('%s from %i', (industry, bound) => {
    expect(aboveScale(table, industries, industry, bound).is).toBe(true);
    expect(aboveScale(table, industries, industry, bound - 1).is).toBe(false);
    expect(aboveScale(table, industries, industry, null).is).toBeNull();
  });

  test('building goes by qualification and development counts whole', () => {
    expect(aboveScale(table, industries, '4710', 99_999).is).toBeNull();
    expect(aboveScale(table, industries, '7010', null).is).toBe(true);
    expect(aboveScale(table, industries, '9221', 99_999).is).toBeNull();
  });
});

describe('industrial unions', () => {
  const table = readIndustrialUnions(reference('industrial-unions.csv'), industries);

  test.each([
    ['8321', 'education_culture_health_sports'],
    ['4710', 'seamen_construction'],
    ['4420', 'energy_chemical_geology'],
    ['3311', 'machinery_metallurgy_materials'],
    ['3741', 'defence_post_telecom'],
    ['3711', 'machinery_metallurgy_materials'],
    ['6210', 'finance_trade_light_textile_tobacco'],
    ['0111', 'agriculture_forestry_water_weather'],
    ['7410', 'agriculture_forestry_water_weather'],
    ['7451', 'education_culture_health_sports'],
    ['6621', 'banking'],
    ['5311', 'railway'],
    ['5611', 'aviation'],
    ['9221', null],
  ])('%s is of %s', (industry, union) => {
    expect(industrialUnionOf(table, industries, industry)).toBe(union);
  });

  test('every division has one, but for offices, organisations and international bodies', () => {
    const without = [...industries.values()].filter(
      ({ code, level }) => level === 2 && industrialUnionOf(table, industries, code) === null,
    );
    // 74 is divided among three by group.
    expect(without.map(({ code }) => code)).toEqual(['74', '91', '92', '93', '94', '95', '96', '97']);
    expect(new Set([...table.values()].flat()).size).toBe(Object.keys(industrialUnions).length);
  });

  test('a city decides otherwise', () => {
    const own = overridden(table, new Map([['6210', 'education_culture_health_sports']]));
    expect(industrialUnionOf(own, industries, '6210')).toBe('education_culture_health_sports');
    expect(industrialUnionOf(own, industries, '6220')).toBe('finance_trade_light_textile_tobacco');
  });

  test('an industry that two answer for does not load', () => {
    expect(() => readIndustrialUnions('union,title,industry\nbanking,x,J\nrailway,y,J', industries)).toThrow(
      /given twice/,
    );
  });
});

describe('growth areas', () => {
  test('platform work by industry or by words', () => {
    expect(newFormOf('6020', '顺通快递').value).toBe(true);
    expect(newFormOf(null, '鑫达外卖配送').reason).toContain('外卖');
    expect(newFormOf('3311', '机械制造').value).toBe(false);
  });

  test.each([
    ['呼和浩特市赛罕区金桥经济技术开发区阳光街1号', '金桥经济技术开发区'],
    ['潜山市经济开发区皖水路', '经济开发区'],
    ['新城区解放路1号', null],
    ['', null],
  ])('the park of %s', (address, park) => {
    expect(parkOf(address).value).toBe(park);
  });
});
