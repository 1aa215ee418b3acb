import { readFileSync } from 'node:fs';

import { parseCodeTable } from '@jianjia/codes';
import { describe, expect, it } from 'vitest';

import { divisionOf } from './place-chain.ts';
import { bareName } from './places.ts';
import places from './places.json' with { type: 'json' };

const reference = (file: string) => readFileSync(new URL(`../../../../reference/${file}`, import.meta.url), 'utf8');
const divisions = parseCodeTable(reference('divisions-china.csv'), 'divisions-china.csv');
const former = reference('divisions-former.csv').trim().split('\n').slice(1);

describe('the list of places', () => {
  it('is the reference table without the names of groups', () => {
    const groups = [...divisions.values()].filter(({ name }) => /^(市辖区|县|.*直辖县级行政区划)$/.test(name));
    expect(groups.length).toBeLessThan(20);
    expect(places.divisions).toHaveLength(divisions.size - groups.length);
    for (const line of places.divisions) {
      const [code = '', name] = line.split(' ');
      expect(divisions.get(code)?.name).toBe(name);
    }
    expect(places.former).toEqual(former.map((line) => line.split(',').reverse().join(' ')));
  });

  it('covers the whole country', () => {
    const levels = [1, 2, 3].map((level) => [...divisions.values()].filter((entry) => entry.level === level).length);
    expect(levels[0]).toBe(34);
    expect(levels[1]).toBeGreaterThan(330);
    expect(levels[2]).toBeGreaterThan(2800);
  });

  it('sends former names to divisions of today, and is not about names that still are', () => {
    const names = new Set([...divisions.values()].map(({ name }) => name));
    for (const line of former) {
      const [name = '', code = ''] = line.split(',');
      expect(divisions.has(code), line).toBe(true);
      expect(names.has(name), line).toBe(false);
    }
  });

  it('agrees with the shipped slice of GB/T 2260 on every code that both have', () => {
    const slice = parseCodeTable(reference('divisions.csv'), 'divisions.csv');
    const unlike = [...slice.values()].filter(({ code, name }) => (divisions.get(code)?.name ?? name) !== name);
    expect(unlike).toEqual([]);
  });
});

describe('bareName', () => {
  it.each([
    ['潜山市', '潜山'],
    ['内蒙古自治区', '内蒙古'],
    ['西藏自治区', '西藏'],
    ['大理白族自治州', '大理'],
    ['双江拉祜族佤族布朗族傣族自治县', '双江'],
    ['前郭尔罗斯蒙古族自治县', '前郭尔罗斯'],
    ['鄂伦春自治旗', '鄂伦春'],
    ['土默特左旗', '土默特左'],
    ['瀍河回族区', '瀍河'],
    ['浦东新区', '浦东'],
    ['香港特别行政区', '香港'],
    ['郊区', '郊区'],
    ['芒市', '芒市'],
  ])('%s is %s', (name, bare) => {
    expect(bareName(name)).toBe(bare);
  });
});

describe('divisionOf', () => {
  it.each([
    ['340882', '340882'],
    ['340800', '3408'],
    ['340000000000', '34'],
    ['340802001', '340802'],
    ['安徽省安庆市潜山县', '340882'],
    ['安徽潜山', '340882'],
    ['鼓楼区', null],
    ['江苏省南京市鼓楼区', '320106'],
    ['', null],
    ['不详', null],
  ])('of %j is %s', (text, code) => {
    expect(divisionOf(text)).toBe(code);
  });
});
