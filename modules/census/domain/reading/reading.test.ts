import { describe, expect, test } from 'vitest';
import { coverIdentities, coverMobiles, coverName, coverPhone } from './covering.ts';
import { placesOf } from './places.ts';
import { fieldOfTitle, suggestColumns } from './titles.ts';
import { readCount, readDay, readIndustryCode, readName, readSector, readStatus } from './values.ts';

describe('titles', () => {
  test.each([
    ['企业名称', 'name'],
    [' 统一社会信用代码 *', 'uscc'],
    ['从业人数（人）', 'employees'],
    ['法定代表人(负责人)', 'representative'],
    ['街道（乡镇）', 'division'],
    ['备注', null],
    ['', null],
  ])('%j means %j', (title, field) => expect(fieldOfTitle(title)).toBe(field));

  test('of two titles for one field the likelier is taken, and what was confirmed before either', () => {
    const header = ['名称', '单位名称', '代号'];
    expect(suggestColumns(header)).toEqual({ 单位名称: 'name' });
    expect(suggestColumns(header, { 名称: 'name', 代号: 'uscc' })).toEqual({ 名称: 'name', 代号: 'uscc' });
  });
});

describe('values', () => {
  test.each([
    ['托克托示例 红光酒业　有限公司', '托克托示例红光酒业有限公司'],
    ['红光 ABC 酒业 （安庆） 有限公司', '红光ABC酒业（安庆）有限公司'],
    ['ABC  Trading Ltd.', 'ABC Trading Ltd.'],
  ])('the name %j is %j', (text, name) => expect(readName(text)).toBe(name));

  test.each([
    ['2024-01-05', '2024-01-05'],
    ['2024/1/5', '2024-01-05'],
    ['２０２４年1月5日', '2024-01-05'],
    ['2024年1月', '2024-01-01'],
    ['20240105', '2024-01-05'],
    ['2024-01-05 08:00:00', '2024-01-05'],
    ['45296', '2024-01-05'],
    ['2023-02-29', null],
    ['长期', null],
    ['', null],
  ])('the day %j is %j', (text, day) => expect(readDay(text)).toBe(day));

  test.each([
    ['86人', 86],
    ['1,204', 1204],
    ['12.0', 12],
    ['１２', 12],
    ['12.5', null],
    ['-3', null],
    ['若干', null],
  ])('the number %j is %j', (text, count) => expect(readCount(text)).toBe(count));

  test.each([
    ['存续（在营、开业、在册）', 'open'],
    ['注销', 'closed'],
    ['吊销，未注销', 'open'],
    ['吊销', 'revoked'],
    ['迁出', 'moved'],
    ['非正常户', null],
    ['正常', 'open'],
  ])('the state %j is %j', (text, status) => expect(readStatus(text)).toBe(status));

  test.each([
    ['有限责任公司（国有独资）', 'state'],
    ['有限责任公司(自然人投资或控股)', 'private'],
    ['个体工商户', 'private'],
    ['民办非企业单位', 'social_org'],
    ['股份合作企业', 'collective'],
    ['事业单位', 'public_institution'],
    ['', null],
  ])('the kind %j is %j', (text, sector) => expect(readSector(text)).toBe(sector));

  test.each([
    ['C1311', '1311'],
    ['1311 稻谷加工', '1311'],
    ['13', '13'],
    ['C', 'C'],
    ['零售业', null],
  ])('the industry %j is %j', (text, code) => expect(readIndustryCode(text)).toBe(code));
});

describe('places of a federation', () => {
  const places = placesOf('3408', [
    { code: '34', name: '安徽省' },
    { code: '3408', name: '安庆市' },
    { code: '340802', name: '迎江区' },
    { code: '340802001', name: '人民路街道' },
    { code: '340803', name: '大观区' },
    { code: '340803001', name: '人民路街道' },
    { code: '150102', name: '新城区' },
  ]);
  test.each([
    ['340802', '340802'],
    ['340802000000', '340802'],
    ['340800', '3408'],
    ['150102', '150102'],
    ['999999', null],
    ['安徽省安庆市迎江区', '340802'],
    ['大观区人民路街道12号', '340803001'],
    ['安庆市人民路街道', '3408'],
    ['新城区', null],
    ['', null],
  ])('%j is %j', (text, code) => expect(places.find(text)).toBe(code));
});

describe('what tells of a person is covered', () => {
  test.each([
    ['900001198001011230', '900001**********30'],
    ['证件900001198001011230。', '证件900001**********30。'],
    ['91340802MA0000001X', '91340802MA0000001X'],
    ['340802', '340802'],
  ])('%j is kept as %j', (text, kept) => expect(coverIdentities(text)).toBe(kept));

  test('phones and names', () => {
    expect(coverMobiles('电话13812345678，座机0556-5512345')).toBe('电话138****5678，座机0556-5512345');
    expect([coverPhone('0556-5512345'), coverPhone('110')]).toEqual(['055****2345', '***']);
    expect([coverName('王小明'), coverName('王')]).toEqual(['王**', '王*']);
  });
});
