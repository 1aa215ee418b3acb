import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_IN_JOINT_UNION } from '../../contract/joint.ts';
import { foldAddress, groupForJointUnions, placeOfAddress, type SmallEmployer } from './joint-unions.ts';

describe('the place of an address', () => {
  test.each([
    ['呼和浩特市新城区解放路12号', 'street', '解放路'],
    ['内蒙古自治区呼和浩特市 新城区 解放路１２号世纪大厦８０１室', 'building', '世纪大厦'],
    ['玉泉区通达市场A区12号', 'market', '通达市场'],
    ['赛罕区金桥开发区世纪路', 'park', '金桥开发区'],
    ['潜山市梅城镇舒州大道88号', 'street', '舒州大道'],
    ['呼和浩特综合保税区长安街12号', 'park', '呼和浩特综合保税区'],
    ['金山开发区金川工业园区新华街88号', 'park', '金川工业园区'],
    ['新城区解放路12号世纪科技园', 'park', '世纪科技园'],
    ['新城区园艺路12号', 'street', '园艺路'],
    ['回民区中山西路海亮广场3层', 'market', '海亮广场'],
  ])('%s', (address, kind, place) => {
    expect(placeOfAddress(address)).toEqual({ kind, place });
  });

  test('where there is none, nothing is made up', () => {
    expect(placeOfAddress('梅城镇')).toBeNull();
    expect(placeOfAddress('')).toBeNull();
    expect(foldAddress('')).toBe('');
  });
});

const employers = (count: number, over: Partial<SmallEmployer> = {}): readonly SmallEmployer[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `e${String(index).padStart(3, '0')}`,
    division: '150102',
    address: `新城区解放路${index + 1}号`,
    employees: 5,
    ...over,
  }));

test('fifty make one joint union, fifty-one make two of nearly equal size', () => {
  expect(groupForJointUnions(employers(50)).map((one) => one.employers.length)).toEqual([50]);
  expect(groupForJointUnions(employers(51)).map((one) => one.employers.length)).toEqual([25, 26]);
});

test('24 employees join, 25 found a union of their own; one employer alone joins nobody', () => {
  expect(groupForJointUnions(employers(2, { employees: 24 }))).toHaveLength(1);
  expect(groupForJointUnions(employers(2, { employees: 25 }))).toEqual([]);
  expect(groupForJointUnions(employers(1))).toEqual([]);
  expect(groupForJointUnions(employers(3, { employees: null }))[0]?.employees).toBe(0);
});

const anyEmployers = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    division: fc.constantFrom('150102', '150103'),
    address: fc.option(
      fc
        .tuple(fc.constantFrom('解放路', '世纪大厦', '通达市场', '无名'), fc.integer({ min: 1, max: 400 }))
        .map(([place, number]) => `新城区${place}${number}号`),
    ),
    employees: fc.option(fc.integer({ min: 0, max: 40 })),
  }),
  { selector: ({ id }) => id, maxLength: 300 },
);

test('whatever the employers and their order: the same groups, none above fifty, nobody in two, none of 25', () => {
  fc.assert(
    fc.property(anyEmployers, fc.infiniteStream(fc.nat()), (given, random) => {
      const groups = groupForJointUnions(given);
      const shuffled = given
        .map((one) => ({ one, at: random.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      expect(groupForJointUnions(shuffled)).toEqual(groups);
      for (const { employers: inside } of groups) {
        expect(inside.length).toBeGreaterThan(0);
        expect(inside.length).toBeLessThanOrEqual(MOST_IN_JOINT_UNION);
      }
      const all = groups.flatMap((one) => one.employers);
      expect(new Set(all).size).toBe(all.length);
      const large = new Set(given.filter(({ employees }) => (employees ?? 0) >= 25).map(({ id }) => id));
      expect(all.filter((id) => large.has(id))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
