import { expect, test } from 'vitest';
import { reachOf, reachText, type GrantInForce } from './reach.ts';

const ALL_UNIONS = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const NIL = '00000000-0000-0000-0000-000000000000';
const at = (grant: Partial<GrantInForce>): GrantInForce => ({
  role: 'county_officer',
  unionId: 'U',
  ownRoot: 'own U',
  unionName: '甲县总工会',
  isOnlyRoot: false,
  kind: 'county',
  divisionCode: '3408',
  industryCode: null,
  ...grant,
});

test('an officer reaches down from the union, and the employers of its place', () => {
  expect(reachOf([at({})]).get('people:read')).toEqual({ roots: ['U'], places: ['3408'] });
  expect(reachOf([at({})]).get('schemes:write')).toEqual({ roots: ['U'], places: ['3408'] });
});

test('a chair reaches the own union with its branches, and no place', () => {
  const reach = reachOf([at({ role: 'chair', kind: 'enterprise' })]);
  expect(reach.get('people:read')).toEqual({ roots: ['own U'], places: [] });
  expect(reach.has('schemes:write')).toBe(false);
});

test('the federation of an industry answers for no place', () => {
  const federation = { role: 'township_officer', kind: 'federation' } as const;
  expect(reachOf([at(federation)]).get('employers:read')?.places).toEqual(['3408']);
  expect(reachOf([at({ ...federation, industryCode: 'C' })]).get('employers:read')?.places).toEqual([]);
});

test('who covers every union is told so; a chair of an only union is not', () => {
  expect(reachOf([at({ role: 'city_officer', kind: 'city', isOnlyRoot: true })]).get('people:read')?.roots).toEqual([
    'U',
    ALL_UNIONS,
  ]);
  expect(reachOf([at({ role: 'chair', kind: 'enterprise', isOnlyRoot: true })]).get('people:read')?.roots).toEqual([
    'own U',
  ]);
  const everything = { role: 'administrator', unionId: null, ownRoot: null, unionName: null, kind: null } as const;
  expect(reachOf([at(everything)]).get('accounts:read')).toEqual({ roots: [NIL, ALL_UNIONS], places: ['*'] });
});

test('grants add up per permission, not across', () => {
  const reach = reachOf([at({}), at({ role: 'auditor', unionId: 'V', ownRoot: 'own V' })]);
  expect(reach.get('funds:read')?.roots).toEqual(['U', 'V']);
  expect(reach.get('people:read')?.roots).toEqual(['U']);
});

test('the reach in words names three', () => {
  expect(reachText([])).toBe('无授权');
  expect(reachText([at({})])).toBe('县级工会干部：甲县总工会及以下');
  expect(reachText([at({ role: 'chair' }), at({}), at({}), at({})])).toBe(
    '基层工会主席：甲县总工会；县级工会干部：甲县总工会及以下；县级工会干部：甲县总工会及以下等 4 项',
  );
});
